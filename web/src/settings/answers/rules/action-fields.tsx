import { Field } from '../../../ui/field.tsx'
import { LongTextField, SelectField, TextField } from '../../form/fields.tsx'
import { JsonField } from '../../form/json-field.tsx'
import { useFormContext } from '../../form/use-form.ts'
import { useSettingsTexts } from '../../texts.ts'
import type { Names, Option } from '../names.ts'
import { useChoices } from './words.ts'
import { WordsInput } from './words-input.tsx'

/** What each thing that a rule can do starts with. */
export const ACTIONS = {
  set_status: { status: 'pending' },
  snooze: { for: '4h' },
  set_priority: { priority: 'high' },
  set_department: { department: '' },
  set_type: { type: '' },
  assign: { to: 'auto' },
  add_tags: { tags: [] },
  remove_tags: { tags: [] },
  reply: { template: '' },
  note: { body: '', body_format: 'markdown' },
  run_intervention: { intervention: '', data: {} },
  mail: { to: null, text: '' },
  webhook: { endpoint: '', text: '' },
  slack: { connection: '', channel: '', text: '' },
  ask_ai: {},
} as const

export type ActionName = keyof typeof ACTIONS

/** What one action still needs said. */
export const ActionFields = ({ path, name, names }: { path: string; name: ActionName; names: Names }) => {
  const t = useSettingsTexts().rules
  const choices = useChoices()
  const of = (field: string) => `${path}.${field}`
  const pick = (field: string, label: string, options: readonly Option[]) => (
    <SelectField name={of(field)} label={label} none="…" options={options} required />
  )
  const text = <LongTextField name={of('text')} label={t.text} hint={t.aboutTicketHint} rows={2} />
  switch (name) {
    case 'set_status':
      return pick(
        'status',
        t.value,
        choices.status.filter(([status]) => status !== 'snoozed'),
      )
    case 'snooze':
      return <TextField name={of('for')} label={t.duration} hint={t.durationHint} required ltr />
    case 'set_priority':
      return pick('priority', t.value, choices.priority)
    case 'set_department':
      return pick('department', t.value, names.department)
    case 'set_type':
      return pick('type', t.value, names.type)
    case 'assign':
      return (
        <SelectField name={of('to')} label={t.value} none={t.nobody} options={[['auto', t.auto], ...names.member]} />
      )
    case 'add_tags':
    case 'remove_tags':
      return <TagsField path={of('tags')} />
    case 'reply':
      return pick('template', t.template, names.template)
    case 'note':
      return (
        <>
          <LongTextField name={of('body')} label={t.text} rows={3} required />
          <SelectField
            name={of('body_format')}
            label={t.format}
            options={(['markdown', 'html', 'text'] as const).map((one) => [one, t.formats[one]] as const)}
          />
        </>
      )
    case 'run_intervention':
      return (
        <>
          {pick('intervention', t.intervention, names.intervention)}
          <JsonField name={of('data')} label={t.data} hint={t.dataHint} />
        </>
      )
    case 'mail':
      return (
        <>
          <TextField name={of('to')} type="email" label={t.mailTo} hint={t.mailToHint} nullable ltr />
          {text}
        </>
      )
    case 'webhook':
      return (
        <>
          {pick('endpoint', t.webhook, names.webhook)}
          {text}
        </>
      )
    case 'slack':
      return (
        <>
          {pick('connection', t.slack, names.slack)}
          <TextField name={of('channel')} label={t.channel} hint={t.channelHint} required ltr />
          {text}
        </>
      )
    case 'ask_ai':
      return null
  }
}

const TagsField = ({ path }: { path: string }) => {
  const t = useSettingsTexts().rules
  const form = useFormContext()
  return (
    <Field label={t.fields['ticket.tags']} error={form.error(path) ?? form.error(`${path}.0`)} required>
      <WordsInput path={path} />
    </Field>
  )
}
