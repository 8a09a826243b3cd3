import { z } from 'zod'
import { attachmentAnswer } from '../../attachments/schemas.ts'
import { rating } from '../../mail/schemas.ts'
import {
  linkSchema,
  messageSchema,
  slaTimerSchema,
  ticketRefSchema,
  ticketSnapshotSchema,
} from '../../tickets/ticket-schema.ts'
import type { EventTypes } from './event-type.ts'
import { count } from './shared.ts'

const changes = z
  .record(z.string(), z.strictObject({ from: z.unknown(), to: z.unknown() }))
  .meta({ description: 'What is another now, by field.' })
const options = z
  .strictObject({
    notify: z.strictObject({ requester: z.boolean(), team: z.boolean() }),
    ai: z.strictObject({ answer: z.boolean() }),
  })
  .meta({ description: 'What the one who filed it wants to come of it.' })
const cause = z
  .strictObject({ kind: z.enum(['bulk', 'bulk_undo']), id: z.string() })
  .meta({ description: 'The change of many tickets that it was a part of; absent where it was one by itself.' })
const link = z.strictObject({
  ticket: ticketRefSchema,
  link: linkSchema.extend({ ticket: ticketRefSchema }),
})
const promise = z.strictObject({ ticket: ticketSnapshotSchema, timer: slaTimerSchema })

/** What happens to tickets: their messages, files and promised times. */
export const TICKETS_EVENTS: EventTypes = {
  'attachment.created': { description: 'A file was uploaded.', data: attachmentAnswer },
  'message.created': {
    description: 'Somebody wrote on a ticket, an internal note included.',
    data: z.strictObject({
      ticket: ticketSnapshotSchema,
      message: messageSchema,
      changes,
      mentions: z.array(z.string()).optional().meta({ description: 'The members whom a note names, by id.' }),
      signature: z
        .strictObject({ text: z.string(), html: z.string() })
        .optional()
        .meta({ description: 'What stands below it where it is mailed; no part of the message.' }),
    }),
  },
  'message.undeliverable': {
    description:
      'A message is for people on channels that Lodge does not deliver to: your own gateway takes it to them. `channel` is ' +
      'in lower case, as `whatsapp`; of telephone numbers, `identifier` has no plus.',
    data: z.strictObject({
      ticket: ticketSnapshotSchema,
      message: messageSchema,
      participants: z.array(
        z.strictObject({
          channel: z.string(),
          identifier: z.string(),
          name: z.string().nullable(),
          contact_id: z.string(),
        }),
      ),
    }),
  },
  'sla.breached': { description: 'What a ticket was promised was not kept in time.', data: promise },
  'sla.met': {
    description: 'What a ticket was promised was done; in time, unless `timer.breached_at` says when it was late.',
    data: promise,
  },
  'sla.warning': { description: 'What a ticket was promised is due soon.', data: promise },
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
  'ticket.erased': {
    description: 'A ticket’s personal data was erased: `ticket` is what is left.',
    data: z.strictObject({ ticket: ticketSnapshotSchema }),
  },
  'ticket.linked': {
    description: 'A ticket was linked with another: `link` is as the first one shows it.',
    data: link,
  },
  'ticket.merged': {
    description:
      'Another ticket was merged into this one, which shows its messages from now on. The other one’s own event is `ticket.updated`, with `merged_into`.',
    data: z.strictObject({ ticket: ticketSnapshotSchema, merged: ticketRefSchema, changes }),
  },
  'ticket.rated': {
    description: 'A requester said how their ticket was handled.',
    data: z.strictObject({
      ticket: ticketSnapshotSchema,
      rating,
      previous: rating.omit({ comment: true }).nullish().describe('What they said before, where they said it anew.'),
    }),
  },
  'ticket.split': {
    description: 'Some messages of a ticket became a ticket of their own, which is told of by `ticket.created`.',
    data: z.strictObject({ ticket: ticketRefSchema, split_to: ticketRefSchema, messages: z.array(z.string()) }),
  },
  'ticket.unlinked': { description: 'The link of two tickets was taken away.', data: link },
  'ticket.unmerged': {
    description: 'A merge into this ticket was taken back: the other one goes on by itself.',
    data: z.strictObject({ ticket: ticketSnapshotSchema, unmerged: ticketRefSchema, changes }),
  },
  'ticket.updated': {
    description: 'A ticket was changed.',
    data: z.strictObject({
      ticket: ticketSnapshotSchema,
      changes,
      options: z
        .strictObject({
          notify: z.strictObject({ requester: z.literal(false) }).optional(),
          quiet: z.literal(true).optional(),
        })
        .optional()
        .meta({
          description: 'Where the requester is not to be mailed of it; where webhooks and queues hear nothing of it.',
        }),
      cause: cause.optional(),
    }),
  },
  'tickets.deleted': {
    description: 'Tickets that were done long ago, or spam, were deleted, with all that was theirs.',
    data: z.strictObject({ older_than_days: count, deleted: count, spam: z.boolean().optional() }),
  },
}
