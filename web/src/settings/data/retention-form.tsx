import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { api } from '../../api/client.ts'
import { useTexts } from '../../texts/texts.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { Problem } from '../../ui/problem.tsx'
import { toast } from '../../ui/toasts.tsx'
import { FormBody, TextField } from '../form/fields.tsx'
import { useForm } from '../form/use-form.ts'
import { Section } from '../resource/screen.tsx'
import { useSettingsTexts } from '../texts.ts'
import { DueList, isNothing } from './due-list.tsx'
import { type Due, KEPT, RETENTION, type Retention } from './retention-types.ts'

/** The days of each, with what they would delete now; asked before anything is. */
export const RetentionForm = ({ retention }: { retention: Retention }) => {
  const { shell } = useTexts()
  const t = useSettingsTexts().data
  const client = useQueryClient()
  const [asked, setAsked] = useState<Due | null>(null)
  const { closed_days, spam_days, inbound_raw_days, activity_days } = retention
  const save = async (body: unknown) => {
    await api.put(RETENTION, body)
    toast(shell.saved)
    await client.invalidateQueries({ queryKey: ['settings', RETENTION] })
  }
  const form = useForm({
    method: 'put',
    path: RETENTION,
    initial: { closed_days, spam_days, inbound_raw_days, activity_days },
    send: async (body) => {
      // What is to go is counted at this moment, and agreed to first.
      const { due } = await api.post<{ due: Due }>(`${RETENTION}/preview`, body)
      if (isNothing(due)) await save(body)
      else setAsked(due)
    },
  })
  const previewed = useDeferredValue(form.values)
  const { data: preview, error } = useQuery({
    queryKey: ['retention-preview', previewed],
    queryFn: () => api.post<{ due: Due }>(`${RETENTION}/preview`, previewed),
    // What was checked is what is asked.
    enabled: form.isValid && previewed === form.values,
    placeholderData: (before) => before,
    // What is deleted goes from here, and more becomes old.
    refetchInterval: 15_000,
  })
  return (
    <Section title={shell.general}>
      <FormBody form={form} action={shell.save}>
        {KEPT.map((name) => (
          <TextField key={name} name={name} type="number" nullable label={t.days[name]} hint={t.forever} ltr />
        ))}
        <div role="status" className="flex flex-col gap-1.5 rounded-md bg-sunken p-3">
          <h3 className="text-[0.8125rem] font-medium">{t.dueTitle}</h3>
          {error ? <Problem error={error} /> : <DueList due={preview?.due ?? retention.due} />}
        </div>
      </FormBody>
      {asked ? (
        <Confirm
          open
          danger
          title={t.confirmTitle}
          action={t.confirm}
          onClose={() => setAsked(null)}
          onConfirm={() => save(form.values)}
        >
          <p className="pb-2">{t.confirmNote}</p>
          <DueList due={asked} />
        </Confirm>
      ) : null}
    </Section>
  )
}
