import type pg from 'pg'
import { EPOCH_MS } from '../../src/store/snowflake.ts'
import { RARE_COUNT, RARE_FROM, rareWordSql } from './words.ts'

export const DEPARTMENTS = ['Support', 'Billing', 'Sales', 'Returns', 'Technical']
export const TYPES = ['Question', 'Incident', 'Problem', 'Task']
export const MEMBERS = 10
export const TAGS = 20
const DAY_MS = 86_400_000
/** Two years ago, or as far back as ids reach. */
export const BEGIN_MS = Math.max(EPOCH_MS + 2 * DAY_MS, Date.now() - 700 * DAY_MS)
const SPAN_MS = Date.now() - BEGIN_MS

/** Node numbers that no Lodge of the bench comes to lease, so that no id is made twice. */
const TICKET_NODE = 1_000
const CONTACT_NODE = 1_001

/** A snowflake of a moment, in SQL: `ms` since 1970, and which one of that millisecond. */
const snowflake = (ms: string, node: number, sequence: string): string =>
  `(((${ms})::bigint - ${EPOCH_MS}) << 22) | ${node << 12} | (${sequence})`

/** One of several by weight, in SQL: `[['open', 3], ['closed', 97]]` by a number in [0, 100). */
const weighted = (by: string, choices: [string, number][]): string => {
  let upTo = 0
  const cases = choices.map(([value, weight]) => {
    upTo += weight
    return `when ${by} < ${upTo} then '${value}'`
  })
  return `case ${cases.join(' ')} else '${choices[0]?.[0]}' end`
}

/**
 * What a ticket is made of, drawn once a ticket into a table of its own, so that every row made of it agrees. Spread over two
 * years. Old ones are nearly all closed; one contact in three hundred thousand writes very often, most write once or twice.
 */
export const drawTickets = (
  from: number,
  to: number,
  total: number,
  contacts: number,
  sentenceCount: number,
): string => `
  create temp table draw on commit drop as
  select i, ms, ${snowflake('ms', TICKET_NODE, '0')} as id, ${snowflake('ms', TICKET_NODE, '1')} as message_id,
    ${snowflake('ms', TICKET_NODE, '2')} as event_id, to_timestamp(ms / 1000.0) as created_at,
    least(to_timestamp(ms / 1000.0) + random() ^ 3 * interval '10 days', now()) as updated_at,
    (case when i > ${total} * 0.97
      then ${weighted('r[1]', [
        ['open', 50],
        ['pending', 25],
        ['snoozed', 5],
        ['resolved', 15],
        ['spam', 5],
      ])}
      else ${weighted('r[1]', [
        ['closed', 80],
        ['resolved', 15],
        ['spam', 4],
        ['open', 1],
      ])} end)::ticket_status as status,
    (${weighted('r[2]', [
      ['normal', 80],
      ['low', 10],
      ['high', 8],
      ['urgent', 2],
    ])})::ticket_priority as priority,
    (${weighted(
      'r[3]',
      DEPARTMENTS.map((name, n) => [name, [60, 20, 10, 7, 3][n] ?? 0]),
    )}) as department,
    (${weighted(
      'r[4]',
      TYPES.map((name, n) => [name, [70, 15, 10, 5][n] ?? 0]),
    )}) as type,
    case when r[5] < 85 then floor(random() * ${MEMBERS})::integer end as member,
    floor(${contacts} * random() ^ 3)::integer as contact,
    case when r[6] < 30 then 'crm-' || i end as external_ref,
    floor(random() * ${sentenceCount})::integer as s1, floor(random() * ${sentenceCount})::integer as s2,
    floor(random() * ${sentenceCount})::integer as s3, floor(random() * ${RARE_COUNT})::integer + ${RARE_FROM} as rare
  from (
    select i, (${BEGIN_MS} + i * ${SPAN_MS / (total + 60)})::bigint as ms,
      array[random() * 100, random() * 100, random() * 100, random() * 100, random() * 100, random() * 100] as r
    from generate_series(${from}, ${to}) i
  ) drawn`

/** The rows of each table, by column, from `draw` joined to what it names. A column that a table does not have is left out. */
export const TICKET_ROWS: Record<string, Record<string, string>> = {
  ticket: {
    id: 'd.id',
    number: 'd.i',
    subject: 'd.subject',
    status: 'd.status',
    priority: 'd.priority',
    department_id: 'd.department_id',
    ticket_type_id: 'd.type_id',
    contact_id: 'd.contact_id',
    assignee_id: 'd.member_id',
    channel: `'api'`,
    source: `'api'`,
    culture: `'en-US'`,
    external_ref: 'd.external_ref',
    fields: `case when d.i % 5 = 0 then jsonb_build_object('order', 'ORD-' || d.i) end`,
    metadata: `case when d.i % 10 = 0 then jsonb_build_object('plan', 'pro', 'seats', d.i % 100) end`,
    opened_at: 'd.created_at',
    snoozed_until: `case when d.status = 'snoozed' then now() + interval '3 days' end`,
    resolved_at: `case when d.status = 'resolved' then d.updated_at end`,
    closed_at: `case when d.status = 'closed' then d.updated_at end`,
    last_message_at: 'd.updated_at',
    created_at: 'd.created_at',
    updated_at: 'd.updated_at',
  },
  message: {
    ticket_id: 'd.id',
    id: 'd.message_id',
    author_kind: `'contact'`,
    author_id: 'd.contact_id',
    is_public: 'true',
    format: `'text'`,
    text: 'd.body',
    created_at: 'd.created_at',
  },
  event: {
    id: 'd.event_id',
    type: `'ticket.created'`,
    ticket_id: 'd.id',
    actor_kind: `'token'`,
    data: `json_build_object('contact_created', false, 'ticket', json_build_object('number', d.i, 'id', d.id::text,
      'subject', d.subject, 'status', d.status, 'priority', d.priority, 'requester', json_build_object('id', d.contact_id::text),
      'created_at', d.created_at), 'message', json_build_object('id', d.message_id::text, 'text', d.body))`,
    created_at: 'd.created_at',
  },
}

export const TAG_ROWS = { tag_id: 'g.id', ticket_id: 'd.id', status: 'd.status', updated_at: 'd.updated_at' }

export const drawJoined = (): string => `
  create temp table drawn on commit drop as
  select d.*, s1.title as subject, s2.text || ' ' || s3.text || ' ' || ${rareWordSql('d.rare')} || ' ORD-' || d.i as body,
    p.id as department_id, y.id as type_id, m.id as member_id, c.id as contact_id
  from draw d
  join bench_sentence s1 on s1.n = d.s1 join bench_sentence s2 on s2.n = d.s2 join bench_sentence s3 on s3.n = d.s3
  join department p on p.desk_id = $1 and p.name = d.department
  join ticket_type y on y.desk_id = $1 and y.name = d.type
  left join bench_member m on m.n = d.member
  join bench_contact c on c.n = d.contact`

export const contactId = (n: string): string => snowflake(`${BEGIN_MS - DAY_MS} + ${n}`, CONTACT_NODE, '0')

/** Inserts what a table has columns for. */
export const insertRows = async (
  client: pg.Client,
  table: string,
  deskId: string,
  rows: Record<string, string>,
  from: string,
): Promise<void> => {
  const found = await client.query<{ name: string }>(
    `select column_name as name from information_schema.columns
     where table_schema = current_schema() and table_name = $1 and is_generated = 'NEVER'`,
    [table],
  )
  const columns = Object.keys(rows).filter((column) => found.rows.some((row) => row.name === column))
  await client.query(
    `insert into ${table} (desk_id, ${columns.join(', ')})
     select ${deskId}, ${columns.map((column) => rows[column]).join(', ')} from ${from}`,
  )
}
