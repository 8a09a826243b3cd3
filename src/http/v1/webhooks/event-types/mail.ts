import { z } from 'zod'
import { ignoredMail } from '../../ignored-mail/schemas.ts'
import { inboundMail } from '../../inbound-mails/schemas.ts'
import { mailIntake } from '../../mail/intake-routes.ts'
import { mailSettings } from '../../mail/schemas.ts'
import { suppression } from '../../mail/suppression-routes.ts'
import { mailbox } from '../../mailboxes/schemas.ts'
import { undeliveredSchema } from '../../tickets/email-schema.ts'
import { attachmentSchema } from '../../tickets/ticket-schema.ts'
import type { EventTypes } from './event-type.ts'
import { count } from './shared.ts'

const ofIgnored = z.strictObject({ ignored_mail: ignoredMail })
const ofMailbox = z.strictObject({ mailbox })
const ofId = z.strictObject({ id: z.string() })

/** Of mail that comes in and goes out. */
export const MAIL_EVENTS: EventTypes = {
  'ignored_mail.added': { description: 'Mail of a sender or under a subject is ignored.', data: ofIgnored },
  'ignored_mail.removed': { description: 'Such mail becomes tickets again.', data: ofIgnored },
  'inbound_mail.quarantined': {
    description: 'A mail was kept back: as spam, of somebody on the blocklist, of an unverified sender, or unread.',
    data: z.strictObject({
      inbound_mail: inboundMail.pick({ id: true, mailbox_id: true, cause: true, reason: true }),
    }),
  },
  'inbound_mail.released': {
    description: 'A mail that was kept back is taken in.',
    data: z.strictObject({ inbound_mail: inboundMail }),
  },
  'mail.auto_reply': {
    description: 'A program answered a ticket by itself: somebody is out of office.',
    data: z.strictObject({
      ticket: ofId,
      inbound_mail: ofId,
      from: z.string().nullable(),
      subject: z.string(),
      text: z.string(),
    }),
  },
  'mail.opted_out': {
    description: 'An address wants no more mails of a kind.',
    data: z.strictObject({ address: z.string(), kind: z.enum(['notices', 'copies']) }),
  },
  'mail.requested': {
    description: 'A mail of no ticket was asked for.',
    data: z.strictObject({
      letter: z.strictObject({
        to: z.string(),
        from: z.strictObject({ address: z.string(), name: z.string() }).nullable(),
        subject: z.string(),
        text: z.string(),
        html: z.string().nullable(),
        attachments: z.array(attachmentSchema).optional(),
      }),
    }),
  },
  'mail.test': { description: 'A test mail was asked for.', data: z.strictObject({ to: z.string() }) },
  'mail_retention.updated': {
    description: 'Sent mails are kept for so many days.',
    data: z.strictObject({ days: count }),
  },
  'mail.suppressed': {
    description: 'Mails to an address come back, or are called spam: it gets no more.',
    data: z.strictObject({ suppression }),
  },
  'mail.undelivered': {
    description: 'A mail did not reach somebody, or they called it spam. `message_id` is null where it was no message.',
    data: z.strictObject({
      ticket: ofId,
      message_id: z.string().nullable(),
      inbound_mail: ofId,
      failures: z.array(undeliveredSchema.omit({ at: true })),
    }),
  },
  'mail.unsuppressed': { description: 'An address gets mail again.', data: z.strictObject({ suppression }) },
  'mail_intake.updated': {
    description: 'How the desk takes mail in was changed.',
    data: z.strictObject({ mail_intake: mailIntake }),
  },
  'mail_settings.updated': {
    description: 'How the desk sends mail was changed.',
    data: z.strictObject({ mail_settings: mailSettings }),
  },
  'mailbox.created': { description: 'A mailbox was made.', data: ofMailbox },
  'mailbox.deleted': { description: 'A mailbox was deleted; its mails stay.', data: ofMailbox },
  'mailbox.rotated': { description: 'A mailbox has another address to post to.', data: ofMailbox },
  'mailbox.updated': { description: 'A mailbox was changed.', data: ofMailbox },
}
