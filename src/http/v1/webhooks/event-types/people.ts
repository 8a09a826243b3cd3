import { z } from 'zod'
import { entry } from '../../blocklist/schemas.ts'
import { company } from '../../companies/schemas.ts'
import { activity } from '../../contacts/activity-routes.ts'
import { erasure } from '../../contacts/data-schemas.ts'
import { contact } from '../../contacts/schemas.ts'
import { notifications } from '../../mail/schemas.ts'
import { member } from '../../members/schemas.ts'
import type { EventTypes } from './event-type.ts'
import { count, named } from './shared.ts'

/** Of contacts, companies, members, and who is kept out. */
export const PEOPLE_EVENTS: EventTypes = {
  'activity.recorded': {
    description: 'People did something on a page.',
    data: z.strictObject({ activity: z.array(activity) }),
  },
  'blocklist.added': { description: 'An address or domain is kept out.', data: z.strictObject({ entry }) },
  'blocklist.removed': { description: 'An address or domain is let in again.', data: z.strictObject({ entry }) },
  'blocklist.updated': { description: 'Why one is kept out was said anew.', data: z.strictObject({ entry }) },
  'company.created': { description: 'A company was made.', data: z.strictObject({ company }) },
  'company.updated': { description: 'A company was changed.', data: z.strictObject({ company }) },
  'contact.created': {
    description: 'A contact was made by itself; one made with a ticket is told by ticket.created.',
    data: z.strictObject({ contact, company: company.optional() }),
  },
  'contact.erased': {
    description: 'A person was erased, for good: this is the receipt.',
    data: z.strictObject({ erasure }),
  },
  'contact.exported': {
    description: 'All that is known of a person was taken out.',
    data: z.strictObject({ contact: z.strictObject({ id: z.string() }) }),
  },
  'contact.merged': {
    description: 'Two contacts are one now: `merged` is as it was before.',
    data: z.strictObject({ contact, merged: contact }),
  },
  'contact.updated': {
    description: 'A contact was changed, or its company.',
    data: z.strictObject({ contact, company: company.optional() }),
  },
  'member.availability_changed': {
    description: 'A member is online, away or offline now.',
    data: z.strictObject({
      member,
      from: z.strictObject({ availability: z.string(), away_reason: z.string().nullable() }),
    }),
  },
  'member.created': { description: 'A member was added.', data: z.strictObject({ member }) },
  'member.disabled': {
    description: 'A member left: how many tickets lost their assignee, and which credentials ended.',
    data: z.strictObject({ member, tickets: count, credentials: z.array(z.string()) }),
  },
  'member.enabled': { description: 'A member who had left is one again.', data: z.strictObject({ member }) },
  'member.notifications_updated': {
    description: 'What a member gets mail about was changed.',
    data: z.strictObject({ member: named, notifications }),
  },
  'member.profile_updated': {
    description: 'What only colleagues see of a member was changed.',
    data: z.strictObject({
      member: z.strictObject({ id: z.string(), name: z.string() }),
      profile: z.strictObject({
        full_name: z.string().nullable(),
        job_title: z.string().nullable(),
        kind: z.enum(['agent', 'bot', 'api']),
      }),
    }),
  },
  'member.updated': { description: 'A member was changed.', data: z.strictObject({ member }) },
}
