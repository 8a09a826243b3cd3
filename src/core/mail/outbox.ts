import { sql } from 'kysely'
import { ofTicketInReach } from '../../store/reach.ts'
import type { DeliveryState } from '../../store/schema.ts'
import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import { type Page, type Paging, toPage } from '../page.ts'

/** A mail of a desk, by its delivery. `caught` is one that there was no server for: nobody got it. */
export type OutboxMail = {
  /** The delivery's id: see /v1/deliveries for its attempts, and to replay it. */
  id: string
  kind: string
  to: { address: string; name: string }
  subject: string
  message_id: string
  ticket_id: string | null
  state: DeliveryState | 'caught'
  attempts: number
  /** Of the last attempt that failed. */
  reason: string | null
  created_at: string
  finished_at: string | null
}

export type OutboxFilter = {
  ticketId?: string | undefined
  kind?: string | undefined
  state?: OutboxMail['state'] | undefined
  to?: string | undefined
  /** A part of the subject, or of the recipient's address, whatever its case. */
  text?: string | undefined
}

type Row = Omit<OutboxMail, 'created_at' | 'finished_at'> & { created_at: Date; finished_at: Date | null }

/** What a server took has the status that it answered. */
const STATE = sql<
  OutboxMail['state']
>`case when d.state = 'sent' and d.status is null then 'caught' else d.state::text end`

/** The columns of a mail, of `delivery as d`. */
const MAIL = [
  'd.id',
  'd.ticket_id',
  'd.attempts',
  'd.reason',
  'd.created_at',
  'd.finished_at',
  sql<string>`d.data->>'kind'`.as('kind'),
  sql<OutboxMail['to']>`d.data->'to'`.as('to'),
  sql<string>`d.data->>'subject'`.as('subject'),
  sql<string>`d.data->>'message_id'`.as('message_id'),
  STATE.as('state'),
] as const

const toMail = (row: Row): OutboxMail => ({
  id: row.id,
  kind: row.kind,
  to: row.to,
  subject: row.subject,
  message_id: row.message_id,
  ticket_id: row.ticket_id,
  state: row.state,
  attempts: row.attempts,
  reason: row.reason,
  created_at: row.created_at.toISOString(),
  finished_at: row.finished_at?.toISOString() ?? null,
})

const mails = (lodge: Lodge, actor: Actor) =>
  lodge.store.db
    .selectFrom('delivery as d')
    .select(MAIL)
    .where('d.desk_id', '=', actor.deskId)
    .where('d.channel', '=', 'mail')
    .where(ofTicketInReach(actor.departments, 'd'))

/** All mails of a desk, the newest first: waiting, sent, caught or failed. */
export const listOutbox = async (
  lodge: Lodge,
  actor: Actor,
  { limit, after }: Paging<[id: string]>,
  filter: OutboxFilter,
): Promise<Page<OutboxMail>> => {
  let query = mails(lodge, actor)
    .orderBy('d.id', 'desc')
    .limit(limit + 1)
  if (after) query = query.where('d.id', '<', after[0])
  if (filter.ticketId !== undefined) query = query.where('d.ticket_id', '=', filter.ticketId)
  if (filter.kind !== undefined) query = query.where(sql<boolean>`d.data->>'kind' = ${filter.kind}`)
  if (filter.state !== undefined) query = query.where(STATE, '=', filter.state)
  if (filter.to !== undefined) query = query.where(sql<boolean>`d.data->'to'->>'address' = ${filter.to}`)
  if (filter.text !== undefined) query = query.where(contains(filter.text.toLowerCase()))
  return toPage(await query.execute(), limit, (row) => [row.id], toMail)
}

const contains = (text: string) =>
  sql<boolean>`(
    strpos(lower(d.data->>'subject'), ${text}) > 0 or strpos(lower(d.data->'to'->>'address'), ${text}) > 0
  )`

/** One of them with what it is made from; undefined where the desk has no such mail. */
export const findOutboxMail = async (lodge: Lodge, actor: Actor, id: string) => {
  const row = await mails(lodge, actor)
    .innerJoin('event as e', (join) =>
      join.onRef('e.desk_id', '=', 'd.desk_id').onRef('e.xid', '=', 'd.event_xid').onRef('e.id', '=', 'd.event_id'),
    )
    .select([
      'd.data',
      'e.xid',
      'e.id as event_id',
      'e.type',
      'e.actor_kind',
      'e.actor_id',
      'e.data as event_data',
      'e.created_at as event_at',
    ])
    .where('d.id', '=', id)
    .executeTakeFirst()
  if (!row) return undefined
  const { xid, event_id, type, ticket_id, actor_kind, actor_id, event_data, event_at } = row
  return {
    mail: toMail(row),
    data: row.data,
    createdAt: row.created_at,
    event: {
      deskId: actor.deskId,
      xid,
      id: event_id,
      type,
      ticketId: ticket_id,
      actor: { kind: actor_kind, id: actor_id },
      data: event_data,
      createdAt: event_at,
    },
  }
}
