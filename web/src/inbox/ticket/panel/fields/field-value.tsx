import { useEffect, useState } from 'react'
import { problemOf } from '../../../../api/problem.ts'
import type { Field as Definition } from '../../../../api/types.ts'
import { useTexts } from '../../../../texts/texts.tsx'
import { Field } from '../../../../ui/field.tsx'
import { Select, TextInput } from '../../../../ui/inputs.tsx'
import { usePanelTexts } from '../texts.ts'
import { isValue } from './fields.ts'

const VALUE_MAX = 2_000
const TYPES = { text: 'text', number: 'text', date: 'date' } as const

/** One defined field: saved when it is left or Enter is pressed, a choice at once; Escape leaves it as it was. */
export const FieldValue = ({
  field,
  value,
  disabled,
  onSave,
}: {
  field: Definition
  value: string
  disabled: boolean
  onSave: (value: string | null) => Promise<void>
}) => {
  const shell = useTexts().shell
  const t = usePanelTexts()
  const [typed, setTyped] = useState(value)
  const [error, setError] = useState<string | null>(null)
  useEffect(() => setTyped(value), [value])
  const save = async (wanted: string) => {
    setError(null)
    if (wanted === value) return
    if (!isValue(field, wanted)) return setError(t.notANumber)
    try {
      await onSave(wanted === '' ? null : wanted)
    } catch (thrown) {
      const problem = problemOf(thrown)
      setError(problem.fields[0]?.message ?? (problem.status === 0 ? shell.unreachable : problem.message))
    }
  }
  const choose = (wanted: string) => {
    setTyped(wanted)
    void save(wanted)
  }
  const options: [value: string, label: string][] =
    field.kind === 'checkbox'
      ? [
          ['true', shell.yes],
          ['false', shell.no],
        ]
      : field.options.map((option) => [option, option])
  // A value from before the definition changed stays to be seen.
  const isOld = value !== '' && !options.some(([option]) => option === value)
  return (
    <Field label={field.label} required={field.required} error={error}>
      {field.kind === 'select' || field.kind === 'checkbox' ? (
        <Select disabled={disabled} value={typed} onChange={(event) => choose(event.target.value)}>
          <option value="">—</option>
          {isOld ? <option value={value}>{value}</option> : null}
          {options.map(([option, label]) => (
            <option key={option} value={option}>
              {label}
            </option>
          ))}
        </Select>
      ) : (
        <TextInput
          dir="auto"
          type={TYPES[field.kind]}
          inputMode={field.kind === 'number' ? 'decimal' : 'text'}
          disabled={disabled}
          maxLength={VALUE_MAX}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={() => void save(typed.trim())}
          onKeyDown={(event) => {
            if (event.key === 'Enter') void save(typed.trim())
            if (event.key !== 'Escape' || typed === value) return
            event.stopPropagation()
            setTyped(value)
            setError(null)
          }}
        />
      )}
    </Field>
  )
}
