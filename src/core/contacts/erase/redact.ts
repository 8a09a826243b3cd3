import { eraseSnapshot } from '../../tickets/erase/snapshot.ts'
import type { KnownPerson } from './person.ts'

type Json = Record<string, unknown>
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Who answers is the desk's own, under whatever address. */
const OURS = new Set(['assignee', 'member', 'rule', 'policy', 'department', 'type'])

/**
 * A snapshot of others' without one person: what they wrote and who they are is emptied, their place among participants is
 * gone, and so is each text that names them by an address or id. The shape stays.
 */
export const redactPerson = (data: unknown, person: Pick<KnownPerson, 'ids' | 'values'>): unknown => {
  const ids = new Set(person.ids)
  const isNamed = (text: string): boolean => {
    const lower = text.toLowerCase()
    return person.values.some((value) => lower.includes(value))
  }
  const isTheirs = (value: unknown): boolean =>
    isObject(value) &&
    (ids.has(String(value.contact_id)) ||
      // Of whom only the address was given.
      (typeof value.email === 'string' && !value.member_id && person.values.includes(value.email.toLowerCase())))
  const walk = (key: string, value: unknown): unknown => {
    if (OURS.has(key)) return value
    if (typeof value === 'string') return isNamed(value) ? '' : value
    if (Array.isArray(value)) return value.filter((item) => !isTheirs(item)).map((item) => walk('', item))
    if (!isObject(value)) return value
    if (isObject(value.author) && value.author.kind === 'contact' && ids.has(String(value.author.id))) {
      return eraseSnapshot(value)
    }
    if (ids.has(String(value.id))) return erasePerson(value)
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, walk(name, one)]))
  }
  return walk('', data)
}

/** Under the name `contact` a snapshot knows that it is of a person; no field comes to it. */
const erasePerson = (person: Json): Json => {
  const erased = eraseSnapshot({ contact: person }) as { contact: Json } // an object in, one out
  return Object.fromEntries(Object.entries(erased.contact).filter(([field]) => field in person))
}
