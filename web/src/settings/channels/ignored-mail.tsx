import { api } from '../../api/client.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/states.tsx'
import { Ago } from '../../ui/time.tsx'
import { FormBody, SelectField, TextField } from '../form/fields.tsx'
import { useForm } from '../form/use-form.ts'
import { AddButton, Listed, useListed } from '../resource/listed.tsx'
import { Section } from '../resource/screen.tsx'
import { Table } from '../resource/table.tsx'
import { useSettingsTexts } from '../texts.ts'

const PATH = '/v1/ignored-mail'
type Ignored = { id: string; kind: 'sender' | 'subject'; value: string; created_at: string }

/** Mail that never becomes a ticket, by its sender or its subject. */
export const IgnoredMail = () => {
  const t = useSettingsTexts().intake
  const { refresh, takeOff } = useListed(PATH)
  const stop = ({ id, kind, value }: Ignored) =>
    takeOff(
      () => api.delete(`${PATH}/${id}`),
      () => api.post(PATH, { kind, value }),
      t.stopped(value),
    )
  const add = (
    <AddButton
      words={t.ignore}
      title={t.ignored}
      form={(close) => (
        <IgnoreForm
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
    <Section title={t.ignored} intro={t.ignoredIntro} action={add}>
      <Listed<Ignored> path={PATH} rows={2} empty={<Empty title={t.noIgnored} />}>
        {(ignored) => (
          <Table
            label={t.ignored}
            items={ignored}
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
        )}
      </Listed>
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
