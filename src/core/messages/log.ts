import {
  firstTicketAt,
  type MessageFilter,
  type MessagePlace,
  type MessageRow,
  readMessages,
} from '../../store/message-log.ts'
import { departmentsInReach } from '../../store/reach.ts'
import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import type { AttachmentSummary } from '../tickets/ticket.ts'

/** A message of any ticket, with what there is to say of it without its ticket. */
export type LoggedMessage = {
  id: string
  ticket: { id: string; number: number }
  public: boolean
  /** By whoever works here, or filed by a program for the requester. */
  by_staff: boolean
  author_email: string | null
  /** It came in by mail. */
  by_email: boolean
  text: string
  html: string | null
  attachments: AttachmentSummary[]
  created_at: string
}

/** Times are those of the messages; `before` is not included. */
export type MessageQuery = MessageFilter & {
  from: Date | null
  before: Date | null
  after: MessagePlace | null
  limit: number
}

const HOUR_MS = 3_600_000
/** Ids and times are taken at slightly different moments. */
const SLACK_MS = 60_000

/**
 * A desk's messages of all tickets, the oldest first. Read by windows of time, each four times as long as the one before,
 * until the page is full: so a page costs what it holds, and not what comes after it.
 */
export const listMessages = async (lodge: Lodge, actor: Actor, query: MessageQuery): Promise<LoggedMessage[]> => {
  const { db } = lodge.store
  const end = new Date(Math.min(query.before?.getTime() ?? Number.POSITIVE_INFINITY, Date.now() + SLACK_MS))
  const first = await startOf(lodge, actor, query)
  if (!first) return []
  const filter = { ...query, departmentIds: departmentsInReach(actor.departments, query.departmentIds) }
  const messages: LoggedMessage[] = []
  // Of named tickets there are few: all of them at once.
  let length = query.ticketIds ? Number.POSITIVE_INFINITY : HOUR_MS
  for (let from = first; from < end && messages.length < query.limit; length *= 4) {
    const before = new Date(Math.min(from.getTime() + length, end.getTime()))
    const window = { from, after: query.after, before }
    const rows = await readMessages(db, actor.deskId, filter, window, query.limit - messages.length)
    messages.push(...rows.map(toLogged))
    from = before
  }
  return messages
}

const startOf = async (lodge: Lodge, actor: Actor, { from, after }: MessageQuery): Promise<Date | undefined> => {
  const given = [from, after?.createdAt].filter((one) => one instanceof Date)
  if (given.length > 0) return new Date(Math.max(...given.map((one) => one.getTime())))
  const first = await firstTicketAt(lodge.store.db, actor.deskId)
  return first && new Date(first.getTime() - SLACK_MS)
}

const toLogged = (row: MessageRow): LoggedMessage => ({
  id: row.id,
  ticket: { id: row.ticket_id, number: Number(row.ticket_number) },
  public: row.is_public,
  by_staff: row.by_staff,
  author_email: row.author_email,
  by_email: row.by_email,
  text: row.text,
  html: row.html,
  attachments: row.attachments,
  created_at: row.created_at.toISOString(),
})
