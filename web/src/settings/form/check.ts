import { type OutputUnit, type Schema, Validator } from '@cfworker/json-schema'

/** What is wrong with a field: the schema's keyword, and what the schema says of it (`maxLength`, 200). */
export type Flaw = { keyword: string; allowed: unknown }

/** Keywords that only say that something further in is wrong, which is said there. */
const OUTER = new Set(['properties', 'items', 'prefixItems', 'additionalProperties', 'anyOf', 'oneOf', 'allOf', '$ref'])

/**
 * Checks a body against the API's own schema, without asking the server: by field (`smtp.host`, `weekly.0.from`, as the
 * server's answers name them) the first thing that is wrong there.
 */
export const checkBody = (schema: Schema, body: unknown): Map<string, Flaw> => {
  const { errors } = new Validator(schema, '2020-12', false).validate(body)
  const flaws = new Map<string, Flaw>()
  for (const error of errors.filter(unlessOfAnother(schema, errors))) {
    for (const [path, flaw] of flawsOf(schema, body, error)) {
      // That a field is not allowed is the least that can be said of it.
      if (!flaws.has(path) || flaws.get(path)?.keyword === 'false') flaws.set(path, flaw)
    }
  }
  return flaws
}

/**
 * Of what may be one of several (`{do: 'note', …}`, `{do: 'reply', …}`), only what is wrong with the one that is meant: an
 * alternative that allows only another word there (`do`) is not it. Where none is meant, all is said.
 */
const unlessOfAnother = (schema: Schema, errors: OutputUnit[]): ((error: OutputUnit) => boolean) => {
  const others = errors.flatMap(({ keyword, keywordLocation }) => {
    const [, alternative] = ALTERNATIVE.exec(keywordLocation) ?? []
    const allowed = valueAt(schema, keywordLocation)
    const isOneWord = keyword === 'const' || (Array.isArray(allowed) && allowed.length === 1)
    return alternative !== undefined && isOneWord ? [`${alternative}/`] : []
  })
  return ({ keywordLocation }) => !others.some((alternative) => keywordLocation.startsWith(alternative))
}

/** Where a field of one of several alternatives says which words it takes. */
const ALTERNATIVE = /^(.*\/(?:anyOf|oneOf)\/\d+)\/properties\/[^/]+\/(?:const|enum)$/

const flawsOf = (schema: Schema, body: unknown, error: OutputUnit): [string, Flaw][] => {
  const path = pathOf(error.instanceLocation)
  const allowed = valueAt(schema, error.keywordLocation)
  if (error.keyword === 'required') {
    const given = valueAt(body, error.instanceLocation)
    const missing = Array.isArray(allowed)
      ? allowed.filter((name) => typeof given !== 'object' || given === null || !(name in given))
      : []
    return missing.map((name) => [path ? `${path}.${name}` : String(name), { keyword: 'required', allowed: null }])
  }
  return OUTER.has(error.keyword) ? [] : [[path, { keyword: error.keyword, allowed }]]
}

const steps = (location: string): string[] =>
  location
    .split('/')
    .slice(1)
    .map((step) => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'))

const pathOf = (location: string): string => steps(location).join('.')

const valueAt = (root: unknown, location: string): unknown =>
  steps(location).reduce<unknown>(
    // An object or an array, read by a name that may not be there.
    (value, step) =>
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[step] : undefined,
    root,
  )
