import { sql } from 'kysely'
import type { Change } from '../change.ts'

/** A message that somebody else wrote meanwhile. */
export type NewerMessage = {
  id: string
  public: boolean
  author: { kind: string; id: string | null; name: string | null }
  created_at: string
}

const SHOWN_MAX = 20

/**
 * What others wrote on a locked ticket after the message that the actor saw last, notes included, oldest first. What the
 * actor wrote in another window is no news to them.
 */
export const newerMessages = async (
  { tx, actor }: Change,
  ticketId: string,
  seenMessageId: string,
): Promise<NewerMessage[]> => {
  const found = await sql<Omit<NewerMessage, 'created_at'> & { created_at: Date }>`
    select m.id::text, m.is_public as public, m.created_at, json_build_object(
      'kind', m.author_kind, 'id', m.author_id::text, 'name', coalesce(
        m.author_name,
        (select c.name from contact c where m.author_kind = 'contact' and c.desk_id = m.desk_id and c.id = m.author_id),
        (select b.name from member b where m.author_kind = 'agent' and b.desk_id = m.desk_id and b.id = m.author_id)
      )
    ) as author
    from message m
    where m.desk_id = ${actor.deskId} and m.ticket_id = ${ticketId} and m.id > ${seenMessageId}
      and not (m.author_kind = 'agent' and case
        when m.author_id is null then ${actor.memberId}::bigint is null and m.author_name = ${actor.name}
        else m.author_id = ${actor.memberId}::bigint end is true)
    order by m.id limit ${SHOWN_MAX}`.execute(tx)
  return found.rows.map((row) => ({ ...row, created_at: row.created_at.toISOString() }))
}
