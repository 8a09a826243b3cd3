import type { Hook } from '../../../api/types.ts'
import type { Body } from '../../form/paths.ts'

/** A name and what stands beside it: one row of a record, while it is typed. */
export type Pair = { name: string; value: string }

/** What the form starts with: records are rows, so that a name can be typed letter by letter. */
export const fromHook = ({ name, source, department, type, notify_requester, defaults, mapping }: Hook): Body => ({
  name,
  source,
  department: department?.id ?? null,
  type: type?.id ?? null,
  signing_secret: '',
  unsigned: false,
  notify_requester,
  defaults: { ...defaults, fields: pairsOf(defaults.fields) },
  mapping: { ...mapping, fields: pairsOf(mapping.fields), metadata: pairsOf(mapping.metadata) },
})

/** What PATCH takes: only the places where something is typed; the secret stays unless another one is. */
export const toHookChanges = ({ source: _, signing_secret, unsigned, defaults, mapping, ...rest }: Body): Body => ({
  ...rest,
  ...(unsigned === true ? { signing_secret: null } : signing_secret ? { signing_secret } : {}),
  defaults: typed(defaults, ['fields']),
  mapping: typed(mapping, ['fields', 'metadata']),
})

/** What a preview asks of the form: the hook as it is typed, saved or not. */
export const toHookDraft = (values: Body): Body => {
  const { name, department, type, defaults, mapping } = toHookChanges(values)
  return { ...(name ? { name } : {}), source: values.source, department, type, defaults, mapping }
}

const pairsOf = (record: Record<string, string> | undefined): Pair[] =>
  Object.entries(record ?? {}).map(([name, value]) => ({ name, value }))

const typed = (given: unknown, records: string[]): Body => {
  // The form's own, as fromHook makes it.
  const entries = Object.entries((given ?? {}) as Body).map(([name, value]): [string, unknown] => [
    name,
    // The same: rows stand where fromHook has put them.
    records.includes(name) ? recordOf(value as Pair[]) : value,
  ])
  return Object.fromEntries(entries.filter(([, value]) => !isEmpty(value)))
}

const recordOf = (pairs: Pair[]): Record<string, string> =>
  Object.fromEntries(pairs.filter(({ name }) => name.trim() !== '').map(({ name, value }) => [name.trim(), value]))

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (typeof value === 'object' && value !== null && Object.keys(value).length === 0)
