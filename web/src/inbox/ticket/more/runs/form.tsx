import { type FormEvent, type ReactNode, useState } from 'react'
import { problemOf } from '../../../../api/problem.ts'
import type { InterventionField } from '../../../../api/types.ts'
import { useTexts } from '../../../../texts/texts.tsx'
import { Button } from '../../../../ui/button.tsx'
import { Actions } from '../../../../ui/dialog.tsx'
import { Field } from '../../../../ui/field.tsx'
import { Checkbox, Select, TextArea, TextInput } from '../../../../ui/inputs.tsx'
import { Problem } from '../../../../ui/problem.tsx'
import { usePanelTexts } from '../../panel/texts.ts'
import { missingIn, type Typed, typedOf, valuesOf } from './values.ts'

type Asked = InterventionField & { value?: unknown }

/** What an intervention asks for, and the button that runs it. What the server refuses is said at its field. */
export const RunForm = ({
  fields,
  action,
  onRun,
  onClose,
  children,
}: {
  fields: readonly Asked[]
  action: string
  onRun: (values: Record<string, unknown>) => Promise<void>
  onClose: () => void
  children?: ReactNode
}) => {
  const shell = useTexts().shell
  const t = usePanelTexts()
  const [typed, setTyped] = useState<Typed>(() => typedOf(fields))
  const [isTried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const missing = missingIn(fields, typed)
  const refused = error ? problemOf(error).fields : []
  const atField = (name: string) => refused.find(({ path }) => path.split('.').at(-1) === name)?.message
  const isElsewhere = error && !fields.some(({ name }) => atField(name))
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (missing.length > 0) return
    setBusy(true)
    setError(null)
    try {
      await onRun(valuesOf(fields, typed))
    } catch (thrown) {
      setError(thrown)
      setBusy(false)
    }
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-3">
      {fields.map((field) => {
        const isMissing = isTried && missing.includes(field.name)
        return (
          <FormField
            key={field.name}
            field={field}
            value={typed[field.name] ?? ''}
            error={isMissing ? t.requiredField : atField(field.name)}
            onChange={(value) => setTyped((now) => ({ ...now, [field.name]: value }))}
          />
        )
      })}
      {children}
      {isElsewhere ? <Problem error={error} /> : null}
      <Actions>
        <Button onClick={onClose}>{shell.cancel}</Button>
        <Button type="submit" look="primary" busy={busy}>
          {action}
        </Button>
      </Actions>
    </form>
  )
}

const FormField = ({
  field: { label, kind, required, options },
  value,
  error,
  onChange,
}: {
  field: Asked
  value: string | boolean
  error: string | undefined
  onChange: (value: string | boolean) => void
}) => {
  if (typeof value === 'boolean') {
    return (
      <div className="flex flex-col gap-1">
        <Checkbox
          label={required ? `${label} *` : label}
          checked={value}
          onCheckedChange={(now) => onChange(now === true)}
        />
        {error ? <p className="text-[0.8125rem] text-danger">{error}</p> : null}
      </div>
    )
  }
  const shared = { value, onChange: (event: { target: { value: string } }) => onChange(event.target.value) }
  return (
    <Field label={label} required={required} error={error}>
      {kind === 'select' ? (
        <Select {...shared}>
          <option value="">—</option>
          {options.map((option) => (
            <option key={option} value={option}>
              {option}
            </option>
          ))}
        </Select>
      ) : kind === 'text' ? (
        <TextArea dir="auto" className="field-sizing-content" {...shared} />
      ) : (
        <TextInput
          dir="auto"
          type={kind === 'date' ? 'date' : 'text'}
          inputMode={kind === 'number' ? 'decimal' : 'text'}
          {...shared}
        />
      )}
    </Field>
  )
}
