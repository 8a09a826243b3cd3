import { z } from 'zod'
import { invitation } from '../../invitations/schemas.ts'
import { member } from '../../members/schemas.ts'
import { signInProvider } from '../../sign-in-providers/schemas.ts'
import type { EventTypes } from './event-type.ts'
import { count, named } from './shared.ts'

const ofInvitation = z.strictObject({ invitation })
const ofMember = z.strictObject({ member: named })
const ofProvider = z.strictObject({ sign_in_provider: signInProvider })

/** Of how people get in. None of them holds a secret: a link is named, never its token. */
export const SIGN_IN_EVENTS: EventTypes = {
  'invitation.accepted': {
    description: 'Somebody who was invited is a member now.',
    data: z.strictObject({ invitation, member }),
  },
  'invitation.created': { description: 'Somebody was invited, and is mailed a link.', data: ofInvitation },
  'invitation.revoked': { description: 'An invitation was taken back.', data: ofInvitation },
  'passkey.added': { description: 'A member can sign in by another passkey.', data: ofMember },
  'passkey.removed': { description: 'A member has a passkey less.', data: ofMember },
  'password.changed': { description: 'A member has another password.', data: ofMember },
  'password.reset_requested': {
    description: 'A member is mailed a link to set another password.',
    data: z.strictObject({ member: named, to: z.string(), link: z.strictObject({ id: z.string() }) }),
  },
  'session.revoked': {
    description: 'A member ended sessions of theirs: how many.',
    data: z.strictObject({ member: named, count }),
  },
  'session.started': {
    description: 'A member signed in, and by what.',
    data: z.strictObject({ member: named, method: z.string() }),
  },
  'sign_in.throttled': {
    description: 'Too many tries to sign in as a member: more are refused for a while.',
    data: z.strictObject({ member: named, address: z.string() }),
  },
  'sign_in_link.created': {
    description: 'The operator made a link that signs a member in once; with `reset`, their password is forgotten.',
    data: z.strictObject({ member: named, reset: z.boolean() }),
  },
  'sign_in_provider.created': { description: 'Members can sign in by another provider.', data: ofProvider },
  'sign_in_provider.deleted': { description: 'Nobody signs in by a provider any more.', data: ofProvider },
  'sign_in_provider.joined': {
    description: 'Somebody whom a provider vouches for is a member now.',
    data: z.strictObject({ member, sign_in_provider: named }),
  },
  'sign_in_provider.updated': { description: 'A sign-in provider was changed.', data: ofProvider },
  'two_factor.disabled': { description: 'A member signs in without a second factor.', data: ofMember },
  'two_factor.enabled': { description: 'A member signs in with a second factor.', data: ofMember },
}
