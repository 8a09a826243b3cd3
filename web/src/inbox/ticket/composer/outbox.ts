import { useSyncExternalStore } from 'react'
import { api } from '../../../api/client.ts'
import { problemOf } from '../../../api/problem.ts'
import type { Message, TicketStatus } from '../../../api/types.ts'
import { type Draft, joined, keepLocalDraft, readLocalDraft } from './draft.ts'
import type { ScheduledMessage } from './scheduled.ts'

export type MessageBody = {
  body: string
  body_format: 'html'
  public: boolean
  attachments?: string[]
  status?: TicketStatus
  snoozed_until?: string
  to?: string[]
  cc?: string[]
  bcc?: string[]
  mentions?: string[]
  seen_message_id?: string
  send_at?: string
}

/** A message on its way: kept on this machine until the server answered. */
export type Outgoing = {
  key: string
  ticketId: string
  memberId: string
  body: MessageBody
  draft: Draft
  queued: boolean
}
export type Sent = Message | { scheduled_message: ScheduledMessage }

const KEPT = 'lodge.outbox'
const nothing: Outgoing[] = []

const read = (): Outgoing[] => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT) ?? '[]')
    return Array.isArray(kept) ? kept : nothing // what write() put there
  } catch {
    return nothing
  }
}

let all = read()
const listeners = new Set<() => void>()
const underWay = new Set<string>()
const write = (now: Outgoing[]) => {
  all = now
  try {
    localStorage.setItem(KEPT, JSON.stringify(now))
  } catch {
    // Full or forbidden: it is still on its way, and still in this page.
  }
  for (const listener of listeners) listener()
}
const drop = (key: string) => write(read().filter((one) => one.key !== key))

/**
 * Sends a message. Null where nobody answered: it waits, and goes out under the same key when the network is back, so that
 * it is never there twice. Throws what the server refused: then it is not kept any more.
 */
export const send = async (outgoing: Omit<Outgoing, 'queued'>): Promise<Sent | null> => {
  write([...read().filter(({ key }) => key !== outgoing.key), { ...outgoing, queued: !navigator.onLine }])
  if (!navigator.onLine) return null
  return attempt(outgoing)
}

const attempt = async ({ key, ticketId, memberId, body, draft }: Omit<Outgoing, 'queued'>): Promise<Sent | null> => {
  underWay.add(key)
  try {
    const sent = await api.post<Sent>(`/v1/tickets/${ticketId}/messages`, body, { idempotencyKey: key })
    drop(key)
    return sent
  } catch (error) {
    const { status } = problemOf(error)
    // Nobody answered, or only a server that is away just now: nothing says that it was refused.
    if (status === 0 || status === 502 || status === 503 || status === 504) {
      write(read().map((one) => (one.key === key ? { ...one, queued: true } : one)))
      return null
    }
    // Before anything else: whoever is signed out by this very answer finds it again.
    const kept = joined(draft, readLocalDraft(memberId, ticketId))
    keepLocalDraft(memberId, ticketId, { ...kept, updated_at: new Date().toISOString() })
    drop(key)
    throw error
  } finally {
    underWay.delete(key)
  }
}

/**
 * Sends what waits, the oldest first, as it was tried first: its key stands for that body. `onSent` and `onRefused` say what became of each; what nobody answers waits on.
 */
export const flushOutbox = async (
  memberId: string,
  tell: { onSent: (outgoing: Outgoing, sent: Sent) => void; onRefused: (outgoing: Outgoing, error: unknown) => void },
): Promise<void> => {
  for (const outgoing of read().filter((one) => one.memberId === memberId)) {
    if (underWay.has(outgoing.key)) continue
    try {
      const sent = await attempt(outgoing)
      if (!sent) return
      tell.onSent(outgoing, sent)
    } catch (error) {
      tell.onRefused(outgoing, error)
    }
  }
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

let shown: { all: Outgoing[]; byTicket: Map<string, Outgoing[]> } = { all, byTicket: new Map() }

/** What waits for the network on a ticket. */
export const useQueued = (ticketId: string): Outgoing[] =>
  useSyncExternalStore(subscribe, () => {
    if (shown.all !== all)
      shown = {
        all,
        byTicket: Map.groupBy(
          all.filter(({ queued }) => queued),
          (one) => one.ticketId,
        ),
      }
    return shown.byTicket.get(ticketId) ?? nothing
  })
