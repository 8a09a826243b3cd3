import type { SlackConnection } from '../../../api/types.ts'
import { useTexts } from '../../../texts/texts.tsx'
import { CopyText } from '../../../ui/copy.tsx'
import { SelectField, SwitchField, TextField } from '../../form/fields.tsx'
import { useFormContext } from '../../form/use-form.ts'
import { useSettingsTexts } from '../../texts.ts'
import { MANIFEST } from './manifest.ts'
import { RoutesField } from './routes-field.tsx'

/** What a connection is asked: its kind and secrets, and what goes where. */
export const SlackFields = ({ connection }: { connection: SlackConnection | null }) => {
  const shell = useTexts().shell
  const t = useSettingsTexts().slack
  const form = useFormContext()
  const isApp = form.value('kind') === 'app'
  return (
    <>
      <TextField name="name" label={shell.name} required />
      {connection ? null : (
        <SelectField
          name="kind"
          label={t.kind}
          hint={isApp ? t.kindHints.app : t.kindHints.incoming_webhook}
          options={[
            ['app', t.kinds.app],
            ['incoming_webhook', t.kinds.incoming_webhook],
          ]}
        />
      )}
      {isApp && !connection ? (
        <details className="rounded-md border border-line p-2.5 text-sm">
          <summary className="cursor-pointer font-medium">{t.manifestName}</summary>
          <p className="my-2 text-[0.8125rem] text-ink-soft">{t.manifest}</p>
          <CopyText label={t.manifestName} text={MANIFEST} />
        </details>
      ) : null}
      {isApp ? (
        <>
          <TextField
            name="bot_token"
            type="password"
            label={t.botToken}
            hint={connection ? t.secretStays : t.botTokenHint}
            autoComplete="new-password"
            required={connection === null}
            ltr
          />
          {form.value('oneWay') === true ? null : (
            <TextField
              name="signing_secret"
              type="password"
              label={t.signingSecret}
              hint={connection?.interactive ? t.secretStays : t.signingSecretHint}
              autoComplete="new-password"
              ltr
            />
          )}
          {connection?.interactive ? <SwitchField name="oneWay" label={t.stopInteractive} /> : null}
        </>
      ) : (
        <TextField
          name="webhook_url"
          type="password"
          label={t.webhookUrl}
          hint={connection ? t.secretStays : 'https://hooks.slack.com/services/…'}
          autoComplete="new-password"
          required={connection === null}
          ltr
        />
      )}
      <TextField name="ticket_url" label={t.ticketUrl} hint={t.ticketUrlHint} nullable ltr />
      {connection ? <SwitchField name="enabled" label={t.enabled} /> : null}
      <RoutesField name="routes" hasChannels={isApp} />
    </>
  )
}
