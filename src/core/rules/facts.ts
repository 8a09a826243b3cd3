import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../store/schema.ts'
import type { Hours, Schedule } from '../business-hours/schedule.ts'
import type { DeskId } from '../ids.ts'
import type { Ticket } from '../tickets/ticket.ts'
import { conditionsOf } from './check-conditions.ts'
import type { Group } from './condition.ts'
import type { Facts } from './field.ts'

/** What conditions look at beside the ticket. */
type Around = Pick<Facts, 'contact' | 'company' | 'hours'>

/** Reads what some conditions need to know around tickets of a desk, and nothing else. */
export const readAround = async (
  db: Kysely<Tables>,
  deskId: DeskId,
  conditions: Group,
  tickets: Ticket[],
): Promise<(ticket: Ticket) => Around> => {
  const fields = conditionsOf(conditions).map(({ condition }) => condition.field)
  const asksWhose = fields.some((field) => field.startsWith('contact.') || field.startsWith('company.'))
  const whose = asksWhose ? await readWhose(db, deskId, idsOf(tickets, 'requester')) : undefined
  const asksHours = fields.includes('business_hours')
  const hoursOf = asksHours ? await readHours(db, deskId, idsOf(tickets, 'department')) : undefined
  return ({ requester, department }) => ({
    contact: null,
    company: null,
    ...whose?.get(requester.id),
    hours: hoursOf?.(department.id) ?? null,
  })
}

const idsOf = (tickets: Ticket[], field: 'requester' | 'department'): string[] => [
  ...new Set(tickets.map((ticket) => ticket[field].id)),
]

type Whose = Pick<Facts, 'contact' | 'company'>
type JsonContact = Omit<NonNullable<Facts['contact']>, 'createdAt'> & { createdAt: string }

/** Contacts with their companies, by the contacts' ids; one that was merged is who it was merged into. */
const readWhose = async (db: Kysely<Tables>, deskId: DeskId, contactIds: string[]): Promise<Map<string, Whose>> => {
  const found = await sql<{ id: string; contact: JsonContact; company: Facts['company'] }>`
    select asked.id,
      json_build_object(
        'name', c.name, 'culture', c.culture, 'traits', c.traits, 'createdAt', c.created_at
      ) as contact,
      (
        select json_build_object('name', o.name, 'domain', o.domain, 'externalId', o.external_id, 'traits', o.traits)
        from company o where o.desk_id = c.desk_id and o.id = c.company_id
      ) as company
    from contact asked
    join contact c on c.desk_id = asked.desk_id and c.id = coalesce(asked.merged_into, asked.id)
    where asked.desk_id = ${deskId} and asked.id = any (${contactIds}::bigint[])`.execute(db)
  return new Map(
    found.rows.map(({ id, contact, company }) => [
      id,
      { contact: { ...contact, createdAt: new Date(contact.createdAt) }, company },
    ]),
  )
}

/** When departments work: by their own hours, else the desk's default ones, else always. */
export const readHours = async (
  db: Kysely<Tables>,
  deskId: DeskId,
  departmentIds: string[],
): Promise<(departmentId: string) => Hours> => {
  const found = await sql<Schedule & { id: string }>`
    select d.id, h.time_zone, h.weekly, h.holidays
    from department d
    join business_hours h on h.desk_id = d.desk_id
      and case when d.business_hours_id is null then h.is_default else h.id = d.business_hours_id end
    where d.desk_id = ${deskId} and d.id = any (${departmentIds}::bigint[])`.execute(db)
  const hours = new Map(found.rows.map((row) => [row.id, row]))
  return (departmentId) => hours.get(departmentId) ?? null
}
