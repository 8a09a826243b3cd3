import { useState } from 'react'
import { Field } from '../../ui/field.tsx'
import { TextArea } from '../../ui/inputs.tsx'
import { useFormContext } from './use-form.ts'

const parse = (typed: string): unknown => {
  if (typed.trim() === '') return {}
  try {
    return JSON.parse(typed)
  } catch {
    // What is no JSON stays as it was typed, and is said to be wrong.
    return typed
  }
}

const write = (value: unknown): string => {
  if (typeof value === 'string') return value
  return value && Object.keys(value).length > 0 ? JSON.stringify(value, null, 2) : ''
}

/** An object of the caller's own, as JSON. */
export const JsonField = ({ name, label, hint }: { name: string; label: string; hint?: string }) => {
  const form = useFormContext()
  const value = form.value(name)
  const [typed, setTyped] = useState(() => write(value))
  return (
    <Field label={label} hint={hint} error={form.error(name)}>
      <TextArea
        name={name}
        rows={3}
        dir="ltr"
        className="font-mono text-xs"
        placeholder="{}"
        // What is typed stands, its spaces too; but another object in its place is shown.
        value={write(parse(typed)) === write(value) ? typed : write(value)}
        onChange={({ target }) => {
          setTyped(target.value)
          form.set(name, parse(target.value))
        }}
        onBlur={() => form.touch(name)}
      />
    </Field>
  )
}
