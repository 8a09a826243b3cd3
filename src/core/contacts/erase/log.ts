import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../../store/schema.ts'
import type { KnownPerson } from './person.ts'
import { redactPerson } from './redact.ts'

/** Where the event log names a person, in all transactions before `before`. */
export type Named = { before: string; keys: { xid: string; id: string }[] }

/** Events that may say something of customers; what is the desk's own (members, the blocklist, credentials) is not touched. */
const OF_PEOPLE = [
  ...['activity', 'attachment', 'contact', 'hook_delivery', 'inbound_mail', 'intervention', 'mail', 'message', 'rule'],
  ...['sla', 'slack', 'ticket'],
]

/**
 * Reads a desk's whole event log for a person, about a second a million events: done before the transaction that holds up
 * the intake, which then reads only what came since.
 */
export const findNamed = async (
  db: Kysely<Tables>,
  deskId: string,
  person: KnownPerson,
  since = '0',
): Promise<Named> => {
  const horizon = await sql<{ before: string }>`
    select pg_snapshot_xmin(pg_current_snapshot())::text as before`.execute(db)
  const patterns = [
    ...person.ids.map((id) => `%"${id}"%`),
    // As they are written within JSON.
    ...person.values.map(
      (value) =>
        `%${JSON.stringify(value)
          .slice(1, -1)
          .replaceAll(/[%_\\]/g, '\\$&')}%`,
    ),
  ]
  const found = await sql<{ xid: string; id: string }>`
    select e.xid::text, e.id::text from event e
    where e.desk_id = ${deskId} and e.xid >= ${since}::xid8 and split_part(e.type, '.', 1) = any (${OF_PEOPLE}::text[])
      and e.type <> 'contact.erased' and e.data::text ilike any (${patterns}::text[])
    order by e.xid, e.id`.execute(db)
  return { before: horizon.rows[0]?.before ?? '0', keys: found.rows }
}

/** Rewrites those events without the person, and what was sent or is to be sent of them is gone; answers how many. */
export const redactEvents = async (
  db: Kysely<Tables>,
  deskId: string,
  keys: Named['keys'],
  person: KnownPerson,
): Promise<{ events: number; ids: string[] }> => {
  const ids: string[] = []
  for (const { xid, id } of keys) {
    const found = await sql<{ data: unknown }>`
      select data from event where desk_id = ${deskId} and xid = ${xid}::xid8 and id = ${id}`.execute(db)
    const [row] = found.rows
    if (!row) continue
    const redacted = JSON.stringify(redactPerson(row.data, person))
    if (redacted === JSON.stringify(row.data)) continue
    await sql`
      update event set data = ${redacted} where desk_id = ${deskId} and xid = ${xid}::xid8 and id = ${id}`.execute(db)
    ids.push(id)
  }
  return { events: ids.length, ids }
}
