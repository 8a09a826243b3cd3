import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Ban, Plus } from 'lucide-react'
import { Suspense, useState } from 'react'
import { api } from '../../api/client.ts'
import { useTexts } from '../../texts/texts.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Empty, SkeletonRows } from '../../ui/states.tsx'
import { Ago } from '../../ui/time.tsx'
import { toast, toastProblem } from '../../ui/toasts.tsx'
import { FormBody, TextField } from '../form/fields.tsx'
import { useForm } from '../form/use-form.ts'
import { allOf } from '../resource/all.ts'
import { Screen } from '../resource/screen.tsx'
import { Table } from '../resource/table.tsx'
import { useSettingsTexts } from '../texts.ts'

const PATH = '/v1/blocklist'
type Entry = { value: string; reason: string | null; created_at: string }

/** Whose mails and forms become no ticket. */
const Blocklist = () => {
  const shell = useTexts().shell
  const t = useSettingsTexts().safety
  const client = useQueryClient()
  const [adding, setAdding] = useState(false)
  const { data, error, refetch } = useQuery(allOf<Entry>(PATH))
  const refresh = () => client.invalidateQueries({ queryKey: ['settings', PATH] })
  const unblock = ({ value, reason }: Entry) =>
    api.delete(`${PATH}/${encodeURIComponent(value)}`).then(() => {
      const undo = () =>
        void api.put(PATH, { value, ...(reason === null ? {} : { reason }) }).then(refresh, toastProblem)
      toast(t.unblocked(value), { action: { label: shell.undo, run: undo } })
      return refresh()
    }, toastProblem)
  const add = (
    <Button look="primary" icon={<Plus aria-hidden className="size-4" />} onClick={() => setAdding(true)}>
      {t.block}
    </Button>
  )
  return (
    <Screen title={useSettingsTexts().pages.blocklist} intro={t.blocklistIntro} action={add}>
      {error ? <Problem error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <SkeletonRows rows={4} /> : null}
      {data?.length === 0 ? <Empty icon={<Ban />} title={t.nobodyBlocked} /> : null}
      {data && data.length > 0 ? (
        <Table
          label={t.block}
          items={data.map((entry) => ({ ...entry, id: entry.value }))}
          columns={[
            { label: t.who, cell: ({ value }) => <bdi className="font-medium">{value}</bdi> },
            { label: t.reason, cell: ({ reason }) => reason },
            { label: t.since, cell: ({ created_at }) => <Ago at={created_at} /> },
          ]}
          actions={(entry) => (
            <Button small look="quiet" onClick={() => void unblock(entry)}>
              {t.unblock}
            </Button>
          )}
        />
      ) : null}
      <Dialog open={adding} onClose={() => setAdding(false)} title={t.block}>
        <Suspense fallback={<SkeletonRows rows={2} />}>
          <BlockForm
            onClose={() => setAdding(false)}
            onDone={() => {
              setAdding(false)
              void refresh()
            }}
          />
        </Suspense>
      </Dialog>
    </Screen>
  )
}

const BlockForm = ({ onClose, onDone }: { onClose: () => void; onDone: () => void }) => {
  const t = useSettingsTexts().safety
  const form = useForm({ method: 'put', path: PATH, initial: { value: '' }, send: (body) => api.put(PATH, body) })
  return (
    <FormBody form={form} action={t.block} onDone={onDone} onCancel={onClose}>
      <TextField name="value" label={t.who} hint={t.whoHint} required ltr />
      <TextField name="reason" label={t.reason} />
    </FormBody>
  )
}

export default Blocklist
