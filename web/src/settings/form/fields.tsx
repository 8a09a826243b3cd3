import type { FormEvent, ReactNode } from 'react'
import { useTexts } from '../../texts/texts.tsx'
import { Button } from '../../ui/button.tsx'
import { Actions } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { Select, Switch, TextArea, TextInput } from '../../ui/inputs.tsx'
import { Problem } from '../../ui/problem.tsx'
import { focusFirstField, focusFirstWrong } from './focus.ts'
import { type Form, FormContext, useFormContext } from './use-form.ts'

/** A form with its fields, what the server said, and the button that sends it. */
export const FormBody = ({
  form,
  action,
  onDone,
  onCancel,
  readOnly,
  children,
}: {
  form: Form
  /** The word on the button. */
  action: string
  onDone?: () => void
  onCancel?: () => void
  /** For who may look and not change. */
  readOnly?: boolean
  children: ReactNode
}) => {
  const t = useTexts()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const { currentTarget } = event
    if (await form.submit()) onDone?.()
    else focusFirstWrong(currentTarget)
  }
  return (
    <FormContext value={form}>
      <form ref={focusFirstField} noValidate onSubmit={submit} className="flex flex-col gap-4">
        <fieldset disabled={readOnly} className="contents">
          {children}
        </fieldset>
        {form.problem ? <Problem error={form.problem} /> : null}
        {readOnly ? null : (
          <Actions>
            {onCancel ? <Button onClick={onCancel}>{t.shell.cancel}</Button> : null}
            <Button type="submit" look="primary" busy={form.busy}>
              {action}
            </Button>
          </Actions>
        )}
      </form>
    </FormContext>
  )
}

type Common = { name: string; label: string; hint?: ReactNode; required?: boolean }

/** One line of text; empty is null where the API wants null for nothing. */
export const TextField = ({
  name,
  label,
  hint,
  required,
  nullable,
  type = 'text',
  placeholder,
  autoComplete = 'off',
  ltr,
}: Common & {
  nullable?: boolean
  type?: 'text' | 'email' | 'url' | 'password' | 'number' | 'date' | 'time'
  placeholder?: string
  autoComplete?: string
  /** Addresses, hosts, keys: left to right in every language. */
  ltr?: boolean
}) => {
  const form = useFormContext()
  const value = form.value(name)
  const read = (typed: string): unknown => {
    if (typed === '' && nullable) return null
    if (typed === '' && !required) return undefined
    // What is no number stays as it was typed, and is said to be wrong.
    return type === 'number' && !Number.isNaN(Number(typed)) ? Number(typed) : typed
  }
  return (
    <Field label={label} hint={hint} error={form.error(name)} required={required === true}>
      <TextInput
        name={name}
        // Numbers keep what was typed until it is one: the browser's own number box loses it.
        type={type === 'number' ? 'text' : type}
        inputMode={type === 'number' ? 'numeric' : undefined}
        dir={ltr ? 'ltr' : undefined}
        placeholder={placeholder}
        autoComplete={autoComplete}
        value={value === null || value === undefined ? '' : String(value)}
        onChange={(event) => form.set(name, read(event.target.value))}
        onBlur={() => form.touch(name)}
      />
    </Field>
  )
}

/** Several lines of text. */
export const LongTextField = ({
  name,
  label,
  hint,
  required,
  rows = 5,
  mono,
}: Common & { rows?: number; mono?: boolean }) => {
  const form = useFormContext()
  const value = form.value(name)
  return (
    <Field label={label} hint={hint} error={form.error(name)} required={required === true}>
      <TextArea
        name={name}
        rows={rows}
        className={mono ? 'font-mono text-xs' : ''}
        dir={mono ? 'ltr' : 'auto'}
        value={typeof value === 'string' ? value : ''}
        onChange={(event) => form.set(name, event.target.value)}
        onBlur={() => form.touch(name)}
      />
    </Field>
  )
}

/** One of several; `none` is the words for null. */
export const SelectField = ({
  name,
  label,
  hint,
  required,
  options,
  none,
}: Common & { options: readonly (readonly [value: string, label: string])[]; none?: string }) => {
  const form = useFormContext()
  const value = form.value(name)
  return (
    <Field label={label} hint={hint} error={form.error(name)} required={required === true}>
      <Select
        name={name}
        value={typeof value === 'string' ? value : ''}
        onChange={(event) => form.set(name, event.target.value === '' ? null : event.target.value)}
        onBlur={() => form.touch(name)}
      >
        {none === undefined ? null : <option value="">{none}</option>}
        {options.map(([option, words]) => (
          <option key={option} value={option}>
            {words}
          </option>
        ))}
      </Select>
    </Field>
  )
}

/** On or off. */
export const SwitchField = ({ name, label, hint }: Common) => {
  const form = useFormContext()
  const error = form.error(name)
  return (
    <div className="flex flex-col gap-1">
      <Switch label={label} checked={form.value(name) === true} onCheckedChange={(on) => form.set(name, on)} />
      {error ? <p className="text-[0.8125rem] text-danger">{error}</p> : null}
      {hint ? <p className="text-[0.8125rem] text-ink-faint">{hint}</p> : null}
    </div>
  )
}

/** A list of words, one a line or with commas between. */
export const WordsField = ({ name, label, hint, required }: Common) => {
  const form = useFormContext()
  const value = form.value(name)
  const words = Array.isArray(value) ? value.map(String) : []
  return (
    <Field label={label} hint={hint} error={form.error(name)} required={required === true}>
      <TextInput
        name={name}
        dir="auto"
        defaultValue={words.join(', ')}
        onChange={(event) =>
          form.set(
            name,
            event.target.value
              .split(',')
              .map((word) => word.trim())
              .filter(Boolean),
          )
        }
        onBlur={() => form.touch(name)}
      />
    </Field>
  )
}
