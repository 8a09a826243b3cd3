import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Suspense } from 'react'
import { api } from '../../api/client.ts'
import type { MailIntakeSettings } from '../../api/types.ts'
import { useTexts } from '../../texts/texts.tsx'
import { Problem } from '../../ui/problem.tsx'
import { SkeletonRows } from '../../ui/states.tsx'
import { toast } from '../../ui/toasts.tsx'
import { FormBody, SelectField, TextField } from '../form/fields.tsx'
import { useForm } from '../form/use-form.ts'
import { Section } from '../resource/screen.tsx'
import { useSettingsTexts } from '../texts.ts'
import { fromIntake, toIntake } from './mail-intake-body.ts'
import { PatternsField } from './patterns-field.tsx'

const PATH = '/v1/mail/intake'

/** What becomes of mail that comes in. */
export const MailIntake = () => {
  const t = useSettingsTexts().intake
  const { data, error, refetch } = useQuery({
    queryKey: ['settings', PATH],
    queryFn: () => api.get<MailIntakeSettings>(PATH),
  })
  return (
    <Section title={t.title} intro={t.intro}>
      {error ? <Problem error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <SkeletonRows rows={3} /> : null}
      {data ? (
        <Suspense fallback={<SkeletonRows rows={3} />}>
          <IntakeForm key={JSON.stringify(data)} settings={data} />
        </Suspense>
      ) : null}
    </Section>
  )
}

const IntakeForm = ({ settings }: { settings: MailIntakeSettings }) => {
  const shell = useTexts().shell
  const t = useSettingsTexts().intake
  const client = useQueryClient()
  const form = useForm({
    method: 'put',
    path: PATH,
    initial: fromIntake(settings),
    toBody: toIntake,
    send: (body) => api.put(PATH, body),
  })
  return (
    <FormBody
      form={form}
      action={shell.save}
      onDone={() => {
        toast(shell.saved)
        void client.invalidateQueries({ queryKey: ['settings', PATH] })
      }}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField name="reopen_days" type="number" label={t.reopenDays} hint={t.reopenDaysHint} required ltr />
        <TextField name="sender_hourly" type="number" label={t.senderHourly} hint={t.senderHourlyHint} required ltr />
      </div>
      <SelectField
        name="remote_images"
        label={t.remoteImages}
        hint={t.remoteImagesHint}
        options={[
          ['block', t.block],
          ['proxy', t.proxy],
        ]}
      />
      <PatternsField name="subject_patterns" />
    </FormBody>
  )
}
