import { useState } from 'react'
import { Field } from '../../ui/field.tsx'
import { TextArea } from '../../ui/inputs.tsx'
import { useFormContext } from './use-form.ts'

const linesOf = (typed: string): string[] =>
  typed
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

/** A list of texts, one a line: they may have commas in them. */
export const LinesField = ({
  name,
  label,
  hint,
  required,
  rows = 4,
}: {
  name: string
  label: string
  hint?: string
  required?: boolean
  rows?: number
}) => {
  const form = useFormContext()
  const value = form.value(name)
  const lines = Array.isArray(value) ? value.map(String) : []
  const [typed, setTyped] = useState(lines.join('\n'))
  const wrong = form.error(name) ?? lines.map((_, place) => form.error(`${name}.${place}`)).find(Boolean)
  return (
    <Field label={label} hint={hint} error={wrong} required={required === true}>
      <TextArea
        name={name}
        rows={rows}
        dir="auto"
        // What is typed stands, its empty lines too; but another list in its place is shown.
        value={linesOf(typed).join('\n') === lines.join('\n') ? typed : lines.join('\n')}
        onChange={({ target }) => {
          setTyped(target.value)
          form.set(name, linesOf(target.value))
        }}
        onBlur={() => form.touch(name)}
      />
    </Field>
  )
}
