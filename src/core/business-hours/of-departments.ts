import type pg from 'pg'
import type { Hours, Schedule } from './schedule.ts'

type Place = { deskId: string; departmentId: string }

/**
 * The hours of departments, of any desks: their own, else the desk's default ones, else always open. `client` is a pool or
 * a connection in a transaction.
 */
export const hoursOfDepartments = async (
  client: pg.ClientBase | pg.Pool,
  places: Place[],
): Promise<(place: Place) => Hours> => {
  if (places.length === 0) return () => null
  const found = await client.query<Schedule & { desk_id: string; id: string }>(
    `select d.desk_id, d.id, h.time_zone, h.weekly, h.holidays
     from (select distinct * from unnest($1::bigint[], $2::bigint[]) as p (desk_id, id)) p
     join department d on d.desk_id = p.desk_id and d.id = p.id
     join business_hours h on h.desk_id = d.desk_id
       and case when d.business_hours_id is null then h.is_default else h.id = d.business_hours_id end`,
    [places.map(({ deskId }) => deskId), places.map(({ departmentId }) => departmentId)],
  )
  const hours = new Map(found.rows.map((row) => [`${row.desk_id}/${row.id}`, row]))
  return ({ deskId, departmentId }) => hours.get(`${deskId}/${departmentId}`) ?? null
}
