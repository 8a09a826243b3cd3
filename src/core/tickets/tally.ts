import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../store/schema.ts'
import type { DeskId } from '../ids.ts'
import type { Message } from './ticket.ts'

/** What one side of a conversation wrote in public: how often, when first and last (ISO 8601), with how many files. */
export type Side = { messages: number; files: number; first: string | null; last: string | null }

/** A conversation in numbers. A ticket that was made without words begins with an empty message, which is not counted. */
export type Tally = {
  customer: Side
  agent: Side
  /** All of its messages, notes included. */
  messages: number
  /** Whether the first of them is the customer's. */
  begunByCustomer: boolean
}

/** Whether somebody said something by it. */
export const saysSomething = ({ text, attachments }: Pick<Message, 'text' | 'attachments'>): boolean =>
  text !== '' || attachments.length > 0

/** Of a ticket's messages, the oldest first. */
export const tallyOf = (all: Message[]): Tally => {
  const messages = all.filter(saysSomething)
  const side = (kinds: Message['author']['kind'][]): Side => {
    const theirs = messages.filter((message) => message.public && kinds.includes(message.author.kind))
    return {
      messages: theirs.length,
      files: theirs.reduce((sum, { attachments }) => sum + attachments.length, 0),
      first: theirs.at(0)?.created_at ?? null,
      last: theirs.at(-1)?.created_at ?? null,
    }
  }
  return {
    customer: side(['contact']),
    agent: side(['agent', 'ai']),
    messages: messages.length,
    begunByCustomer: messages[0]?.author.kind === 'contact',
  }
}

type Row = {
  ticket_id: string
  messages: number
  begun_by: string
} & Record<`${'customer' | 'agent'}_${'messages' | 'files'}`, number> &
  Record<`${'customer' | 'agent'}_${'first' | 'last'}`, Date | null>

/** The same of tickets whose messages are not read, by their ids; with those of tickets that were merged into them. */
export const tallyTickets = async (
  db: Kysely<Tables>,
  deskId: DeskId,
  ids: string[],
): Promise<(ticketId: string) => Tally> => {
  if (ids.length === 0) return () => tallyOf([])
  const found = await sql<Row>`
    with part as (
      select id as root_id, id as ticket_id from unnest(${ids}::bigint[]) as t (id)
      union all
      select root_id, ticket_id from ticket_merge where desk_id = ${deskId} and root_id = any (${ids}::bigint[])
    ), said as (
      select p.root_id, m.id, m.created_at, m.author_kind::text as by, f.files,
        m.is_public and m.author_kind = 'contact' as is_customer,
        m.is_public and m.author_kind in ('agent', 'ai') as is_agent
      from part p
      join message m on m.desk_id = ${deskId} and m.ticket_id = p.ticket_id
      cross join lateral (
        select count(*)::integer as files from attachment a
        where a.desk_id = m.desk_id and a.ticket_id = m.ticket_id and a.message_id = m.id
      ) f
      where m.text <> '' or f.files > 0
    )
    select root_id as ticket_id, count(*)::integer as messages, (array_agg(by order by created_at, id))[1] as begun_by,
      count(*) filter (where is_customer)::integer as customer_messages,
      coalesce(sum(files) filter (where is_customer), 0)::integer as customer_files,
      min(created_at) filter (where is_customer) as customer_first,
      max(created_at) filter (where is_customer) as customer_last,
      count(*) filter (where is_agent)::integer as agent_messages,
      coalesce(sum(files) filter (where is_agent), 0)::integer as agent_files,
      min(created_at) filter (where is_agent) as agent_first,
      max(created_at) filter (where is_agent) as agent_last
    from said group by root_id`.execute(db)
  const rows = new Map(found.rows.map((row) => [row.ticket_id, toTally(row)]))
  return (ticketId) => rows.get(ticketId) ?? tallyOf([])
}

const toTally = (row: Row): Tally => {
  const side = (who: 'customer' | 'agent'): Side => ({
    messages: row[`${who}_messages`],
    files: row[`${who}_files`],
    first: row[`${who}_first`]?.toISOString() ?? null,
    last: row[`${who}_last`]?.toISOString() ?? null,
  })
  return {
    customer: side('customer'),
    agent: side('agent'),
    messages: row.messages,
    begunByCustomer: row.begun_by === 'contact',
  }
}
