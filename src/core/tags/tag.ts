import { type Kysely, sql } from 'kysely'
import { ofTicketInReach } from '../../store/reach.ts'
import type { Tables } from '../../store/schema.ts'
import type { Actor } from '../actor.ts'

export type Tag = {
  id: string
  /** Lower case, so that `VIP` and `vip` are one. */
  name: string
  /** `#rrggbb` */
  color: string | null
  /** How many tickets have it, of those within reach. */
  tickets: number
  created_at: string
}

type TagRow = Omit<Tag, 'created_at'> & { created_at: Date }

/** The spelling that is stored, here and where a ticket names its tags. */
export const tagName = (text: string): string => text.trim().toLowerCase()

/** A desk's tags as they go out, in one query. */
export const selectTags = (db: Kysely<Tables>, { deskId, departments }: Pick<Actor, 'deskId' | 'departments'>) =>
  db
    .selectFrom('tag as t')
    .where('t.desk_id', '=', deskId)
    .select(['t.id', 't.name', 't.color', 't.created_at'])
    .select(
      sql<number>`(
        select count(*)::integer from ticket_tag k where k.desk_id = t.desk_id and k.tag_id = t.id and ${ofTicketInReach(departments, 'k')}
      )`.as('tickets'),
    )

export const toTag = (row: TagRow): Tag => ({
  id: row.id,
  name: row.name,
  color: row.color,
  tickets: row.tickets,
  created_at: row.created_at.toISOString(),
})
