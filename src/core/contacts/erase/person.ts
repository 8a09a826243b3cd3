import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../../store/schema.ts'

/** What somebody is known by: the contact and those that were merged into it, and their addresses and ids elsewhere. */
export type KnownPerson = {
  ids: string[]
  values: string[]
  /** Of the values those that mail comes from and goes to. */
  addresses: string[]
}

/** Short ones would be found in everything: they are taken out where they stand for the contact alone. */
const FOUND_BY_MIN = 5

export const readPerson = async (db: Kysely<Tables>, deskId: string, contactId: string): Promise<KnownPerson> => {
  const found = await sql<{ id: string; email: string | null; identities: { kind: string; value: string }[] }>`
    select c.id::text, c.email, (
      select coalesce(json_agg(json_build_object('kind', i.kind, 'value', i.value)), '[]')
      from contact_identity i where i.desk_id = c.desk_id and i.contact_id = c.id
    ) as identities
    from contact c where c.desk_id = ${deskId} and (c.id = ${contactId} or c.merged_into = ${contactId})`.execute(db)
  const identities = found.rows.flatMap((row) => row.identities)
  const emails = [
    ...found.rows.flatMap(({ email }) => (email === null ? [] : [email])),
    ...identities.filter(({ kind }) => kind === 'email' || kind === 'unverified_email').map(({ value }) => value),
  ]
  const values = [...emails, ...identities.map(({ value }) => value)].map((value) => value.toLowerCase())
  return {
    ids: found.rows.map(({ id }) => id),
    values: [...new Set(values)].filter((value) => value.length >= FOUND_BY_MIN),
    addresses: [...new Set(emails.map((email) => email.toLowerCase()))],
  }
}
