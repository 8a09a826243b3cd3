import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { api } from '../../api/client.ts'
import { useSession } from '../../api/session.ts'
import type { MailSettings } from '../../api/types.ts'
import { useTexts } from '../../texts/texts.tsx'
import { Button } from '../../ui/button.tsx'
import { CopyText } from '../../ui/copy.tsx'
import { Field } from '../../ui/field.tsx'
import { TextInput } from '../../ui/inputs.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/states.tsx'
import { toast } from '../../ui/toasts.tsx'
import { FormBody, LongTextField, SelectField, SwitchField, TextField } from '../form/fields.tsx'
import { useForm } from '../form/use-form.ts'
import { Screen, Section } from '../resource/screen.tsx'
import { useSettingsTexts } from '../texts.ts'
import { IgnoredMail } from './ignored-mail.tsx'
import { fromMailSettings, toMailSettings } from './mail-body.ts'
import { MailIntake } from './mail-intake.tsx'
import { Suppressions } from './suppressions.tsx'

const PATH = '/v1/mail/settings'

/** How mail leaves, and which mails Lodge writes by itself. */
const Mail = () => {
  const t = useSettingsTexts().sending
  const title = useSettingsTexts().pages.mail
  const { data, error, refetch } = useQuery({
    queryKey: ['settings', PATH],
    queryFn: () => api.get<MailSettings>(PATH),
  })
  return (
    <Screen title={title} intro={t.intro}>
      {error ? <Problem error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <SkeletonRows rows={5} /> : null}
      {data ? (
        <Suspense fallback={<SkeletonRows rows={5} />}>
          <MailForm key={JSON.stringify(data)} settings={data} />
          <TestMail />
          <Suppressions />
        </Suspense>
      ) : null}
      <MailIntake />
      <IgnoredMail />
    </Screen>
  )
}

const MailForm = ({ settings }: { settings: MailSettings }) => {
  const shell = useTexts().shell
  const t = useSettingsTexts().sending
  const client = useQueryClient()
  const form = useForm({
    method: 'put',
    path: PATH,
    initial: fromMailSettings(settings),
    toBody: toMailSettings,
    send: (body) => api.put(PATH, body),
  })
  const record = settings.dkim?.dns_record
  return (
    <FormBody
      form={form}
      action={shell.save}
      onDone={() => {
        toast(shell.saved)
        void client.invalidateQueries({ queryKey: ['settings', PATH] })
      }}
    >
      <Section title={t.from}>
        <TextField name="from_address" type="email" label={t.fromAddress} hint={t.fromAddressHint} nullable ltr />
        <TextField name="from_name" label={t.fromName} hint={t.fromNameHint} nullable />
      </Section>
      <Section title={t.server} intro={t.serverIntro}>
        <SwitchField name="hasServer" label={t.ownServer} />
        {form.value('hasServer') === true ? (
          <>
            <div className="grid gap-4 sm:grid-cols-[1fr_6rem]">
              <TextField name="smtp.host" label={t.host} placeholder="smtp.example.com" required ltr />
              <TextField name="smtp.port" type="number" label={t.port} required ltr />
            </div>
            <SelectField
              name="smtp.tls"
              label={t.encryption}
              options={[
                ['starttls', t.tls.starttls],
                ['implicit', t.tls.implicit],
                ['opportunistic', t.tls.opportunistic],
                ['none', t.tls.none],
              ]}
            />
            <TextField name="smtp.username" label={t.username} nullable ltr />
            <TextField
              name="smtp.password"
              type="password"
              label={t.password}
              hint={settings.smtp?.has_password ? t.secretStays : undefined}
              autoComplete="new-password"
              ltr
            />
          </>
        ) : null}
      </Section>
      <Section title="DKIM" intro={t.dkimIntro}>
        <SwitchField name="hasDkim" label={t.signs} />
        {form.value('hasDkim') === true ? (
          <>
            <TextField name="dkim.domain" label={t.domain} required ltr />
            <TextField name="dkim.selector" label={t.selector} required ltr />
            <LongTextField
              name="dkim.private_key"
              label={t.privateKey}
              hint={settings.dkim ? t.secretStays : t.privateKeyHint}
              rows={4}
              mono
            />
          </>
        ) : null}
        {record ? (
          <>
            <p className="text-sm">{t.dnsRecord}</p>
            <CopyText label={t.recordName} text={record.name} />
            <CopyText label={t.recordValue} text={record.value} />
          </>
        ) : null}
      </Section>
      <Section title={t.byItself}>
        <SwitchField name="acknowledgement" label={t.acknowledgement} hint={t.acknowledgementHint} />
        <TextField name="acknowledgements_per_day" type="number" label={t.perDay} />
        <SwitchField name="closing_notice" label={t.closingNotice} />
        <SwitchField name="survey" label={t.survey} />
      </Section>
    </FormBody>
  )
}

const TestMail = () => {
  const t = useSettingsTexts().sending
  const { member } = useSession()
  const [to, setTo] = useState(member.email)
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const send = async () => {
    setBusy(true)
    setError(null)
    try {
      await api.post(`${PATH}/test`, { to })
      toast(t.testSent(to))
    } catch (thrown) {
      setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Section title={t.test} intro={t.testIntro}>
      <div className="flex flex-wrap items-end gap-2">
        <div className="min-w-56 flex-1">
          <Field label={t.testTo}>
            <TextInput type="email" dir="ltr" value={to} onChange={(event) => setTo(event.target.value)} />
          </Field>
        </div>
        <Button busy={busy} onClick={() => void send()}>
          {t.send}
        </Button>
      </div>
      {error ? <Problem error={error} /> : null}
    </Section>
  )
}

export default Mail
