import type pg from 'pg'
import { seeded } from '../../test/crash/support/random.ts'
import {
  BEGIN_MS,
  contactId,
  DEPARTMENTS,
  drawJoined,
  drawTickets,
  insertRows,
  MEMBERS,
  TAG_ROWS,
  TAGS,
  TICKET_ROWS,
  TYPES,
} from './tables.ts'
import { sentences } from './words.ts'

export type Filled = { deskId: string; contacts: number; departments: string[]; members: string[] }

const SENTENCES = 20_000
const CHUNK = 100_000
const SEED = 20_260_101

/**
 * Fills the desk `acme` of a new Lodge with tickets as a desk of some years has them, straight by SQL: contacts and their
 * addresses, tickets with a spread of statuses, departments, types, assignees and tags, a message and an event each, the
 * numbers' counter.
 */
export const fillDesk = async (client: pg.Client, tickets: number, say: (text: string) => void): Promise<Filled> => {
  const contacts = Math.round(tickets * 0.3)
  await client.query('set synchronous_commit = off')
  await client.query('set work_mem = 128000')
  await client.query('select setseed(0.5)')
  const found = await client.query<{ desk_id: string }>(`select desk_id from desk where slug = 'acme'`)
  const deskId = found.rows[0]?.desk_id
  if (!deskId) throw new Error('there is no desk to fill')
  const members = await addNouns(client, deskId)
  await addSentences(client)
  say(`filling: ${contacts.toLocaleString('en-US')} contacts`)
  await addContacts(client, deskId, contacts)
  for (let from = 1; from <= tickets; from += CHUNK) {
    const to = Math.min(from + CHUNK - 1, tickets)
    await client.query('begin')
    await client.query(drawTickets(from, to, tickets, contacts, SENTENCES))
    await client.query(drawJoined().replaceAll('$1', deskId))
    for (const [table, rows] of Object.entries(TICKET_ROWS)) await insertRows(client, table, deskId, rows, 'drawn d')
    await insertRows(client, 'ticket_tag', deskId, TAG_ROWS, TAGGED)
    await client.query('update desk_counter set ticket_number = $2 where desk_id = $1', [deskId, to])
    await client.query('commit')
    say(`filling: ${to.toLocaleString('en-US')} of ${tickets.toLocaleString('en-US')} tickets`)
  }
  return { deskId, contacts, departments: DEPARTMENTS, members }
}

/** Half of the tickets have a tag, or two; few tags are used often. */
const TAGGED = `drawn d
  join lateral (
    select distinct floor(${TAGS} * random() ^ 2)::integer as n from generate_series(1, d.rare % 4 - 1) where d.i > 0
  ) t on true
  join bench_tag g using (n)`

const addNouns = async (client: pg.Client, deskId: string): Promise<string[]> => {
  const add = (table: string, names: string[], base: number) =>
    client.query(
      `insert into ${table} (desk_id, id, name)
       select $1, $3::bigint + n, name from unnest($2::text[]) with ordinality as u (name, n)
       where not exists (select from ${table} t where t.desk_id = $1 and t.name = u.name)`,
      [deskId, names, base],
    )
  await add('department', DEPARTMENTS, 1_000)
  await add('ticket_type', TYPES, 2_000)
  await add(
    'tag',
    Array.from({ length: TAGS }, (_, n) => `tag-${n}`),
    3_000,
  )
  await client.query(
    `insert into member (desk_id, id, email, name, role)
     select $1, 4000 + n, 'agent' || n || '@bench.example', 'Agent ' || n, 'agent' from generate_series(0, $2::integer - 1) n`,
    [deskId, MEMBERS],
  )
  await client.query(
    `create temp table bench_tag as
     select split_part(name, '-', 2)::integer as n, id from tag where desk_id = ${deskId} and name like 'tag-%'`,
  )
  await client.query(
    `create temp table bench_member as
     select n, 4000::bigint + n as id from generate_series(0, ${MEMBERS - 1}) n`,
  )
  return Array.from({ length: MEMBERS }, (_, n) => String(4000 + n))
}

const addSentences = async (client: pg.Client): Promise<void> => {
  const made = sentences(SENTENCES, seeded(SEED))
  await client.query(
    'create temp table bench_sentence (n integer primary key, title text not null, text text not null)',
  )
  await client.query(
    `insert into bench_sentence
     select n - 1, title, text from unnest($1::text[], $2::text[]) with ordinality as s (title, text, n)`,
    [made.map(({ title }) => title), made.map(({ text }) => text)],
  )
  await client.query('analyze bench_sentence')
}

const addContacts = async (client: pg.Client, deskId: string, contacts: number): Promise<void> => {
  await client.query(
    `create temp table bench_contact as
     select n, ${contactId('n')} as id from generate_series(0, ${contacts - 1}) n`,
  )
  await client.query('create unique index on bench_contact (n)')
  await client.query('analyze bench_contact')
  await client.query(
    `insert into contact (desk_id, id, email, name, created_at, updated_at)
     select ${deskId}, id, 'c' || n || '@bench.example', 'Customer ' || n, to_timestamp(${BEGIN_MS / 1000}), to_timestamp(${BEGIN_MS / 1000})
     from bench_contact`,
  )
  await client.query(
    `insert into contact_identity (desk_id, kind, value, contact_id)
     select ${deskId}, 'email', 'c' || n || '@bench.example', id from bench_contact`,
  )
}
