import { createHash } from 'node:crypto'
import type { Contact, Identity } from '../../core/contacts/contact.ts'
import { normaliseEmail } from '../../core/contacts/email.ts'
import { guidOf } from './guid.ts'

/** What of a contact is shown as an identifier, by the channel of an address that is neither mail nor a number. */
const TYPES: Record<string, string> = {
  facebookmessenger: 'FacebookId',
  facebookfeed: 'FacebookId',
  instagramfeed: 'InstagramId',
  web: 'Web',
  applebusinesschat: 'ClientAppleBusinessChatID',
  googlebusinessmessages: 'ClientGoogleBusinessMessagesId',
  googlebusinessreviews: 'ClientGoogleBusinessReviewerId',
}

/** The channels of those that can be given. */
const CHANNELS: Record<string, string> = { FacebookId: 'facebookmessenger', InstagramId: 'instagramfeed', Web: 'web' }

export const IDENTIFIER_TYPES = ['PhoneNumber', 'MailAddress', 'FacebookId', 'InstagramId', 'Web'] as const
export type IdentifierType = (typeof IDENTIFIER_TYPES)[number]

/** An identifier in our words; undefined where it is none of its type: an address, or 7 to 15 digits, which the C# client's README writes with a plus. */
export const toIdentity = (type: IdentifierType, identifier: string): Identity | undefined => {
  if (type === 'MailAddress') {
    const value = normaliseEmail(identifier)
    return value === undefined ? undefined : { kind: 'email', value }
  }
  if (type === 'PhoneNumber')
    return /^\+?\d{7,15}$/.test(identifier) ? { kind: 'phone', value: `+${identifier.replace('+', '')}` } : undefined
  return identifier === '' ? undefined : { kind: 'channel', value: `${CHANNELS[type]}:${identifier}` }
}

/** An identity's number, which the official C# client reads as an int: the same each time. */
export const identifierId = ({ kind, value }: Identity): number =>
  createHash('sha256').update(`${kind}\n${value}`).digest().readUInt32BE(0) & 0x7fffffff

const isShown = ({ kind }: Identity): boolean => kind === 'email' || kind === 'phone' || kind === 'channel'

/** What it is called elsewhere, but for what is only an address of its own (contacts/at-address.ts). */
export const uniqueArgumentOf = ({ external_id, identities }: Contact): string | null => {
  const isAddress = identities.some(
    ({ kind, value }) =>
      (kind === 'phone' && external_id === `tel:${value}`) || (kind === 'channel' && external_id === value),
  )
  return isAddress ? null : external_id
}

/** A contact as they show it (their page "Contact"). */
export const fromContact = (contact: Contact) => {
  const id = guidOf('contact', contact.id)
  return {
    id,
    name: contact.name,
    identifiers: contact.identities.filter(isShown).map((identity) => ({
      id: identifierId(identity),
      contactId: id,
      ...shown(identity),
      lastAccessed: contact.last_seen_at ?? contact.updated_at,
      isVerified: false,
      isDeleted: false,
      isScrambled: false,
    })),
    uniqueArgument: uniqueArgumentOf(contact),
    imageFileIdentifier: null,
    imageUri: null,
    creationDateTime: contact.created_at,
    updateDateTime: contact.updated_at,
    isDeleted: contact.merged_into !== null,
    isScrambled: false,
    tags: [],
  }
}

const shown = ({ kind, value }: Identity): { identifierType: string; identifier: string } => {
  if (kind === 'email') return { identifierType: 'MailAddress', identifier: value }
  if (kind === 'phone') return { identifierType: 'PhoneNumber', identifier: value.replace(/^\+/, '') }
  const colon = value.indexOf(':')
  return { identifierType: TYPES[value.slice(0, colon)] ?? 'Undefined', identifier: value.slice(colon + 1) }
}
