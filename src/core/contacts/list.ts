import { sql } from 'kysely'
import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import { type Page, type Paging, toPage } from '../page.ts'
import { type Contact, selectContacts, toContact } from './contact.ts'

export type ContactFilter = {
  email: string | null
  externalId: string | null
  companyId: string | null
  /** The beginning of a name or of an address, in any case. */
  prefix: string | null
}

/** Contacts, the newest first. Those merged into another are not among them. */
export const listContacts = async (
  lodge: Lodge,
  actor: Actor,
  { limit, after }: Paging<[id: string]>,
  filter: ContactFilter,
): Promise<Page<Contact>> => {
  let query = selectContacts(lodge.store.db, actor.deskId)
    .where('c.merged_into', 'is', null)
    .orderBy('c.id', 'desc')
    .limit(limit + 1)
  if (after) query = query.where('c.id', '<', after[0])
  if (filter.email !== null) query = query.where('c.id', 'in', ownerOf(actor.deskId, 'email', filter.email))
  if (filter.externalId !== null) {
    query = query.where('c.id', 'in', ownerOf(actor.deskId, 'external_id', filter.externalId))
  }
  if (filter.companyId !== null) query = query.where('c.company_id', '=', filter.companyId)
  if (filter.prefix !== null)
    query = query.where('c.id', 'in', beginningWith(actor.deskId, filter.prefix.toLowerCase()))
  return toPage(await query.execute(), limit, (row) => [row.id], toContact)
}

const ownerOf = (deskId: string, kind: 'email' | 'external_id', value: string) => sql<string>`(
  select contact_id from contact_identity where desk_id = ${deskId} and kind = ${kind} and value = ${value}
)`

// `^@` is "starts with": an index in C's order serves it, and it has no characters to escape.
const beginningWith = (deskId: string, prefix: string) => sql<string>`(
  select id from contact where desk_id = ${deskId} and name <> '' and lower(name) collate "C" ^@ ${prefix}
  union all
  select contact_id from contact_identity where desk_id = ${deskId} and kind = 'email' and value ^@ ${prefix}
)`
