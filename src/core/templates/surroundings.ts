import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../store/schema.ts'
import type { Actor } from '../actor.ts'
import type { Surroundings } from './scope.ts'

type Row = {
  name: string
  slug: string
  culture: string
  agent_name: string | null
  agent_email: string | null
  text: string | null
  author_name: string | null
  written_at: Date | null
}

/** What stands around one of the desk's tickets, or one that is still to be filed, when its actor sends from a template. */
export const surroundingsOf = async (
  { tx, actor }: { tx: Kysely<Tables>; actor: Actor },
  ticketId: string | null,
): Promise<Surroundings> => {
  const found = await sql<Row>`
    select desk.name, desk.slug, desk.culture, member.name as agent_name, member.email as agent_email,
      latest.text, coalesce(latest.author_name, contact.name) as author_name, latest.created_at as written_at
    from desk
    left join member on member.desk_id = desk.desk_id and member.id = ${actor.memberId}
    left join lateral (
      select text, author_id, author_name, created_at from message
      where desk_id = ${actor.deskId} and ticket_id = ${ticketId} and author_kind = 'contact' and is_public
      order by created_at desc, id desc limit 1
    ) latest on true
    left join contact on contact.desk_id = desk.desk_id and contact.id = latest.author_id
    where desk.desk_id = ${actor.deskId}`.execute(tx)
  const row = found.rows[0]
  if (!row) throw new Error(`no desk ${actor.deskId}`)
  return {
    desk: { name: row.name, slug: row.slug, culture: row.culture },
    agent: { name: row.agent_name ?? actor.name, email: row.agent_email },
    message:
      row.text === null || row.written_at === null
        ? null
        : { text: row.text, author: { name: row.author_name }, created_at: row.written_at.toISOString() },
  }
}
