import { SelectField, SwitchField, TextField } from '../form/fields.tsx'
import { useFormContext } from '../form/use-form.ts'
import { useSettingsTexts } from '../texts.ts'

/** Where and how a folder is fetched. */
export const ImapFields = ({ isNew }: { isNew: boolean }) => {
  const t = useSettingsTexts().mail
  const form = useFormContext()
  const login = form.value('imap.login')
  return (
    <fieldset className="flex flex-col gap-4 rounded-lg border border-line p-3">
      <legend className="px-1 text-[0.8125rem] font-medium">IMAP</legend>
      <div className="grid gap-4 sm:grid-cols-[1fr_6rem]">
        <TextField name="imap.host" label={t.server} placeholder="imap.example.com" required ltr />
        <TextField name="imap.port" type="number" label={t.port} placeholder="993" ltr />
      </div>
      <SelectField
        name="imap.tls"
        label={t.encryption}
        options={[
          ['implicit', t.tls.implicit],
          ['starttls', t.tls.starttls],
          ['none', t.tls.none],
        ]}
      />
      <TextField name="imap.username" label={t.username} required ltr />
      <SelectField
        name="imap.login"
        label={t.login}
        options={[
          ['password', t.password],
          ['oauth', 'OAuth 2'],
        ]}
      />
      {login === 'oauth' ? (
        <>
          <TextField name="imap.oauth.token_url" label={t.tokenUrl} hint={t.tokenUrlHint} ltr />
          <TextField name="imap.oauth.client_id" label="client_id" ltr />
          <TextField name="imap.oauth.client_secret" type="password" label="client_secret" ltr />
          <TextField
            name="imap.oauth.refresh_token"
            type="password"
            label="refresh_token"
            hint={isNew ? undefined : t.secretStays}
            ltr
          />
        </>
      ) : (
        <TextField
          name="imap.password"
          type="password"
          label={t.password}
          hint={isNew ? undefined : t.secretStays}
          autoComplete="new-password"
          ltr
        />
      )}
      <TextField name="imap.folder" label={t.folder} ltr />
      <SelectField
        name="imap.after_store"
        label={t.afterStore}
        options={[
          ['nothing', t.after.nothing],
          ['flag', t.after.flag],
          ['move', t.after.move],
        ]}
      />
      {form.value('imap.after_store') === 'move' ? (
        <TextField name="imap.after_folder" label={t.afterFolder} required ltr />
      ) : null}
      {isNew ? <SwitchField name="imap.backlog" label={t.backlog} hint={t.backlogHint} /> : null}
    </fieldset>
  )
}
