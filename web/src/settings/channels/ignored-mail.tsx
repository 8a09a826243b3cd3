import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { Suspense, useState } from 'react'
import { api } from '../../api/client.ts'
import { useTexts } from '../../texts/texts.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Empty, SkeletonRows } from '../../ui/states.tsx'
import { Ago } from '../../ui/time.tsx'
import { toast, toastProblem } from '../../ui/toasts.tsx'
import { FormBody, SelectField, TextField } from '../form/fields.tsx'
import { useForm } from '../form/use-form.ts'
import { allOf } from '../resource/all.ts'
import { Section } from '../resource/screen.tsx'
import { Table } from '../resource/table.tsx'
import { useSettingsTexts } from '../texts.ts'

const PATH = '/v1/ignored-mail'
type Ignored = { id: string; kind: 'sender' | 'subject'; value: string; created_at: string }

/** Mail that never becomes a ticket, by its sender or its subject. */
export const IgnoredMail = () => {
  const shell = useTexts().shell
  const t = useSettingsTexts().intake
  const client = useQueryClient()
  const [adding, setAdding] = useState(false)
  const { data, error, refetch } = useQuery(allOf<Ignored>(PATH))
  const refresh = () => client.invalidateQueries({ queryKey: ['settings', PATH] })
  const stop = ({ id, kind, value }: Ignored) =>
    api.delete(`${PATH}/${id}`).then(() => {
      const undo = () => void api.post(PATH, { kind, value }).then(refresh, toastProblem)
      toast(t.stopped(value), { action: { label: shell.undo, run: undo } })
      return refresh()
    }, toastProblem)
  const add = (
    <Button icon={<Plus aria-hidden className="size-4" />} onClick={() => setAdding(true)}>
      {t.ignore}
    </Button>
  )
  return (
    <Section title={t.ignored} intro={t.ignoredIntro} action={add}>
      {error ? <Problem error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <SkeletonRows rows={2} /> : null}
      {data?.length === 0 ? <Empty title={t.noIgnored} /> : null}
      {data && data.length > 0 ? (
        <Table
          label={t.ignored}
          items={data}
          columns={[
            { label: t.kind, cell: ({ kind }) => t.kinds[kind] },
            { label: t.value, cell: ({ value }) => <bdi className="font-medium">{value}</bdi> },
            { label: t.since, cell: ({ created_at }) => <Ago at={created_at} /> },
          ]}
          actions={(one) => (
            <Button small look="quiet" onClick={() => void stop(one)}>
              {t.stop}
            </Button>
          )}
        />
      ) : null}
      <Dialog open={adding} onClose={() => setAdding(false)} title={t.ignored}>
        <Suspense fallback={<SkeletonRows rows={2} />}>
          <IgnoreForm
            onClose={() => setAdding(false)}
            onDone={() => {
              setAdding(false)
              void refresh()
            }}
          />
        </Suspense>
      </Dialog>
    </Section>
  )
}

const IgnoreForm = ({ onClose, onDone }: { onClose: () => void; onDone: () => void }) => {
  const t = useSettingsTexts().intake
  const form = useForm({
    method: 'post',
    path: PATH,
    initial: { kind: 'sender', value: '' },
    send: (body) => api.post(PATH, body),
  })
  const isSender = form.value('kind') === 'sender'
  return (
    <FormBody form={form} action={t.ignore} onDone={onDone} onCancel={onClose}>
      <SelectField
        name="kind"
        label={t.kind}
        options={[
          ['sender', t.kinds.sender],
          ['subject', t.kinds.subject],
        ]}
      />
      <TextField
        name="value"
        label={t.value}
        hint={isSender ? t.senderHint : t.subjectHint}
        required
        {...(isSender ? { ltr: true } : {})}
      />
    </FormBody>
  )
}
