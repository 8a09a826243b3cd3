import { useSettingsTexts } from '../../texts.ts'

const said = (value: unknown): string => {
  if (value === null || value === undefined || value === '') return '–'
  if (Array.isArray(value)) return value.map(said).join(', ') || '–'
  if (typeof value !== 'object') return String(value)
  return 'name' in value ? String(value.name) : JSON.stringify(value)
}

/** What a rule changed, or would: each field from what to what, then what else it does, then why it could not. */
export const Changes = ({
  changes,
  did,
  error,
}: {
  changes: Record<string, { from: unknown; to: unknown }>
  did: readonly string[]
  error: string | null
}) => {
  const t = useSettingsTexts().rules
  const fields: Record<string, string> = t.changeable
  return (
    <ul className="flex flex-col gap-0.5 text-[0.8125rem]">
      {Object.entries(changes).map(([field, { from, to }]) => (
        <li key={field}>
          <span className="text-ink-faint">{fields[field] ?? field}: </span>
          <bdi className="text-ink-faint line-through">{said(from)}</bdi> <bdi className="font-medium">{said(to)}</bdi>
        </li>
      ))}
      {did.map((one) => (
        <li key={one}>{one}</li>
      ))}
      {error ? <li className="text-danger">{error}</li> : null}
    </ul>
  )
}
