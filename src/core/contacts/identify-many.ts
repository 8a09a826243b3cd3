import { sql } from 'kysely'
import type { Change } from '../change.ts'
import type { Company } from '../companies/company.ts'
import { linkCompany } from '../companies/link.ts'
import { lockIntake } from '../desks/lock.ts'
import { recordEvents } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import { mergeTraits, traitsFit } from '../traits.ts'
import { type Contact, type Identity, selectContacts, toContact } from './contact.ts'
import { blank, claimedBy, compose, type Identification } from './identify.ts'
import { saveContacts, saveIdentities } from './save.ts'

/** A list need say nothing of a company, and says nothing of its traits. */
type Listed = Omit<Identification, 'company'> & Partial<Pick<Identification, 'company'>>

/**
 * Says what is known of many people at once, by the rules of identifyContact, in the order given, all of it or nothing.
 * It is what a system knows, not what a person did: nobody counts as seen. A fixed number of statements, and two a company
 * at most, as the intake waits.
 */
export const identifyContacts = async (
  change: Change,
  people: Listed[],
): Promise<Result<{ created: number; updated: number }, { code: 'traits_too_large'; place: number }>> => {
  await lockIntake(change)
  const owners = await ownersOf(change, people.flatMap(claimedBy))
  const contacts = await contactsBy(change, [...new Set(owners.values())])
  const companies = await companiesOf(change, people)
  const companyOf = new Map<string, Company>()
  const addedBy = new Map<string, Identity[]>()
  const isNew = new Set<string>()
  const changed = new Set<string>()
  const now = new Date().toISOString()
  for (const [place, given] of people.entries()) {
    const claimed = claimedBy(given)
    const byExternalId = given.externalId === null ? undefined : owners.get(keyOf('external_id', given.externalId))
    const byEmail = given.email === null ? undefined : owners.get(keyOf('email', given.email))
    const known = contacts.get(byExternalId ?? byEmail ?? '')
    const traits = mergeTraits(known?.traits ?? {}, given.traits)
    if (!traitsFit(traits)) return fail({ code: 'traits_too_large', place })
    const added = claimed.filter(
      ({ kind, value }) => !owners.has(keyOf(kind, value)) && !(kind === 'external_id' && known?.external_id),
    )
    const before = known ?? blank(change.lodge.store.nextId())
    const company = companies.get(given.company?.externalId ?? '') ?? null
    const contact = { ...compose(before, { ...given, company: null }, added, company, traits), updated_at: now }
    if (company) companyOf.set(contact.id, company)
    contacts.set(contact.id, contact)
    changed.add(contact.id)
    if (!known) isNew.add(contact.id)
    for (const { kind, value } of added) owners.set(keyOf(kind, value), contact.id)
    addedBy.set(contact.id, [...(addedBy.get(contact.id) ?? []), ...added])
  }
  const written = [...changed].flatMap((id) => contacts.get(id) ?? [])
  await saveContacts(change, written)
  await saveIdentities(change, addedBy)
  await recordEvents(
    change,
    written.map((contact) => ({
      type: isNew.has(contact.id) ? 'contact.created' : 'contact.updated',
      data: companyOf.has(contact.id) ? { contact, company: companyOf.get(contact.id) } : { contact },
    })),
  )
  return ok({ created: isNew.size, updated: written.length - isNew.size })
}

/** By their external ids. */
const companiesOf = async (change: Change, people: Listed[]): Promise<Map<string, Company>> => {
  const given = new Map(people.flatMap(({ company }) => (company ? [[company.externalId, company]] : [])))
  const companies = new Map<string, Company>()
  for (const [externalId, company] of given) {
    const linked = await linkCompany(change, { ...company, traits: {} })
    // No traits were given, which are all that could be too large.
    if (!linked.ok) throw new Error(linked.error.code)
    companies.set(externalId, linked.value.company)
  }
  return companies
}

const keyOf = (kind: string, value: string): string => `${kind} ${value}`

/** Whose the identities are that somebody has. */
const ownersOf = async ({ tx, actor }: Change, claimed: Identity[]): Promise<Map<string, string>> => {
  const kinds = claimed.map(({ kind }) => kind)
  const values = claimed.map(({ value }) => value)
  const found = await sql<Identity & { contact_id: string }>`
    select i.kind, i.value, i.contact_id
    from unnest(${kinds}::identity_kind[], ${values}::text[]) as w (kind, value)
    join contact_identity i on i.desk_id = ${actor.deskId} and i.kind = w.kind and i.value = w.value`.execute(tx)
  return new Map(found.rows.map(({ kind, value, contact_id }) => [keyOf(kind, value), contact_id]))
}

const contactsBy = async ({ tx, actor }: Change, ids: string[]): Promise<Map<string, Contact>> => {
  if (ids.length === 0) return new Map()
  const rows = await selectContacts(tx, actor.deskId).where('c.id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, toContact(row)]))
}
