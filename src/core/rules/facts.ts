import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../store/schema.ts'
import type { DeskId } from '../ids.ts'
import type { Facts } from './field.ts'

type Row = { id: string; contact: JsonContact; company: Facts['company'] }
type JsonContact = Omit<NonNullable<Facts['contact']>, 'createdAt'> & { createdAt: string }

export type Whose = Pick<Facts, 'contact' | 'company'>

/** Contacts with their companies, as conditions look at them, by the contacts' ids; one that was merged is who it was merged into. */
export const readWhose = async (
  db: Kysely<Tables>,
  deskId: DeskId,
  contactIds: string[],
): Promise<Map<string, Whose>> => {
  const found = await sql<Row>`
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

export const NOBODY: Whose = { contact: null, company: null }
