import { z } from 'zod'
import { attachmentAnswer } from '../attachments/schemas.ts'
import { entry } from '../blocklist/schemas.ts'
import { company } from '../companies/schemas.ts'
import { activity } from '../contacts/activity-routes.ts'
import { contact } from '../contacts/schemas.ts'
import { credential } from '../credentials/schemas.ts'
import { delivery, lane } from '../deliveries/schemas.ts'
import { department } from '../departments/schemas.ts'
import { desk } from '../desk/schemas.ts'
import { identityVerification } from '../identity-verification/schemas.ts'
import { member } from '../members/schemas.ts'
import { tag } from '../tags/schemas.ts'
import { ticketType } from '../ticket-types/schemas.ts'
import { messageSchema, ticketSnapshotSchema } from '../tickets/ticket-schema.ts'
import { loggedWebhook } from './webhook-schema.ts'

const count = z.int().min(0)
const named = z.strictObject({ id: z.string(), name: z.string() })
const changes = z
  .record(z.string(), z.strictObject({ from: z.unknown(), to: z.unknown() }))
  .meta({ description: 'What is another now, by field.' })
const options = z
  .strictObject({
    notify: z.strictObject({ requester: z.boolean(), team: z.boolean() }),
    ai: z.strictObject({ answer: z.boolean() }),
  })
  .meta({ description: 'What the one who filed it wants to come of it.' })
const filter = z.record(z.string(), z.unknown())

/** Every type of event and the shape of its `data`: what its change made, as the API shows it. */
export const EVENT_TYPES: Record<string, { description: string; data: z.ZodType }> = {
  'activity.recorded': {
    description: 'People did something on a page.',
    data: z.strictObject({ activity: z.array(activity) }),
  },
  'attachment.created': { description: 'A file was uploaded.', data: attachmentAnswer },
  'blocklist.added': { description: 'An address or domain is kept out.', data: z.strictObject({ entry }) },
  'blocklist.removed': { description: 'An address or domain is let in again.', data: z.strictObject({ entry }) },
  'blocklist.updated': { description: 'Why one is kept out was said anew.', data: z.strictObject({ entry }) },
  'company.created': { description: 'A company was made.', data: z.strictObject({ company }) },
  'company.updated': { description: 'A company was changed.', data: z.strictObject({ company }) },
  'contact.created': {
    description: 'A contact was made by itself; one made with a ticket is told by ticket.created.',
    data: z.strictObject({ contact, company: company.optional() }),
  },
  'contact.merged': {
    description: 'Two contacts are one now: `merged` is as it was before.',
    data: z.strictObject({ contact, merged: contact }),
  },
  'contact.updated': {
    description: 'A contact was changed, or its company.',
    data: z.strictObject({ contact, company: company.optional() }),
  },
  'credential.created': { description: 'A credential was handed out.', data: z.strictObject({ credential }) },
  'credential.revoked': { description: 'A credential was revoked.', data: z.strictObject({ credential }) },
  'deliveries.replayed': {
    description: 'Failed deliveries are sent again.',
    data: z.strictObject({ filter, replayed: count }),
  },
  'delivery.replayed': { description: 'A delivery is sent again.', data: z.strictObject({ delivery }) },
  'delivery_lane.paused': { description: 'Nothing got through for three days.', data: z.strictObject({ lane }) },
  'delivery_lane.resumed': { description: 'A paused lane goes on.', data: z.strictObject({ lane }) },
  'department.created': { description: 'A department was made.', data: z.strictObject({ department }) },
  'department.deleted': {
    description: 'A department was deleted, and its tickets moved.',
    data: z.strictObject({ department, moved_to: named, tickets: count }),
  },
  'department.updated': { description: 'A department was changed.', data: z.strictObject({ department }) },
  'desk.updated': { description: 'The desk was changed.', data: z.strictObject({ desk }) },
  'identity_verification.updated': {
    description: 'How users are verified was changed, or its secret.',
    data: z.strictObject({ identity_verification: identityVerification, secret_changed: z.boolean() }),
  },
  'member.created': { description: 'A member was added.', data: z.strictObject({ member }) },
  'member.disabled': {
    description: 'A member left: how many tickets lost their assignee, and which credentials ended.',
    data: z.strictObject({ member, tickets: count, credentials: z.array(z.string()) }),
  },
  'member.updated': { description: 'A member was changed.', data: z.strictObject({ member }) },
  'message.created': {
    description: 'Somebody wrote on a ticket, an internal note included.',
    data: z.strictObject({ ticket: ticketSnapshotSchema, message: messageSchema, changes }),
  },
  'tag.created': { description: 'A tag was made.', data: z.strictObject({ tag }) },
  'tag.deleted': { description: 'A tag was deleted, from all tickets too.', data: z.strictObject({ tag }) },
  'tag.updated': { description: 'A tag was changed.', data: z.strictObject({ tag }) },
  'ticket.blocked': {
    description: 'A ticket was not taken in, as its requester is on the blocklist: it has no number.',
    data: z.strictObject({
      ticket: ticketSnapshotSchema.extend({
        number: z.null(),
        requester: ticketSnapshotSchema.shape.requester.extend({ id: z.string().nullable() }),
      }),
      message: messageSchema,
      options,
      contact_created: z.boolean(),
    }),
  },
  'ticket.created': {
    description: 'A ticket came in.',
    data: z.strictObject({
      ticket: ticketSnapshotSchema,
      message: messageSchema,
      options,
      contact_created: z.boolean(),
    }),
  },
  'ticket.updated': {
    description: 'A ticket was changed.',
    data: z.strictObject({ ticket: ticketSnapshotSchema, changes }),
  },
  'ticket_type.archived': {
    description: 'A ticket type was archived; its tickets keep it where `moved_to` is null.',
    data: z.strictObject({ ticket_type: ticketType, moved_to: named.nullable(), tickets: count }),
  },
  'ticket_type.created': { description: 'A ticket type was made.', data: z.strictObject({ ticket_type: ticketType }) },
  'ticket_type.updated': {
    description: 'A ticket type was changed.',
    data: z.strictObject({ ticket_type: ticketType }),
  },
  'webhook.created': { description: 'A webhook was made.', data: z.strictObject({ webhook: loggedWebhook }) },
  'webhook.deleted': { description: 'A webhook was deleted.', data: z.strictObject({ webhook: loggedWebhook }) },
  'webhook.disabled': {
    description: 'Lodge disabled a webhook, as its receiver wants no more.',
    data: z.strictObject({ webhook: loggedWebhook }),
  },
  'webhook.secret_rotated': {
    description: 'A webhook has another secret.',
    data: z.strictObject({ webhook: loggedWebhook }),
  },
  'webhook.test': {
    description: 'Somebody tests a webhook: it goes to that one alone.',
    data: z.strictObject({ webhook: loggedWebhook }),
  },
  'webhook.updated': { description: 'A webhook was changed.', data: z.strictObject({ webhook: loggedWebhook }) },
}
