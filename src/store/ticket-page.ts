import { sql } from 'kysely'
import type pg from 'pg'
import type { Database, Store } from './open.ts'
import { departmentsInReach, IN_REACH, type Reach } from './reach.ts'
import type { TicketStatus } from './schema.ts'
import { type Driver, driversOf } from './ticket-drivers.ts'
import {
  type Condition,
  residual,
  type Sql,
  type TicketFilter,
  type TicketOrder,
  type TicketPosition,
  withImplied,
  within,
} from './ticket-filter.ts'
import { TICKET_COLUMNS, type TicketRow } from './ticket-rows.ts'

/** What somebody has to do something about, now or when the customer answers. */
export const IN_WORK: TicketStatus[] = ['open', 'pending']

/** Asked for only where the page is ordered by it: else an index without it answers alone. */
const NOT_NEEDED = sql`null::timestamptz`

/**
 * A page of tickets, and behind which the next one begins: first their ids, from the index that fits the filter best, then
 * those rows and what they refer to. Neither offset nor count: it costs the same on the last page as on the first, at any
 * size of the desk.
 *
 * Two statements, as only the first has a plan of its own for each filter: the second, which took as long to plan as to
 * run, is planned once a connection. What left the filter's departments in between, or the desk, is left out.
 */
export const readTicketPage = async (
  { db, pool }: Pick<Store, 'db' | 'pool'>,
  deskId: string,
  filter: TicketFilter,
  order: TicketOrder,
  after: TicketPosition | undefined,
  limit: number,
): Promise<{ rows: TicketRow[]; next: TicketPosition | null }> => {
  const found = await readPositions(db, deskId, filter, order, after, limit + 1)
  const ids = found.slice(0, limit).map(({ id }) => id)
  const rows = await readTicketsById(pool, deskId, ids, filter.departmentIds ? new Set(filter.departmentIds) : null)
  return { rows, next: found.length > limit ? (found[limit - 1] ?? null) : null }
}

/** The ids of such a page, by creation and the newest first. */
export const readTicketIds = async (
  db: Database,
  deskId: string,
  filter: TicketFilter,
  before: string | undefined,
  limit: number,
): Promise<string[]> => {
  const after = before === undefined ? undefined : { id: before, updatedAt: null }
  const found = await readPositions(db, deskId, filter, { by: 'created', descending: true }, after, limit)
  return found.map(({ id }) => id)
}

const readPositions = async (
  db: Database,
  deskId: string,
  filter: TicketFilter,
  order: TicketOrder,
  after: TicketPosition | undefined,
  limit: number,
): Promise<TicketPosition[]> => {
  const [first, second] = driversOf(deskId, withImplied(filter, order), order)
  const page = second ? inTurn(first, second, order, after, limit) : pageOf(first, order, after, limit)
  const read = await sql<TicketPosition>`
    select id::text, to_char(updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "updatedAt"
    from (${page}) page
    order by ${orderBy(order, sql`page.id`, sql`page.updated_at`)}`.execute(db)
  return read.rows
}

/** Tickets by their ids, in that order; one that is there no more, or beyond reach, is left out. */
export const readTicketsById = async (
  pool: pg.Pool,
  deskId: string,
  ids: string[],
  reach: Reach,
): Promise<TicketRow[]> => {
  const values = [deskId, ids, reach && [...reach]]
  return (await pool.query<TicketRow>({ ...TICKETS_BY_ID, values })).rows
}

const TICKETS_BY_ID = {
  name: 'tickets_by_id',
  text: `
    select ${TICKET_COLUMNS}
    from unnest($2::bigint[]) with ordinality as page (id, place)
    join ticket t on t.desk_id = $1 and t.id = page.id and ($3::bigint[] is null or ${IN_REACH('$3')})
    order by page.place`,
}

/** How many tickets there are, up to `limit`: their ids are gone through in an index, and no further. */
export const countTicketRows = async (
  db: Database,
  deskId: string,
  filter: TicketFilter,
  limit: number,
): Promise<number> => {
  const counted = await sql<{ count: number }>`select ${countOf(deskId, filter, limit)} as count`.execute(db)
  return counted.rows[0]?.count ?? 0
}

const countOf = (deskId: string, filter: TicketFilter, limit: number): Sql => {
  const order: TicketOrder = { by: 'created', descending: true }
  const [first, second] = driversOf(deskId, withImplied(filter, order), order)
  const page = second
    ? inTurn(countedBy(first), countedBy(second), order, undefined, limit)
    : pageOf(countedBy(first), order, undefined, limit)
  return sql`(select count(*)::integer from (${page}) page)`
}

/** `scanned`: how many were looked at, where counts are of no more than the newest of them. */
export type ManyCounts = { counts: number[]; departments: Map<string, number>; scanned: number }

/**
 * How many tickets fit each of some filters, up to `limit`, and how many of those in work each department has, in one
 * round trip. For the departments the newest `scan` tickets in work are gone through once, whatever the number of departments:
 * no index has both a department and a status.
 */
export const countManyTicketRows = async (
  db: Database,
  deskId: string,
  filters: TicketFilter[],
  limit: number,
  { scan, reach }: { scan: number; reach: Reach },
): Promise<ManyCounts> => {
  const inWork: TicketFilter = { statuses: IN_WORK, departmentIds: departmentsInReach(reach, undefined) }
  const order: TicketOrder = { by: 'created', descending: true }
  const [driver] = driversOf(deskId, inWork, order)
  const counted = await sql<{ counts: number[]; departments: Record<string, number>; scanned: number }>`
    with work as materialized (
      select t.department_id
      from (${pageOf(driver, order, undefined, scan)}) page
      join ticket t on t.desk_id = ${deskId} and t.id = page.id
    )
    select
      array[${sql.join(filters.map((filter) => countOf(deskId, filter, limit)))}]::integer[] as counts,
      (select count(*)::integer from work) as scanned,
      coalesce((
        select json_object_agg(department_id::text, count)
        from (select department_id, count(*)::integer as count from work group by department_id) d
      ), '{}') as departments`.execute(db)
  const row = counted.rows[0]
  if (!row) throw new Error('a count without an answer')
  return { counts: row.counts, departments: new Map(Object.entries(row.departments)), scanned: row.scanned }
}

/**
 * With so many rows wanted, the planner takes the departments' index instead, and reads all that they ever had for each
 * stretch of the one that was chosen: `+ 0` keeps it from that.
 */
const countedBy = (driver: Driver): Driver => ({ ...driver, departmentId: sql`t.department_id + 0` })

const pageOf = (
  driver: Driver,
  order: TicketOrder,
  after: TicketPosition | undefined,
  limit: number,
  gate: Condition[] = [],
): Sql => {
  const { id, updatedAt } = driver
  const conditions = [
    ...gate,
    ...driver.keys,
    ...within(driver.filter, driver, order, after),
    ...residual(driver.filter, driver),
  ]
  return sql`
    select k.id, k.updated_at
    from ${driver.streams}
    cross join lateral (
      select ${id} as id, ${order.by === 'created' ? NOT_NEEDED : updatedAt} as updated_at
      from ${driver.from}
      where ${sql.join(conditions, sql` and `)}
      order by ${orderBy(order, id, updatedAt)}
      limit ${limit}
    ) k
    order by ${orderBy(order, sql`k.id`, sql`k.updated_at`)}
    limit ${limit}`
}

/** Two parts of a list, one wholly behind the other: the second is read only where the first does not fill the page. */
const inTurn = (
  first: Driver,
  second: Driver,
  order: TicketOrder,
  after: TicketPosition | undefined,
  limit: number,
): Sql => sql`
  with one as materialized (${pageOf(first, order, after, limit)}),
    two as materialized (${pageOf(second, order, after, limit, [sql`(select count(*) from one) < ${limit}`])})
  select id, updated_at from one union all select id, updated_at from two
  order by ${orderBy(order, sql`id`, sql`updated_at`)} limit ${limit}`

const orderBy = ({ by, descending }: TicketOrder, id: Sql, updatedAt: Sql): Sql => {
  const direction = descending ? sql`desc` : sql`asc`
  return by === 'created' ? sql`${id} ${direction}` : sql`${updatedAt} ${direction}, ${id} ${direction}`
}
