import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { momentOf, snowflakeAt } from '../../src/store/snowflake.ts'
import type { TicketFilter, TicketOrder, TicketPosition } from '../../src/store/ticket-filter.ts'
import { readTicketPage } from '../../src/store/ticket-page.ts'
import { useLodge } from '../support/lodge.ts'

/** Every way a page is read must find what a plain reading of the filter finds: checked on random filters, page by page. */

const lodge = useLodge()
const START = Date.UTC(2026, 0)
const HOUR = 3_600_000
const COUNT = 400
const STATUSES = ['open', 'pending', 'snoozed', 'resolved', 'closed', 'spam'] as const
const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const

type Made = {
  id: string
  updatedAt: number
  status: (typeof STATUSES)[number]
  priority: (typeof PRIORITIES)[number]
  departmentId: string
  typeId: string
  contactId: string
  assigneeId: string | null
  externalRef: string | null
  tags: string[]
}
let deskId = ''
let made: Made[] = []

beforeAll(async () => {
  deskId = (await lodge.desk()).id
  const { db } = lodge.store
  const of = (desk_id: string) => ({ desk_id })
  const numbered = [1, 2, 3].map(String)
  await db
    .insertInto('department')
    .values(numbered.map((id) => ({ ...of(deskId), id, name: `D${id}` })))
    .execute()
  await db
    .insertInto('ticket_type')
    .values(numbered.map((id) => ({ ...of(deskId), id, name: `T${id}` })))
    .execute()
  await db
    .insertInto('contact')
    .values(numbered.map((id) => ({ ...of(deskId), id, name: `C${id}` })))
    .execute()
  await db
    .insertInto('tag')
    .values(numbered.map((id) => ({ ...of(deskId), id, name: `t${id}` })))
    .execute()
  let seed = 7
  const pick = <T>(values: readonly T[]): T => {
    seed = (seed * 48_271) % 2_147_483_647
    return values[seed % values.length]! // a remainder is within the array
  }
  made = Array.from({ length: COUNT }, (_, n) => {
    const createdAt = START + n * HOUR
    return {
      id: (BigInt(snowflakeAt(createdAt)) + 5n).toString(),
      updatedAt: createdAt + pick([0, 0, 1, 30, 200]) * HOUR,
      status: pick(STATUSES),
      priority: pick(PRIORITIES),
      departmentId: pick(numbered),
      typeId: pick(numbered),
      contactId: pick(numbered),
      assigneeId: pick([null, null, '1', '2']),
      externalRef: pick([null, null, 'a', 'b']),
      tags: pick([[], [], ['t1'], ['t1', 't2'], ['t3']]),
    }
  })
  await db
    .insertInto('ticket')
    .values(
      made.map((ticket, n) => {
        const created_at = new Date(START + n * HOUR)
        const updated_at = new Date(ticket.updatedAt)
        return {
          ...of(deskId),
          id: ticket.id,
          number: String(n + 1),
          subject: `${n}`,
          status: ticket.status,
          priority: ticket.priority,
          department_id: ticket.departmentId,
          ticket_type_id: ticket.typeId,
          contact_id: ticket.contactId,
          assignee_id: ticket.assigneeId,
          external_ref: ticket.externalRef,
          channel: 'api',
          source: 'api',
          culture: 'en-US',
          opened_at: created_at,
          last_message_at: created_at,
          created_at,
          updated_at,
        }
      }),
    )
    .execute()
  await sql`
    insert into ticket_tag (desk_id, ticket_id, tag_id, status, updated_at)
    select t.desk_id, t.id, g.id, t.status, t.updated_at
    from ticket t, unnest(${made.flatMap(({ id, tags }) => tags.map((tag) => `${id} ${tag}`))}::text[]) as x (pair)
    join tag g on g.desk_id = ${deskId} and g.name = split_part(x.pair, ' ', 2)
    where t.desk_id = ${deskId} and t.id = split_part(x.pair, ' ', 1)::bigint`.execute(db)
})

const matches = (ticket: Made, filter: TicketFilter): boolean => {
  const same = (wanted: unknown, is: unknown) => wanted === undefined || wanted === is
  return (
    (filter.statuses?.includes(ticket.status) ?? true) &&
    (filter.priorities?.includes(ticket.priority) ?? true) &&
    (filter.departmentIds?.includes(ticket.departmentId) ?? true) &&
    same(filter.typeId, ticket.typeId) &&
    same(filter.assigneeId, ticket.assigneeId) &&
    same(filter.requester?.contactId, ticket.contactId) &&
    same(filter.externalRef, ticket.externalRef) &&
    (filter.tag === undefined || ticket.tags.includes(filter.tag)) &&
    (filter.createdFrom === undefined || BigInt(ticket.id) >= BigInt(filter.createdFrom)) &&
    (filter.createdBefore === undefined || BigInt(ticket.id) < BigInt(filter.createdBefore)) &&
    (filter.updatedFrom === undefined || ticket.updatedAt >= filter.updatedFrom.getTime()) &&
    (filter.updatedBefore === undefined || ticket.updatedAt < filter.updatedBefore.getTime())
  )
}

const number = fc.constantFrom('1', '2', '3')
const hour = fc.integer({ min: -10, max: COUNT + 210 }).map((n) => START + n * HOUR)
const some = <T>(values: readonly T[]) => fc.subarray([...values], { minLength: 1 })
const all = {
  statuses: some(STATUSES),
  priorities: some(PRIORITIES),
  departmentIds: fc.subarray(['1', '2', '3']),
  typeId: number,
  assigneeId: fc.constantFrom(null, '1', '2', '9'),
  requester: number.map((contactId) => ({ contactId, externalId: contactId, email: null })),
  tag: fc.constantFrom('t1', 't2', 't3', 't9'),
  externalRef: fc.constantFrom('a', 'b', 'c'),
  createdFrom: hour.map(snowflakeAt),
  createdBefore: hour.map(snowflakeAt),
  updatedFrom: hour.map((ms) => new Date(ms)),
  updatedBefore: hour.map((ms) => new Date(ms)),
}
const unless = (keys: string[]) => Object.keys(all).flatMap((key) => (keys.includes(key) ? [] : [[key, undefined]]))
/** None to three filters at a time: with more of them hardly anything is found. */
const filters: fc.Arbitrary<TicketFilter> = fc
  .subarray(Object.keys(all) as (keyof typeof all)[], { maxLength: 3 }) // the keys of an object literal
  .chain((keys) => fc.record(all).map((filter): TicketFilter => ({ ...filter, ...Object.fromEntries(unless(keys)) })))
const orders: fc.Arbitrary<TicketOrder> = fc.record({
  by: fc.constantFrom('created', 'updated'),
  descending: fc.boolean(),
})

const expected = (filter: TicketFilter, { by, descending }: TicketOrder): string[] => {
  const found = made.filter((ticket) => matches(ticket, filter))
  const key = (ticket: Made) => (by === 'created' ? momentOf(ticket.id) : ticket.updatedAt)
  const sorted = found.toSorted((a, b) => key(a) - key(b) || (BigInt(a.id) < BigInt(b.id) ? -1 : 1))
  return (descending ? sorted.toReversed() : sorted).map(({ id }) => id)
}

test('any filter by any sort, page by page, finds what it says in order', async () => {
  await fc.assert(
    fc.asyncProperty(filters, orders, fc.integer({ min: 15, max: 60 }), async (filter, order, limit) => {
      const walked: string[] = []
      let after: TicketPosition | undefined
      for (;;) {
        const { rows, next } = await readTicketPage(lodge.store, deskId, filter, order, after, limit)
        walked.push(...rows.map(({ id }) => id))
        if (!next) break
        after = next
      }
      expect(walked).toEqual(expected(filter, order))
    }),
    { numRuns: 250 },
  )
})
