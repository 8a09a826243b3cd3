import { randomUUID } from 'node:crypto'
import type { Answer } from './post.ts'

/** One creation as a client sends it. Its subject is its own, so that the store can be asked for it. */
export type Creation = { subject: string; key: string | undefined; body: object }

export type Accepted = { creation: Creation; id: string; number: number; contactId: string }

/** What the clients of a run know: what was accepted, what got no answer, what was turned away, and what is wrong. */
export type Ledger = {
  /** By subject. */
  accepted: Map<string, Accepted>
  /** The accepted ones that have a key. */
  keyed: Creation[]
  /** Sent, and not known to be there or not, by subject. Those with a key are in `retry` as well. */
  open: Map<string, Creation>
  retry: Creation[]
  replayed: number
  refused: Map<string, number>
  unanswered: number
  slowestMs: number
  /** Answers that no client should ever see. */
  wrong: string[]
}

export const newLedger = (): Ledger => ({
  accepted: new Map(),
  keyed: [],
  open: new Map(),
  retry: [],
  replayed: 0,
  refused: new Map(),
  unanswered: 0,
  slowestMs: 0,
  wrong: [],
})

/** A new creation: from a new customer or, as often, one of a few hundred that come back; half of them with a key. */
export const newCreation = (random: () => number, withKey = random() < 0.5): Creation => {
  const subject = `crash ${randomUUID()}`
  const key = withKey ? randomUUID() : undefined
  return { subject, key, body: { requester: requester(random), subject, body: `${subject}: it went dark. ${LOREM}` } }
}

const LOREM = 'The page stays empty after I sign in; I tried another browser and another network. '.repeat(2)

const requester = (random: () => number): object => {
  const n = Math.floor(random() * 300)
  const kind = random()
  // One person under several spellings, by address, by external id, and by both.
  if (kind < 0.3) return { email: `p${n}@example.com` }
  if (kind < 0.4) return { email: ` P${n}@Example.COM`, name: `Person ${n}` }
  if (kind < 0.5) return { external_id: `crm-${n}`, email: `p${n}@example.com` }
  if (kind < 0.55) return { external_id: `crm-${n}` }
  return { email: `${randomUUID()}@example.org`, name: 'Somebody new' }
}

/** Takes one answer down. A creation that was accepted before must be answered with the same ticket, marked as a replay. */
export const note = (ledger: Ledger, creation: Creation, answer: Answer): void => {
  ledger.slowestMs = Math.max(ledger.slowestMs, answer.ms)
  const known = ledger.accepted.get(creation.subject)
  if (answer.kind === 'broken') {
    ledger.unanswered += 1
    if (answer.hung) ledger.wrong.push(`no answer to ${creation.subject} after ${Math.round(answer.ms)} ms`)
    if (!known) keepOpen(ledger, creation)
  } else if (answer.status === 201) {
    noteTicket(ledger, creation, known, answer)
  } else {
    const name = `${answer.status} ${answer.json?.code}`
    ledger.refused.set(name, (ledger.refused.get(name) ?? 0) + 1)
    const wrong = whatIsWrong(answer)
    if (wrong) ledger.wrong.push(`${wrong}: ${answer.text}`)
    if (!known) keepOpen(ledger, creation)
  }
}

const keepOpen = (ledger: Ledger, creation: Creation): void => {
  ledger.open.set(creation.subject, creation)
  if (creation.key) ledger.retry.push(creation)
}

const noteTicket = (
  ledger: Ledger,
  creation: Creation,
  known: Accepted | undefined,
  answer: Answer & { kind: 'answered' },
): void => {
  const { id, number, subject, requester: person } = answer.json ?? {}
  const isReplay = answer.headers['idempotency-replayed'] === 'true'
  if (isReplay) ledger.replayed += 1
  if (subject !== creation.subject) ledger.wrong.push(`${creation.subject} was answered with ${answer.text}`)
  if (known && (known.id !== id || known.number !== number || !isReplay)) {
    ledger.wrong.push(`${creation.subject} was #${known.number} and then #${number}, replayed: ${isReplay}`)
  }
  if (isReplay && !creation.key) ledger.wrong.push(`${creation.subject} has no key and was answered as a replay`)
  ledger.open.delete(creation.subject)
  if (creation.key && !known) ledger.keyed.push(creation)
  ledger.accepted.set(creation.subject, { creation, id, number, contactId: person?.id })
}

/** A refusal says, in its own words, that it is for a moment only: never a stack, a statement or a table's name. */
const whatIsWrong = (answer: Answer & { kind: 'answered' }): string | undefined => {
  if (answer.status !== 503) return `status ${answer.status}`
  if (!String(answer.headers['content-type']).startsWith('application/problem+json')) return 'no problem+json'
  if (!/^\d+$/.test(String(answer.headers['retry-after']))) return 'no Retry-After'
  if (/select|insert|relation|postgres|pg_|sql|\bat \S+:\d+/i.test(answer.text)) return 'the refusal leaks'
  return undefined
}
