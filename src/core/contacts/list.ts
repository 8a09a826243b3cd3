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
  if (filter.prefix !== null) {
    const prefix = filter.prefix.toLowerCase()
    const alone = filter.email === null && filter.externalId === null && filter.companyId === null
    query = query.where(
      alone ? sql<boolean>`c.id = any(${newest(actor.deskId, prefix, after?.[0] ?? null, limit + 1)})` : begins(prefix),
    )
  }
  return toPage(await query.execute(), limit, (row) => [row.id], toContact)
}

const ownerOf = (deskId: string, kind: 'email' | 'external_id', value: string) => sql<string>`(
  select contact_id from contact_identity where desk_id = ${deskId} and kind = ${kind} and value = ${value}
)`

// `^@` is "starts with": an index in C's order serves it, and it has no characters to escape.
const begins = (prefix: string) => sql<boolean>`(
  lower(c.name) collate "C" ^@ ${prefix} or exists (
    select from contact_identity i
    where i.desk_id = c.desk_id and i.contact_id = c.id and i.kind = 'email' and i.value ^@ ${prefix}
  )
)`

/**
 * The newest by name and the newest by address: the page is among them. Each is found by the prefix where few begin so,
 * and by walking back from the newest where many do.
 */
const newest = (deskId: string, prefix: string, before: string | null, count: number) => sql`array(
  (
    select id from contact
    where desk_id = ${deskId} and merged_into is null and name <> '' and lower(name) collate "C" ^@ ${prefix}
      and id < coalesce(${before}::bigint, 9223372036854775807)
    order by id desc limit ${count}
  )
  union all
  (
    select contact_id from contact_identity
    where desk_id = ${deskId} and kind = 'email' and value ^@ ${prefix}
      and contact_id < coalesce(${before}::bigint, 9223372036854775807)
    group by contact_id order by contact_id desc limit ${count}
  )
)`
