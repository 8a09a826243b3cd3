import { isDeepStrictEqual } from 'node:util'
import type { Change } from '../change.ts'
import type { Company } from '../companies/company.ts'
import { type CompanyGiven, linkCompany } from '../companies/link.ts'
import { lockIntake } from '../desks/lock.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import { mergeTraits, type Traits, traitsFit } from '../traits.ts'
import { type Contact, type Identity, selectContacts, sortIdentities, toContact } from './contact.ts'
import { saveContact, saveIdentities } from './save.ts'

/** What is said about a person. At least one of the first two; email and phone are normalised. */
export type Identification = {
  externalId: string | null
  email: string | null
  phone: string | null
  name: string | null
  culture: string | null
  traits: Traits
  company: CompanyGiven | null
  /** Nobody vouches that the address is theirs: it never leads to a contact that has an external id. */
  emailIsClaimed?: boolean
}

export type IdentifyError = { code: 'traits_too_large'; of: 'contact' | 'company' }

/**
 * Finds or makes the person, by the rules of create_tickets(): by external id, else by address, else new; an address or
 * number is added only where nobody has it, an external id only where the person has none. Says what is known of them,
 * over what was known before, and that they were seen now. Being seen is the one change that writes no event.
 */
export const identifyContact = async (
  change: Change,
  given: Identification,
): Promise<Result<{ contact: Contact; created: boolean }, IdentifyError>> => {
  await lockIntake(change)
  const claimed = claimedBy(given)
  const owners = await ownersOf(change, claimed)
  const byExternalId = given.externalId === null ? undefined : owners.external_id
  const found = await knownContact(change, byExternalId ?? owners.email)
  const isTrespass = given.emailIsClaimed && byExternalId === undefined && found && found.external_id !== null
  const known = isTrespass ? undefined : found

  const linked = given.company && (await linkCompany(change, given.company))
  if (linked && !linked.ok) return fail({ code: 'traits_too_large', of: 'company' })
  const traits = mergeTraits(known?.traits ?? {}, given.traits)
  if (!traitsFit(traits)) return fail({ code: 'traits_too_large', of: 'contact' })

  const added = claimed.filter(
    ({ kind }) => owners[kind] === undefined && !(kind === 'external_id' && known && known.external_id !== null),
  )
  const said = compose(
    known ?? blank(change.lodge.store.nextId(), change.at),
    given,
    added,
    linked?.value.company ?? null,
    traits,
  )
  const isNews = !known || !isDeepStrictEqual(said, known)
  const now = (change.at ?? new Date()).toISOString()
  const contact = { ...said, updated_at: isNews ? now : said.updated_at, last_seen_at: now }
  await saveContact(change, contact)
  await saveIdentities(change, new Map([[contact.id, added]]))
  if (isNews || linked?.value.changed) {
    const data = linked ? { contact, company: linked.value.company } : { contact }
    await recordEvent(change, { type: known ? 'contact.updated' : 'contact.created', data })
  }
  return ok({ contact, created: !known })
}

export const claimedBy = (given: Pick<Identification, 'externalId' | 'email' | 'phone'>): Identity[] => [
  ...(given.externalId === null ? [] : [{ kind: 'external_id' as const, value: given.externalId }]),
  ...(given.email === null ? [] : [{ kind: 'email' as const, value: given.email }]),
  ...(given.phone === null ? [] : [{ kind: 'phone' as const, value: given.phone }]),
]

/** A contact with what is said of it, and the identities it gains. */
export const compose = (
  known: Contact,
  given: Identification,
  added: Identity[],
  company: Company | null,
  traits: Traits,
): Contact => {
  const gained = (kind: Identity['kind']) => added.find((identity) => identity.kind === kind)?.value ?? null
  return {
    ...known,
    external_id: known.external_id ?? gained('external_id'),
    email: known.email ?? gained('email'),
    name: given.name ?? known.name,
    company: company ? { id: company.id, external_id: company.external_id, name: company.name } : known.company,
    culture: given.culture ?? known.culture,
    traits,
    identities: sortIdentities([...known.identities, ...added]),
  }
}

export const blank = (id: string, at = new Date()): Contact => {
  const now = at.toISOString()
  return {
    id,
    external_id: null,
    email: null,
    name: '',
    company: null,
    culture: null,
    traits: {},
    identities: [],
    merged_into: null,
    created_at: now,
    updated_at: now,
    last_seen_at: null,
  }
}

const ownersOf = async (
  { tx, actor }: Change,
  claimed: Identity[],
): Promise<Partial<Record<Identity['kind'], string>>> => {
  const rows = await tx
    .selectFrom('contact_identity')
    .select(['kind', 'contact_id'])
    .where('desk_id', '=', actor.deskId)
    .where((eb) => eb.or(claimed.map(({ kind, value }) => eb.and({ kind, value }))))
    .execute()
  return Object.fromEntries(rows.map((row) => [row.kind, row.contact_id]))
}

const knownContact = async ({ tx, actor }: Change, id: string | undefined): Promise<Contact | undefined> => {
  if (id === undefined) return undefined
  const row = await selectContacts(tx, actor.deskId).where('c.id', '=', id).executeTakeFirst()
  return row && toContact(row)
}
