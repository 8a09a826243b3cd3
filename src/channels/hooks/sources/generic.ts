import { at, emailOf, entriesOf, show, textAt, textOf } from '../read.ts'
import { isSigned } from '../signature.ts'
import type { HookSource } from '../source.ts'

/** Values looked at in search of an address: a payload of a megabyte may have hundreds of thousands. */
const LOOKED_AT_MAX = 20_000

/**
 * Anything that sends JSON or a form. Fields with the usual names are found by themselves, the address wherever it is; the
 * rest is the mapping's. Signed, if at all, as GitHub and many after it do.
 */
export const generic: HookSource = {
  title: 'Anything else',
  signing: 'a secret of your own: send `X-Hub-Signature-256: sha256=` and the HMAC-SHA256 of the body in hex',
  verify: ({ headers, body }, secret) =>
    isSigned(headers['x-hub-signature-256'], secret, [body], { algorithm: 'sha256', encoding: 'hex' }, 'sha256='),
  deliveryId: (_payload, headers) => headers['idempotency-key'] ?? headers['webhook-id'],
  toDraft: (payload) => ({
    email: findEmail(payload),
    name: named(payload, NAMES.name),
    subject: named(payload, NAMES.subject),
    body: named(payload, NAMES.body) ?? asLines(payload),
    externalRef: textAt(payload, 'id'),
  }),
}

const NAMES = {
  name: ['name', 'full_name', 'fullname', 'your_name', 'contact_name'],
  subject: ['subject', 'title', 'topic', 'summary'],
  body: ['message', 'body', 'description', 'content', 'comment', 'comments', 'text', 'question'],
}

/** A field of one of these names, in any case, at the top or one level below. */
const named = (payload: unknown, names: string[]): string | undefined => {
  const levels = [
    entriesOf(payload),
    entriesOf(payload).flatMap(([, inner]) => (Array.isArray(inner) ? [] : entriesOf(inner))),
  ]
  for (const level of levels) {
    for (const name of names) {
      const found = level.find(([key, value]) => toSnake(key) === name && textOf(value) !== undefined)
      if (found) return textOf(found[1])
    }
  }
  return undefined
}

const toSnake = (key: string): string =>
  key
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_')

/** The first address under a key that speaks of one; else the first value that is one. */
const findEmail = (payload: unknown): string | undefined => {
  let any: string | undefined
  let left = LOOKED_AT_MAX
  const queue: [string, unknown][] = [['', payload]]
  for (let next = queue.shift(); next && left > 0; next = queue.shift()) {
    left -= 1
    const [key, value] = next
    const email = emailOf(value)
    if (email !== undefined && /e-?mail/i.test(key)) return email
    any ??= email
    // Under a list's place its own name is what says what it is.
    for (const [inner, item] of entriesOf(value)) {
      if (queue.length < LOOKED_AT_MAX) queue.push([Array.isArray(value) ? key : inner, item])
    }
  }
  return any
}

const asLines = (payload: unknown): string | undefined => {
  const text = textOf(payload)
  if (text !== undefined) return text
  const lines = entriesOf(payload).flatMap(([key]) => {
    const shown = show(at(payload, key))
    return shown === undefined ? [] : [`${key}: ${shown}`]
  })
  return lines.length > 0 ? lines.join('\n') : undefined
}
