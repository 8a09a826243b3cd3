import { Field } from '../../ui/field.tsx'
import { TextInput } from '../../ui/inputs.tsx'
import { useSettingsTexts } from '../texts.ts'

export type AuditFilter = { actor: string; type: string; from: string; to: string }

/** Midnight of a day where the reader is; `after` days later. */
const midnight = (day: string, after = 0): string | undefined => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return day === '' ? undefined : new Date(year, month - 1, date + after).toISOString()
}

/** As the API takes it: the last day is one of those shown, the API's last moment is not. */
export const toQuery = ({ actor, type, from, to }: AuditFilter) => ({
  actor: actor.trim(),
  type: type.trim(),
  from: midnight(from),
  to: midnight(to, 1),
})

/** Whose entries, of what, from when to when. */
export const AuditFilters = ({
  filter,
  onChange,
}: {
  filter: AuditFilter
  onChange: (filter: AuditFilter) => void
}) => {
  const t = useSettingsTexts().data
  const field = (name: keyof AuditFilter, label: string, type: 'search' | 'date', placeholder?: string) => (
    <Field label={label}>
      <TextInput
        type={type}
        placeholder={placeholder}
        value={filter[name]}
        onChange={(event) => onChange({ ...filter, [name]: event.target.value })}
      />
    </Field>
  )
  return (
    <search className="grid gap-3 sm:grid-cols-4">
      {field('actor', t.actor, 'search', t.actorHint)}
      {field('type', t.what, 'search', t.whatHint)}
      {field('from', t.from, 'date')}
      {field('to', t.to, 'date')}
    </search>
  )
}
