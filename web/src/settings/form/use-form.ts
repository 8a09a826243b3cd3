import { useSuspenseQuery } from '@tanstack/react-query'
import { createContext, useContext, useMemo, useRef, useState } from 'react'
import { ApiProblem, problemOf } from '../../api/problem.ts'
import { useSettingsTexts } from '../texts.ts'
import { bodySchema, descriptionQuery, type Method } from './api-schema.ts'
import { checkBody } from './check.ts'
import { flawText } from './flaw-text.ts'
import { at, type Body, put } from './paths.ts'

export type Form = {
  values: Body
  value: (path: string) => unknown
  set: (path: string, value: unknown) => void
  /** What is wrong with a field, in words; shown once it was touched, or once sending was tried. */
  error: (path: string) => string | undefined
  touch: (path: string) => void
  /** Whether the API would take it, as far as its schema says. */
  isValid: boolean
  busy: boolean
  /** What the server said that belongs to no field of the form. */
  problem: unknown
  submit: () => Promise<boolean>
}

/**
 * A form over one of the API's operations. It is checked as one types, by the operation's own schema, and what the server
 * refuses beyond that is shown at the field it names. `toBody` makes what is sent of what is typed.
 */
export const useForm = ({
  method,
  path,
  initial,
  toBody = (values) => values,
  send,
}: {
  method: Method
  /** As the API's description has it: `/v1/departments/{id}`. */
  path: string
  initial: Body
  toBody?: (values: Body) => Body
  send: (body: Body) => Promise<unknown>
}): Form => {
  const t = useSettingsTexts()
  const { data: description } = useSuspenseQuery(descriptionQuery)
  const [values, setValues] = useState(initial)
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<ReadonlyMap<string, string>>(new Map())
  const [problem, setProblem] = useState<unknown>(null)
  const schema = useMemo(() => bodySchema(description, method, path), [description, method, path])
  if (!schema) throw new Error(`the API has no body for ${method} ${path}`)
  const flaws = useMemo(() => checkBody(schema, toBody(values)), [schema, toBody, values])

  /** The fields that the form shows: what is wrong with them is said there. */
  const shown = useRef(new Set<string>())
  // Anew with each rendering: another choice shows other fields.
  shown.current.clear()
  const error = (field: string): string | undefined => {
    shown.current.add(field)
    const said = refused.get(field)
    if (said !== undefined) return said
    const flaw = flaws.get(field)
    return flaw && (tried || touched.has(field)) ? flawText(t, flaw) : undefined
  }
  const set = (field: string, value: unknown) => {
    setValues((now) => put(now, field, value))
    setRefused((now) => (now.has(field) ? new Map([...now].filter(([path]) => path !== field)) : now))
  }
  const submit = async (): Promise<boolean> => {
    setTried(true)
    setProblem(null)
    if (flaws.size > 0) return false
    setBusy(true)
    try {
      await send(toBody(values))
      return true
    } catch (thrown) {
      const fields = thrown instanceof ApiProblem ? thrown.fields : []
      setRefused(new Map(fields.map(({ path, message }) => [path, message])))
      const isSaid = (path: string) => shown.current.has(path)
      // What a field says of itself is not said again below.
      if (fields.length === 0) setProblem(thrown)
      else if (!fields.every(({ path }) => isSaid(path))) setProblem(problemOf(thrown).butFor(isSaid))
      return false
    } finally {
      setBusy(false)
    }
  }
  return {
    values,
    value: (field) => at(values, field),
    set,
    error,
    touch: (field) => setTouched((now) => (now.has(field) ? now : new Set(now).add(field))),
    isValid: flaws.size === 0,
    busy,
    problem,
    submit,
  }
}

export const FormContext = createContext<Form | null>(null)

/** The form that a field is in. */
export const useFormContext = (): Form => {
  const form = useContext(FormContext)
  if (!form) throw new Error('a form’s field is outside of a form')
  return form
}
