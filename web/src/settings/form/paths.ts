export type Body = Record<string, unknown>

/** What is at `smtp.host` or `weekly.0.from`. */
export const at = (values: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>(
    // An object or an array, read by a name that may not be there.
    (value, step) => (typeof value === 'object' && value !== null ? (value as Body)[step] : undefined),
    values,
  )

/** The same values with another one at a path; what is on the way there is made where it is missing. */
export const put = (values: Body, path: string, value: unknown): Body => {
  const [step = '', ...rest] = path.split('.')
  const inner = values[step]
  const next = rest.length === 0 ? value : put(isBody(inner) ? inner : {}, rest.join('.'), value)
  if (!Array.isArray(values)) return { ...values, [step]: next }
  // An array, of which the callers know no more than that it holds fields by position.
  return values.with(Number(step), next) as unknown as Body
}

const isBody = (value: unknown): value is Body => typeof value === 'object' && value !== null
