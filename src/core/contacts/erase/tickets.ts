import { sql } from 'kysely'
import type { Actor } from '../../actor.ts'
import { looksLikeId } from '../../ids.ts'
import type { Lodge } from '../../lodge.ts'
import { eraseTicket } from '../../tickets/erase/erase.ts'
import { readLogs, UNREAD } from '../../tickets/erase/log.ts'
import { findNamed, type Named } from './log.ts'
import { readPerson } from './person.ts'

export type ErasedTickets = { tickets: number; files: string[] }

const NOTHING = { erased: { tickets: 0, files: [] }, named: { before: '0', keys: [] } }

/**
 * What goes before eraseContact, outside of its transaction, so that the desk's intake is not held up for long: the person's
 * own tickets, each erased for itself, and where the log names them. Cut off, it is done again: tickets that were erased are
 * theirs no more, and the contact is there until the end.
 */
export const prepareErasure = async (
  lodge: Lodge,
  actor: Actor,
  contactId: string,
): Promise<{ erased: ErasedTickets; named: Named }> => {
  if (!looksLikeId(contactId)) return NOTHING
  const { db } = lodge.store
  const contact = await db
    .selectFrom('contact')
    .select('merged_into')
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', contactId)
    .executeTakeFirst()
  if (!contact || contact.merged_into !== null) return NOTHING
  const person = await readPerson(db, actor.deskId, contactId)
  const { rows } = await sql<{ id: string }>`
    select id::text from ticket
    where desk_id = ${actor.deskId} and contact_id = any (${person.ids}::bigint[]) order by id`.execute(db)
  const ids = rows.map(({ id }) => id)
  const logs = await readLogs(lodge, actor, ids)
  const files: string[] = []
  for (const id of ids) {
    // The contact stays until all is done, whatever is known of it by then.
    const log = { ...(logs.get(id) ?? UNREAD), isContactTold: true }
    const done = await db.transaction().execute((tx) => eraseTicket({ tx, lodge, actor }, id, log))
    if (done.ok) files.push(...done.value.files)
  }
  return { erased: { tickets: ids.length, files }, named: await findNamed(db, actor.deskId, person) }
}
