import { sql } from 'kysely'
import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import { type Page, type Paging, toPage } from '../page.ts'
import { fail, ok, type Result } from '../result.ts'
import { getTicket } from '../tickets/get.ts'
import type { Changes } from '../tickets/update.ts'
import { type Cause, causeOf, type Telling } from './cause.ts'

/** Something that happened to a ticket: by whom, why, and what is another since, by field. */
export type HistoryEntry = {
  id: string
  type: string
  actor: { kind: string; id: string | null; name: string | null }
  cause: Cause | null
  changes: Changes
  /** Where it is about a message. */
  message_id: string | null
  created_at: string
}

type Row = {
  id: string
  type: string
  actor_kind: string
  actor_id: string | null
  actor_name: string | null
  data: Telling & { changes?: Changes; message?: { id?: string } }
  created_at: Date
}

/** A ticket's events, the newest first, by its number or id. They are there a moment after they happened. */
export const listHistory = async (
  lodge: Lodge,
  actor: Actor,
  idOrNumber: string,
  { limit, after }: Paging<[id: string]>,
): Promise<Result<Page<HistoryEntry>, { code: 'ticket_not_found' }>> => {
  const ticket = await getTicket(lodge, actor, idOrNumber)
  if (!ticket.ok) return fail(ticket.error)
  const found = await sql<Row>`
    select e.id::text, e.type, e.actor_kind, e.actor_id::text, e.created_at,
      coalesce(
        (select name from member n where n.desk_id = e.desk_id and n.id = e.actor_id),
        (select name from rule n where n.desk_id = e.desk_id and n.id = e.actor_id),
        (select name from credential n where n.desk_id = e.desk_id and n.id = e.actor_id),
        (select name from mailbox n where n.desk_id = e.desk_id and n.id = e.actor_id),
        (select name from hook n where n.desk_id = e.desk_id and n.id = e.actor_id)
      ) as actor_name,
      json_build_object(
        'cause', e.data->'cause', 'changes', e.data->'changes', 'merged', e.data->'merged',
        'unmerged', e.data->'unmerged', 'split_to', e.data->'split_to',
        'message', json_build_object('id', e.data->'message'->>'id')
      ) as data
    from (
      select xid, id from ticket_event
      where desk_id = ${actor.deskId} and ticket_id = ${ticket.value.id}
        and id < ${after?.[0] ?? '9223372036854775807'}
      order by id desc limit ${limit + 1}
    ) k
    join event e on e.desk_id = ${actor.deskId} and e.xid = k.xid and e.id = k.id
    order by e.id desc`.execute(lodge.store.db)
  return ok(toPage(found.rows, limit, (row) => [row.id], toEntry))
}

const toEntry = (row: Row): HistoryEntry => {
  const actor = { kind: row.actor_kind, id: row.actor_id, name: row.actor_name }
  return {
    id: row.id,
    type: row.type,
    actor,
    cause: causeOf(actor, row.data),
    changes: row.data.changes ?? {},
    message_id: row.data.message?.id ?? null,
    created_at: row.created_at.toISOString(),
  }
}
