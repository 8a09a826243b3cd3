import { sql } from 'kysely'
import { inReach } from '../../store/reach.ts'
import type { TicketStatus } from '../../store/schema.ts'
import { TICKET_COLUMNS, type TicketRow, toTicket } from '../../store/ticket-rows.ts'
import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import type { Ticket } from './ticket.ts'

/** Behind which ticket a page begins: when that was opened, to the microsecond, and its id. */
export type OpenedPosition = [openedAt: string, id: string]

export type Between = {
  departmentId: string
  /** Both ends are in. */
  since: Date
  until: Date
  statuses: TicketStatus[] | null
  newestFirst: boolean
  limit: number
  after: OpenedPosition | null
}

/** No change is recorded before it happens, by more than clocks are apart. */
const SLACK = sql`interval '1 minute'`

/**
 * A department's tickets that were opened, done with, or last changed within a time, by when they were opened. Whatever of
 * the three it is, a ticket was last changed no earlier: an index finds the few that are looked at.
 */
export const listTicketsBetween = async (
  lodge: Lodge,
  actor: Actor,
  { departmentId, since, until, statuses, newestFirst, limit, after }: Between,
): Promise<{ tickets: Ticket[]; next: OpenedPosition | null }> => {
  const within = (column: string) => sql`t.${sql.raw(column)} between ${since} and ${until}`
  const behind = after
    ? sql`and (t.opened_at, t.id) ${sql.raw(newestFirst ? '<' : '>')} (${after[0]}::timestamptz, ${after[1]}::bigint)`
    : sql``
  const direction = sql.raw(newestFirst ? 'desc' : 'asc')
  const found = await sql<TicketRow & { position: string }>`
    select ${sql.raw(TICKET_COLUMNS)},
      to_char(t.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as position
    from ticket t
    where t.desk_id = ${actor.deskId} and t.department_id = ${departmentId} and ${inReach(actor.departments)} and t.updated_at >= ${since}::timestamptz - ${SLACK}
      and (${within('opened_at')} or ${within('closed_at')} or ${within('resolved_at')} or ${within('updated_at')})
      and (${statuses}::ticket_status[] is null or t.status = any (${statuses}::ticket_status[])) ${behind}
    order by t.opened_at ${direction}, t.id ${direction}
    limit ${limit + 1}`.execute(lodge.store.db)
  const rows = found.rows.slice(0, limit)
  const last = rows.at(-1)
  return {
    tickets: rows.map(toTicket),
    next: found.rows.length > limit && last ? [last.position, last.id] : null,
  }
}
