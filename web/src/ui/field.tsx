import { createContext, type ReactNode, useContext, useId } from 'react'

type Wiring = { id: string; describedBy: string | undefined; invalid: boolean }

const FieldContext = createContext<Wiring | null>(null)

/** What an input takes from the field around it: its id, what describes it, whether it is wrong. */
export const useField = (): { id?: string; 'aria-describedby'?: string | undefined; 'aria-invalid'?: boolean } => {
  const field = useContext(FieldContext)
  if (!field) return {}
  return { id: field.id, 'aria-describedby': field.describedBy, ...(field.invalid ? { 'aria-invalid': true } : {}) }
}

/** A labelled place of a form: the label above, then the control, then what helps or what is wrong. */
export const Field = ({
  label,
  hint,
  error,
  required,
  children,
}: {
  label: ReactNode
  hint?: ReactNode
  error?: ReactNode
  required?: boolean
  children: ReactNode
}) => {
  const id = useId()
  const describedBy = error ? `${id}-error` : hint ? `${id}-hint` : undefined
  return (
    <FieldContext value={{ id, describedBy, invalid: Boolean(error) }}>
      <div className="flex min-w-0 flex-col gap-1">
        <label htmlFor={id} className="text-[0.8125rem] font-medium text-ink">
          {label}
          {required ? (
            <span aria-hidden className="text-danger">
              {' *'}
            </span>
          ) : null}
        </label>
        {children}
        {error ? (
          <p id={`${id}-error`} className="text-[0.8125rem] text-danger">
            {error}
          </p>
        ) : hint ? (
          <p id={`${id}-hint`} className="text-[0.8125rem] text-ink-faint">
            {hint}
          </p>
        ) : null}
      </div>
    </FieldContext>
  )
}
