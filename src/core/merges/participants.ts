import { sql } from 'kysely'
import type { Change } from '../change.ts'
import { addParticipants } from '../participants/add.ts'
import type { TicketSnapshot } from '../tickets/ticket.ts'

/**
 * Copies the requesters of the tickets that are shown with a locked one into it, where they do not take part yet, and notes
 * which participants that made: with the merge they are taken back.
 */
export const copyRequesters = async (change: Change, root: TicketSnapshot): Promise<TicketSnapshot> => {
  const { tx, actor } = change
  const found = await sql<{ source_id: string; email: string; name: string }>`
    select g.ticket_id::text as source_id, c.email, c.name
    from ticket_merge g
    join ticket s on s.desk_id = g.desk_id and s.id = g.ticket_id
    join contact c on c.desk_id = s.desk_id and c.id = s.contact_id
    where g.desk_id = ${actor.deskId} and g.root_id = ${root.id} and c.email is not null
      and s.contact_id <> ${root.requester.id}
    order by g.ticket_id`.execute(tx)
  const copied = found.rows.map(({ email, name }) => ({ email, name: name === '' ? null : name }))
  const participants = await addParticipants(change, root, copied)
  const made = participants.filter(({ id }) => !root.participants.some((known) => known.id === id))
  if (made.length > 0) {
    await tx
      .insertInto('ticket_merge_participant')
      .values(
        made.map(({ id, email }) => ({
          desk_id: actor.deskId,
          ticket_id: root.id,
          participant_id: id,
          // Each of them is one of those that were found, by the address.
          source_id: found.rows.find((row) => row.email === email)?.source_id ?? root.id,
        })),
      )
      .execute()
  }
  return { ...root, participants }
}

/** Takes back what copyRequesters() made for some tickets, wherever it did, and answers which participants are gone. */
export const takeBackRequesters = async (
  { tx, actor }: Change,
  sourceIds: string[],
): Promise<{ ticketId: string; participantId: string }[]> => {
  const gone = await sql<{ ticketId: string; participantId: string }>`
    with taken as (
      delete from ticket_merge_participant
      where desk_id = ${actor.deskId} and source_id = any (${sourceIds}::bigint[])
        and ticket_id <> all (${sourceIds}::bigint[])
      returning ticket_id, participant_id
    ), gone as (
      delete from participant p using taken t
      where p.desk_id = ${actor.deskId} and p.ticket_id = t.ticket_id and p.id = t.participant_id
    )
    select ticket_id::text as "ticketId", participant_id::text as "participantId" from taken`.execute(tx)
  return gone.rows
}
