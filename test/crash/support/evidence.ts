import pg from 'pg'
import { expect } from 'vitest'
import { findPostmaster } from '../../support/lodge-process.ts'
import type { Ledger } from './ledger.ts'

/** How a test speaks to the database of a data folder behind Lodge's back; `root` is where that one's file system is seen. */
export const connectTo = async (dataDir: string, root = ''): Promise<pg.Client> => {
  const postmaster = findPostmaster(root + dataDir)
  if (!postmaster) throw new Error(`no database runs on ${dataDir}`)
  const client = new pg.Client({ host: root + postmaster.host, user: 'lodge', database: 'lodge' })
  client.on('error', () => {})
  await client.connect()
  return client
}

type StoredTicket = { id: string; number: string; subject: string; contact_id: string }

/** Each a query that finds what must not be: nothing half-written, doubled or left over. */
const NEVER: Record<string, string> = {
  'two tickets of one number': `select number from ticket group by desk_id, number having count(*) > 1`,
  'a gap in the numbers, or a counter beside them': `
    select c.desk_id from desk_counter c
    where c.ticket_number <> (select count(*) from ticket t where t.desk_id = c.desk_id)
       or c.ticket_number <> (select coalesce(max(number), 0) from ticket t where t.desk_id = c.desk_id)`,
  'a ticket without exactly one creation in the event log': `
    select t.id from ticket t left join event e on e.desk_id = t.desk_id and e.ticket_id = t.id and e.type = 'ticket.created'
    group by t.desk_id, t.id having count(e.id) <> 1`,
  'a creation in the event log without its ticket, or with another number': `
    select e.id from event e left join ticket t on t.desk_id = e.desk_id and t.id = e.ticket_id
    where e.type = 'ticket.created' and ((e.data -> 'ticket' ->> 'number')::bigint is distinct from t.number
      or (e.data -> 'ticket' -> 'requester' ->> 'id')::bigint is distinct from t.contact_id)`,
  'a ticket without exactly one message': `
    select t.id from ticket t left join message m on m.desk_id = t.desk_id and m.ticket_id = t.id
    group by t.desk_id, t.id having count(m.id) <> 1`,
  'a message without its ticket': `
    select m.id from message m left join ticket t on t.desk_id = m.desk_id and t.id = m.ticket_id where t.id is null`,
  'a ticket without its contact': `
    select t.id from ticket t left join contact c on c.desk_id = t.desk_id and c.id = t.contact_id where c.id is null`,
  'two contacts with one address': `
    select lower(email) from contact where email is not null group by desk_id, lower(email) having count(*) > 1`,
  'two contacts with one external id': `
    select external_id from contact where external_id is not null group by desk_id, external_id having count(*) > 1`,
  'a contact whose address does not lead to it': `
    select c.id from contact c left join contact_identity i
      on i.desk_id = c.desk_id and i.kind = 'email' and i.value = c.email and i.contact_id = c.id
    where c.email is not null and i.contact_id is null`,
  'an identity without its contact': `
    select i.value from contact_identity i left join contact c on c.desk_id = i.desk_id and c.id = i.contact_id
    where c.id is null`,
  'an idempotency key without its event': `
    select k.key from idempotency_key k left join event e
      on e.desk_id = k.desk_id and e.xid = k.event_xid and e.id = k.event_id
    where k.event_id is not null and e.id is null`,
}

/** Asks the database itself whether everything that was accepted is there once, and nothing is there that should not be. */
export const expectNothingLost = async (client: pg.Client, ledger: Ledger): Promise<{ tickets: number }> => {
  const stored = await client.query<StoredTicket>('select id, number, subject, contact_id from ticket')
  const bySubject = new Map<string, StoredTicket[]>()
  for (const row of stored.rows) bySubject.set(row.subject, [...(bySubject.get(row.subject) ?? []), row])

  const wrong: string[] = []
  for (const { creation, id, number, contactId } of ledger.accepted.values()) {
    const rows = bySubject.get(creation.subject) ?? []
    const [row] = rows
    if (rows.length !== 1) wrong.push(`accepted #${number} (${creation.subject}) is there ${rows.length} times`)
    else if (row?.id !== id || Number(row.number) !== number || row.contact_id !== contactId) {
      wrong.push(`accepted #${number} (${creation.subject}) is there as #${row?.number}, contact ${row?.contact_id}`)
    }
  }
  for (const [subject, rows] of bySubject) {
    if (rows.length > 1) wrong.push(`${subject} is there ${rows.length} times`)
    if (!ledger.accepted.has(subject) && !ledger.open.has(subject)) wrong.push(`${subject} is there and nobody sent it`)
  }
  for (const [name, sql] of Object.entries(NEVER)) {
    const found = await client.query(sql)
    if (found.rows.length > 0) wrong.push(`${name}: ${JSON.stringify(found.rows.slice(0, 3))}`)
  }
  expect(wrong.slice(0, 20)).toEqual([])
  return { tickets: stored.rows.length }
}
