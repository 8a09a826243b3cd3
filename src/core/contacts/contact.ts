import { type Kysely, sql } from 'kysely'
import type { IdentityKind, Tables, TicketStatus } from '../../store/schema.ts'
import type { DeskId } from '../ids.ts'
import type { Traits } from '../traits.ts'

export type Identity = { kind: IdentityKind; value: string }

export type Contact = {
  id: string
  /** The primary ones; all are among the identities. */
  external_id: string | null
  email: string | null
  name: string
  company: { id: string; external_id: string | null; name: string } | null
  culture: string | null
  traits: Traits
  /** Ordered by kind, then value. */
  identities: Identity[]
  /** Whom to look at instead, where two contacts turned out to be one person. */
  merged_into: string | null
  created_at: string
  updated_at: string
  last_seen_at: string | null
}

/** A contact with how many tickets it has of each status. */
export type WholeContact = Contact & { tickets: Record<TicketStatus, number> }

export type ContactRow = Omit<Contact, 'created_at' | 'updated_at' | 'last_seen_at'> & {
  created_at: Date
  updated_at: Date
  last_seen_at: Date | null
}

/** A desk's contacts as they go out, in one query. */
export const selectContacts = (db: Kysely<Tables>, deskId: DeskId) =>
  db
    .selectFrom('contact as c')
    .where('c.desk_id', '=', deskId)
    .select(['c.id', 'c.external_id', 'c.email', 'c.name', 'c.culture', 'c.traits', 'c.merged_into'])
    .select(['c.created_at', 'c.updated_at', 'c.last_seen_at'])
    .select([
      sql<Contact['company']>`(
        select json_build_object('id', o.id::text, 'external_id', o.external_id, 'name', o.name)
        from company o where o.desk_id = c.desk_id and o.id = c.company_id
      )`.as('company'),
      sql<Identity[]>`(
        select coalesce(json_agg(json_build_object('kind', i.kind, 'value', i.value) order by i.kind, i.value), '[]')
        from contact_identity i where i.desk_id = c.desk_id and i.contact_id = c.id
      )`.as('identities'),
    ])

export const toContact = (row: ContactRow): Contact => ({
  id: row.id,
  external_id: row.external_id,
  email: row.email,
  name: row.name,
  company: row.company,
  culture: row.culture,
  traits: row.traits,
  identities: row.identities,
  merged_into: row.merged_into,
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
  last_seen_at: row.last_seen_at?.toISOString() ?? null,
})

/** In the order of the database's enum. */
export const IDENTITY_KINDS = [
  'external_id',
  'email',
  'phone',
  'channel',
  'unverified_email',
] as const satisfies IdentityKind[]

/** As the query above orders them. */
export const sortIdentities = (identities: Identity[]): Identity[] =>
  identities.toSorted(
    (a, b) => IDENTITY_KINDS.indexOf(a.kind) - IDENTITY_KINDS.indexOf(b.kind) || (a.value < b.value ? -1 : 1),
  )
