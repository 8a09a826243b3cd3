import { useQuery } from '@tanstack/react-query'
import type { Department } from '../../api/types.ts'
import { useTexts } from '../../texts/texts.tsx'
import { SelectField, SwitchField, TextField } from '../form/fields.tsx'
import { useFormContext } from '../form/use-form.ts'
import { allOf } from '../resource/all.ts'
import { useSettingsTexts } from '../texts.ts'
import { ImapFields } from './imap-fields.tsx'

/** What a mailbox is asked: whose address, how mail comes in, what is believed of it. */
export const MailboxFields = ({ isNew }: { isNew: boolean }) => {
  const shell = useTexts().shell
  const t = useSettingsTexts().mail
  const form = useFormContext()
  const way = form.value('way')
  const { data: departments = [] } = useQuery(allOf<Department>('/v1/departments'))
  return (
    <>
      <TextField name="name" label={shell.name} required />
      <TextField name="address" type="email" label={t.address} hint={t.addressHint} required ltr />
      <SelectField
        name="department"
        label={t.department}
        none={t.defaultDepartment}
        options={departments.map(({ id, name }) => [id, name] as const)}
      />
      {isNew ? (
        <SelectField
          name="way"
          label={t.way}
          options={[
            ['imap', t.ways.imap],
            ['smtp', t.ways.smtp],
            ['http', t.ways.http],
          ]}
        />
      ) : null}
      {way === 'imap' ? <ImapFields isNew={isNew} /> : null}
      {way === 'smtp' ? (
        <p className="rounded-md bg-sunken p-2.5 text-[0.8125rem] text-ink-soft">{t.smtpHint}</p>
      ) : null}
      {way === 'http' ? (
        <>
          {isNew ? (
            <SelectField
              name="http.provider"
              label={t.provider}
              options={[
                ['raw', t.rawMime],
                ['mailgun', 'Mailgun'],
                ['postmark', 'Postmark'],
                ['sendgrid', 'SendGrid'],
                ['ses', 'Amazon SES'],
              ]}
            />
          ) : null}
          <TextField
            name="http.signing_key"
            type="password"
            label={t.signingKey}
            hint={isNew ? t.signingKeyHint : t.secretStays}
            nullable={isNew}
            ltr
          />
        </>
      ) : null}
      <SwitchField name="detect_forwards" label={t.detectForwards} hint={t.detectForwardsHint} />
      <SelectField
        name="unverified"
        label={t.unverified}
        hint={t.unverifiedHint}
        options={[
          ['mark', t.mark],
          ['quarantine', t.quarantine],
        ]}
      />
      <TextField name="authserv_id" label={t.authserv} hint={t.authservHint} placeholder="mx.google.com" nullable ltr />
      <SwitchField name="enabled" label={t.enabled} />
    </>
  )
}
