import type { Message } from '../../../api/types.ts'

/** What happened to a ticket, as GET …/history has it. */
export type HistoryEntry = {
  id: string
  type: string
  actor: { kind: string; id: string | null; name: string | null }
  /** Why, where a rule or the like did it. */
  cause?: { kind?: string; name?: string | null } | null
  changes?: Record<string, { from: unknown; to: unknown }> | null
  /** Where it is about a message. */
  message_id?: string | null
  created_at: string
}

export type Item =
  | { kind: 'message'; id: string; at: string; message: Message }
  | { kind: 'event'; id: string; at: string; entry: HistoryEntry; by: string | null }

/** What of a ticket's history is worth a line between its messages; messages are there themselves. */
const SHOWN = ['status', 'assignee', 'priority', 'department', 'type', 'subject', 'tags', 'snoozed_until'] as const
export type ShownField = (typeof SHOWN)[number]

/** The fields of an entry that are said, in the order in which they are. */
export const shownFields = ({ changes }: HistoryEntry): ShownField[] =>
  SHOWN.filter((field) => changes && field in changes && !(field === 'snoozed_until' && 'status' in changes))

/** Whether an entry is a line of its own: a change of the ticket, a merge, a split; not what a message brought along. */
const isLine = (entry: HistoryEntry): boolean =>
  entry.type === 'ticket.updated' || entry.type === 'message.created'
    ? shownFields(entry).length > 0
    : /^ticket\.(?:merged|unmerged|split|linked|unlinked|rated|woken)$|^sla\.(?:breached|warning)$/.test(entry.type)

/** Messages and what happened between them, in time. Both lists are in time themselves, the history the other way round. */
export const timelineOf = (messages: readonly Message[], history: readonly HistoryEntry[]): Item[] => {
  const events = history.filter(isLine).toReversed()
  const items: Item[] = []
  const authors = new Map(messages.map(({ id, author }) => [id, author.name]))
  let next = 0
  const takeBefore = (at: string | null) => {
    for (let entry = events[next]; entry && (at === null || entry.created_at < at); entry = events[++next]) {
      // What a message brought along is its author's doing, through whatever it came.
      const by = authors.get(entry.message_id ?? '') ?? entry.actor.name
      items.push({ kind: 'event', id: `event-${entry.id}`, at: entry.created_at, entry, by })
    }
  }
  for (const message of messages) {
    takeBefore(message.created_at)
    items.push({ kind: 'message', id: message.id, at: message.created_at, message })
  }
  takeBefore(null)
  return items
}

/** The first message that somebody else wrote after a moment; null where nothing is new or nothing was ever read. */
export const firstUnread = (
  messages: readonly Message[],
  { readAt, memberId }: { readAt: string | null; memberId: string },
): string | null => {
  if (readAt === null) return null
  const found = messages.find(({ created_at, author }) => created_at > readAt && author.id !== memberId)
  return found?.id ?? null
}

/** Which items are drawn: from one index up to another, which is Infinity where it goes on with the newest. */
export type Range = { from: number; to: number }

/** How many are drawn at first, and how many more when one comes near the edge. */
const FIRST = 14
const STEP = 25

/** What is drawn when a ticket is opened at an item: it and what is around it, or the last ones. */
export const rangeAt = (count: number, at: number | null): Range => {
  if (at === null) return { from: Math.max(0, count - FIRST), to: Number.POSITIVE_INFINITY }
  const to = at + FIRST
  return { from: Math.max(0, at - 5), to: to >= count ? Number.POSITIVE_INFINITY : to }
}

/** Some more before or after. */
export const grown = ({ from, to }: Range, count: number, side: 'before' | 'after'): Range =>
  side === 'before'
    ? { from: Math.max(0, from - STEP), to }
    : { from, to: to + STEP >= count ? Number.POSITIVE_INFINITY : to + STEP }

/** A range by the items at its edges: history comes a moment after the messages, and shifts the indexes. */
export type Edges = { fromId: string | null; toId: string | null }

export const edgesOf = (items: readonly Item[], { from, to }: Range): Edges => ({
  fromId: from <= 0 ? null : (items[from]?.id ?? null),
  toId: items[to]?.id ?? null,
})

export const rangeOf = (items: readonly Item[], { fromId, toId }: Edges): Range => {
  const to = toId === null ? -1 : items.findIndex(({ id }) => id === toId)
  return {
    from:
      fromId === null
        ? 0
        : Math.max(
            0,
            items.findIndex(({ id }) => id === fromId),
          ),
    to: to < 0 ? Number.POSITIVE_INFINITY : to,
  }
}
