import { Ban } from 'lucide-react'
import { api } from '../../api/client.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/states.tsx'
import { Ago } from '../../ui/time.tsx'
import { FormBody, TextField } from '../form/fields.tsx'
import { useForm } from '../form/use-form.ts'
import { AddButton, Listed, useListed } from '../resource/listed.tsx'
import { Screen } from '../resource/screen.tsx'
import { Table } from '../resource/table.tsx'
import { useSettingsTexts } from '../texts.ts'

const PATH = '/v1/blocklist'
type Entry = { value: string; reason: string | null; created_at: string }

/** Whose mails and forms become no ticket. */
const Blocklist = () => {
  const t = useSettingsTexts().safety
  const { refresh, takeOff } = useListed(PATH)
  const unblock = ({ value, reason }: Entry) =>
    takeOff(
      () => api.delete(`${PATH}/${encodeURIComponent(value)}`),
      () => api.put(PATH, { value, ...(reason === null ? {} : { reason }) }),
      t.unblocked(value),
    )
  const add = (
    <AddButton
      words={t.block}
      title={t.block}
      look="primary"
      form={(close) => (
        <BlockForm
          onClose={close}
          onDone={() => {
            close()
            void refresh()
          }}
        />
      )}
    />
  )
  return (
    <Screen title={useSettingsTexts().pages.blocklist} intro={t.blocklistIntro} action={add}>
      <Listed<Entry> path={PATH} rows={4} empty={<Empty icon={<Ban />} title={t.nobodyBlocked} />}>
        {(entries) => (
          <Table
            label={t.block}
            items={entries.map((entry) => ({ ...entry, id: entry.value }))}
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
        )}
      </Listed>
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
