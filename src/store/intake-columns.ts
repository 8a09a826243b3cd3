import type { IntakeItem, Pending } from './intake.ts'
import { joined, quote, texts } from './pg-array.ts'

type Requester = { place: number; id: string; item: IntakeItem; name: string | null }

/** A group of creations as the columns that create_tickets() takes after the desk, in its order. */
export const toColumns = (group: Pending[], nextId: () => string): unknown[] => {
  const items = group.map((pending) => pending.item)
  const requesters = new Map<string, Requester>()
  const requesterOf = group.map((pending) => {
    const { item } = pending
    const key = `${item.requester.externalId} ${item.requester.email}`
    const known = requesters.get(key)
    if (known) {
      known.name ??= item.requester.name
      pending.newContactId = known.id
      return known.place
    }
    pending.newContactId = nextId()
    requesters.set(key, { place: requesters.size + 1, id: pending.newContactId, item, name: item.requester.name })
    return requesters.size
  })
  const people = [...requesters.values()]
  let autoCount = 0
  const extras = items.filter((item) => item.extras)
  return [
    joined(people, (person) => person.id),
    texts(people, (person) => person.item.requester.externalId),
    texts(people, (person) => person.item.requester.email),
    texts(people, (person) => person.name),
    joined(people, (person) => (person.item.requester.emailIsClaimed ? 't' : null)),
    `{${items.map((_, place) => place + 1).join(',')}}`,
    `{${requesterOf.join(',')}}`,
    joined(items, (item) => item.ticket.id),
    texts(items, (item) => item.ticket.subject),
    texts(items, (item) => item.ticket.status),
    texts(items, (item) => item.ticket.priority),
    joined(items, (item) => item.ticket.department.id),
    joined(items, (item) => item.ticket.type.id),
    joined(items, (item) => item.ticket.assignee?.id ?? null),
    joined(items, (item) => (item.auto ? String(++autoCount) : null)),
    joined(items, (item) => item.credentialId),
    texts(items, (item) => item.ticket.channel),
    texts(items, (item) => item.ticket.source),
    texts(items, (item) => item.ticket.culture),
    texts(items, (item) => item.ticket.external_ref),
    texts(items, (item) => jsonOrNull(item.ticket.fields)),
    texts(items, (item) => jsonOrNull(item.ticket.metadata)),
    texts(items, (item) => item.ticket.created_at),
    texts(items, (item) => (item.ticket.opened_at === item.ticket.created_at ? null : item.ticket.opened_at)),
    texts(items, (item) => item.ticket.snoozed_until),
    texts(items, (item) => item.ticket.resolved_at),
    texts(items, (item) => item.ticket.closed_at),
    joined(items, (item) => (item.ticket.requester_verified ? null : 'f')),
    joined(items, (item) => item.message.id),
    joined(items, (item) => (item.message.public ? 't' : 'f')),
    texts(items, (item) => item.message.format),
    joined(group, (pending) => pending.texts.text),
    joined(group, (pending) => pending.texts.html),
    joined(group, (pending) => pending.texts.markdown),
    joined(items, nextId),
    texts(items, (item) => item.actor.kind),
    joined(items, (item) => item.actor.id),
    group.map((pending) => pending.texts.ticketTail).join(SEPARATOR),
    group.map((pending) => pending.texts.messageTail).join(SEPARATOR),
    texts(items, (item) => item.idempotency?.key ?? null),
    texts(items, (item) => item.idempotency?.requestHash ?? null),
    extras.length === 0
      ? null
      : JSON.stringify(
          extras.map((item) => ({ ticket_id: item.ticket.id, message_id: item.message.id, ...item.extras })),
        ),
  ]
}

/** The snapshot's ticket from behind what only the database knows, which it writes in front: an assignee it finds, too. */
const ticketTail = ({ json, auto, ticket }: IntakeItem): string =>
  auto ? json.ticket.slice(1) : `"assignee":${JSON.stringify(ticket.assignee)},${json.ticket.slice(1)}`

/** The rest of the snapshot from behind the message's author. */
const messageTail = ({ json, options }: IntakeItem): string =>
  `${json.message.slice(1)},"options":${JSON.stringify(options)}}`

/** JSON never holds this character as such, so JSON texts can be joined by it without a quote: ASCII's record separator. */
const SEPARATOR = '\x1e'

export type QuotedTexts = Record<'text' | 'html' | 'markdown', string | null> & {
  ticketTail: string
  messageTail: string
}

export const quoteTexts = (item: IntakeItem): QuotedTexts => ({
  text: quote(item.message.text),
  html: quote(item.message.html),
  markdown: quote(item.message.markdown),
  ticketTail: ticketTail(item),
  messageTail: messageTail(item),
})

const jsonOrNull = (value: object): string | null => {
  for (const _ in value) return JSON.stringify(value)
  return null
}
