import { z } from 'zod'
import { attachmentAnswer } from '../attachments/schemas.ts'
import { entry } from '../blocklist/schemas.ts'
import { businessHours } from '../business-hours/schemas.ts'
import { cannedReply } from '../canned-replies/schemas.ts'
import { company } from '../companies/schemas.ts'
import { activity } from '../contacts/activity-routes.ts'
import { contact } from '../contacts/schemas.ts'
import { credential } from '../credentials/schemas.ts'
import { delivery, lane } from '../deliveries/schemas.ts'
import { department } from '../departments/schemas.ts'
import { desk } from '../desk/schemas.ts'
import { delivery as hookDelivery } from '../hooks/delivery-schemas.ts'
import { hook } from '../hooks/schemas.ts'
import { identityVerification } from '../identity-verification/schemas.ts'
import { ignoredMail } from '../ignored-mail/schemas.ts'
import { inboundMail } from '../inbound-mails/schemas.ts'
import { epilog, intervention, run } from '../interventions/schemas.ts'
import { mailIntake } from '../mail/intake-routes.ts'
import { mailSettings, notifications, rating } from '../mail/schemas.ts'
import { suppression } from '../mail/suppression-routes.ts'
import { mailbox } from '../mailboxes/schemas.ts'
import { member } from '../members/schemas.ts'
import { resolutionCategory } from '../resolution-categories/schemas.ts'
import { rule } from '../rules/schemas.ts'
import { serviceText } from '../service-texts/schemas.ts'
import { slaPolicy } from '../sla-policies/schemas.ts'
import { slackConnection } from '../slack/schemas.ts'
import { tag } from '../tags/schemas.ts'
import { draft, template } from '../templates/schemas.ts'
import { ticketType } from '../ticket-types/schemas.ts'
import { undeliveredSchema } from '../tickets/email-schema.ts'
import { messageSchema, slaTimerSchema, ticketSnapshotSchema } from '../tickets/ticket-schema.ts'
import { view } from '../views/schemas.ts'
import { watchlist } from '../watchlists/schemas.ts'
import { loggedWebhook } from './webhook-schema.ts'

const count = z.int().min(0)
const named = z.strictObject({ id: z.string(), name: z.string() })
const templateName = named.extend({ identifier: z.string() })
const interventionName = named.extend({ title: z.string() })
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

const told = { rule: named, ticket: ticketSnapshotSchema, text: z.string() }
const promise = z.strictObject({ ticket: ticketSnapshotSchema, timer: slaTimerSchema })
const ofWebhook = z.strictObject({ webhook: loggedWebhook })
const ofConnection = z.strictObject({ connection: slackConnection })
const ofJobs = z.strictObject({ jobs: z.array(z.string()) })
const ofFailure = z.strictObject({
  known_failure: z.strictObject({ id: z.string(), pattern: z.string(), description: z.string() }),
})
const ofDisk = z.strictObject({
  disk: z.strictObject({ id: z.string(), path: z.string(), min_free: count, warn_free: count }),
})
const ofIgnored = z.strictObject({ ignored_mail: ignoredMail })
const ofReply = z.strictObject({ canned_reply: cannedReply })
const ofMailbox = z.strictObject({ mailbox })
const ofCategory = z.strictObject({ resolution_category: resolutionCategory })
const ofId = z.strictObject({ id: z.string() })
const ofHours = z.strictObject({ business_hours: businessHours })

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
  'business_hours.created': { description: 'Business hours were made.', data: ofHours },
  'business_hours.deleted': {
    description: 'Business hours were deleted; their departments have the default ones.',
    data: ofHours,
  },
  'business_hours.updated': { description: 'Business hours were changed.', data: ofHours },
  'canned_reply.created': { description: 'A canned reply was made.', data: ofReply },
  'canned_reply.deleted': { description: 'A canned reply was deleted.', data: ofReply },
  'canned_reply.updated': { description: 'A canned reply was changed.', data: ofReply },
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
  'delivery.deleted': { description: 'A failed delivery was given up.', data: z.strictObject({ delivery }) },
  'delivery.replayed': { description: 'A delivery is sent again.', data: z.strictObject({ delivery }) },
  'delivery_lane.paused': { description: 'Nothing got through for three days.', data: z.strictObject({ lane }) },
  'delivery_lane.resumed': { description: 'A paused lane goes on.', data: z.strictObject({ lane }) },
  'department.created': { description: 'A department was made.', data: z.strictObject({ department }) },
  'department.deleted': {
    description: 'A department was deleted, and its tickets moved.',
    data: z.strictObject({ department, moved_to: named, tickets: count }),
  },
  'department.tickets_moved': {
    description: 'All tickets of a department were moved into another one.',
    data: z.strictObject({ department: named, moved_to: named, tickets: count }),
  },
  'department.updated': { description: 'A department was changed.', data: z.strictObject({ department }) },
  'department_member.added': {
    description: 'A member is in a department’s team.',
    data: z.strictObject({ department: named, member }),
  },
  'department_member.removed': {
    description: 'A member is in a department’s team no more.',
    data: z.strictObject({ department: named, member }),
  },
  'desk.updated': { description: 'The desk was changed.', data: z.strictObject({ desk }) },
  'identity_verification.updated': {
    description: 'How users are verified was changed, or its secret.',
    data: z.strictObject({ identity_verification: identityVerification, secret_changed: z.boolean() }),
  },
  'failed_jobs.deleted': { description: 'Jobs that failed were given up.', data: ofJobs },
  'failed_jobs.retried': { description: 'Jobs that failed are tried again.', data: ofJobs },
  'hook.created': { description: 'A hook was made.', data: z.strictObject({ hook }) },
  'hook.revoked': { description: 'A hook’s address ended.', data: z.strictObject({ hook }) },
  'hook.rotated': { description: 'A hook has another address.', data: z.strictObject({ hook }) },
  'hook.updated': { description: 'A hook was changed.', data: z.strictObject({ hook }) },
  'hook_delivery.quarantined': {
    description: 'A hook received what makes no ticket yet: `delivery.detail` says why.',
    data: z.strictObject({ hook: named, delivery: hookDelivery }),
  },
  'hook_delivery.replayed': {
    description: 'What a hook received is worked on again: one delivery, or all in quarantine.',
    data: z.strictObject({ hook_id: z.string(), count, delivery: hookDelivery.nullable() }),
  },
  'ignored_mail.added': { description: 'Mail of a sender or under a subject is ignored.', data: ofIgnored },
  'ignored_mail.removed': { description: 'Such mail becomes tickets again.', data: ofIgnored },
  'intervention.archived': { description: 'An intervention was archived.', data: z.strictObject({ intervention }) },
  'intervention.confirmed': {
    description: 'The remote system did what a run of an intervention asked for.',
    data: z.strictObject({ intervention: interventionName, run }),
  },
  'intervention.created': { description: 'An intervention was made.', data: z.strictObject({ intervention }) },
  'intervention.epilog_removed': {
    description: 'Runs of an intervention are told nobody any more.',
    data: z.strictObject({ intervention: interventionName, epilog }),
  },
  'intervention.epilog_set': {
    description: 'Runs of an intervention are told to a URL, under a new secret.',
    data: z.strictObject({ intervention: interventionName, epilog }),
  },
  'intervention.filled': {
    description: 'Fields of a run were filled in; it is not submitted yet.',
    data: z.strictObject({ intervention: interventionName, run }),
  },
  'intervention.run': {
    description: 'An intervention was run; `ticket` is as it is after it.',
    data: z.strictObject({ intervention: interventionName, run, ticket: ticketSnapshotSchema }),
  },
  'intervention.submitted': {
    description: 'The fields of a run were filled in and submitted; one that asks for none is with intervention.run.',
    data: z.strictObject({ intervention: interventionName, run, ticket: ticketSnapshotSchema }),
  },
  'intervention.updated': { description: 'An intervention was changed.', data: z.strictObject({ intervention }) },
  'known_failure.deleted': { description: 'Failures that were known are news again.', data: ofFailure },
  'known_failure.saved': { description: 'Failures of some words are known.', data: ofFailure },
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
  'member.notifications_updated': {
    description: 'What a member gets mail about was changed.',
    data: z.strictObject({ member: named, notifications }),
  },
  'member.updated': { description: 'A member was changed.', data: z.strictObject({ member }) },
  'message.created': {
    description: 'Somebody wrote on a ticket, an internal note included.',
    data: z.strictObject({ ticket: ticketSnapshotSchema, message: messageSchema, changes }),
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
  'resolution_categories.reordered': {
    description: 'The resolution categories are in another order.',
    data: z.strictObject({ resolution_categories: z.array(z.string()) }),
  },
  'resolution_category.created': { description: 'A resolution category was made.', data: ofCategory },
  'resolution_category.deleted': {
    description: 'A resolution category is out of use; tickets that were resolved so keep it.',
    data: ofCategory,
  },
  'resolution_category.updated': { description: 'A resolution category was changed.', data: ofCategory },
  'rule.created': { description: 'A rule was made.', data: z.strictObject({ rule }) },
  'rule.deleted': { description: 'A rule was deleted.', data: z.strictObject({ rule }) },
  'rule.notified': {
    description:
      'A rule tells somebody, a webhook or Slack of a ticket; a webhook that it names gets this whatever its types.',
    data: z.discriminatedUnion('channel', [
      z.strictObject({ ...told, channel: z.literal('webhook'), endpoint: z.string() }),
      z.strictObject({ ...told, channel: z.literal('mail'), to: z.string().nullable() }),
      z.strictObject({ ...told, channel: z.literal('slack'), connection: z.string(), to: z.string() }),
    ]),
  },
  'rule.stopped': {
    description: 'A rule did not act on a ticket: rules went in circles, or did too much to it within an hour.',
    data: z.strictObject({ rule: named, ticket: ticketSnapshotSchema, reason: z.string() }),
  },
  'rule.updated': { description: 'A rule was changed.', data: z.strictObject({ rule }) },
  'rules.reordered': {
    description: 'The rules are in another order.',
    data: z.strictObject({ rules: z.array(z.string()) }),
  },
  'service_text.updated': {
    description: 'What customers are greeted with or asked was changed.',
    data: z.strictObject({ service_text: serviceText }),
  },
  'slack.received': {
    description:
      'Somebody pressed a button in Slack, or replied in a thread: what comes of it are events of their own.',
    data: z.strictObject({
      connection: z.strictObject({ id: z.string() }),
      key: z.string(),
      kind: z.enum(['button', 'note']),
      slack_user: z.string(),
      ticket: z.strictObject({ id: z.string() }),
    }),
  },
  'slack.test': {
    description: 'A test message to Slack was asked for.',
    data: z.strictObject({ connection: slackConnection, channel: z.string().nullable() }),
  },
  'slack_connection.created': { description: 'A Slack connection was made.', data: ofConnection },
  'slack_connection.deleted': { description: 'A Slack connection was deleted.', data: ofConnection },
  'slack_connection.updated': { description: 'A Slack connection was changed.', data: ofConnection },
  'sla.breached': { description: 'What a ticket was promised was not kept in time.', data: promise },
  'sla.met': {
    description: 'What a ticket was promised was done; in time, unless `timer.breached_at` says when it was late.',
    data: promise,
  },
  'sla.warning': { description: 'What a ticket was promised is due soon.', data: promise },
  'sla_policy.created': { description: 'An SLA policy was made.', data: z.strictObject({ sla_policy: slaPolicy }) },
  'sla_policy.deleted': { description: 'An SLA policy was deleted.', data: z.strictObject({ sla_policy: slaPolicy }) },
  'sla_policy.updated': { description: 'An SLA policy was changed.', data: z.strictObject({ sla_policy: slaPolicy }) },
  'tag.created': { description: 'A tag was made.', data: z.strictObject({ tag }) },
  'tag.deleted': { description: 'A tag was deleted, from all tickets too.', data: z.strictObject({ tag }) },
  'tag.updated': { description: 'A tag was changed.', data: z.strictObject({ tag }) },
  'template.archived': { description: 'A template was archived.', data: z.strictObject({ template }) },
  'template.created': { description: 'A template was made.', data: z.strictObject({ template }) },
  'template.draft_discarded': {
    description: 'A template’s draft was thrown away.',
    data: z.strictObject({ template: templateName, draft }),
  },
  'template.draft_saved': {
    description: 'A template’s draft was changed; nothing is sent from it yet.',
    data: z.strictObject({ template: templateName, draft }),
  },
  'template.updated': { description: 'A template was changed.', data: z.strictObject({ template }) },
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
  'ticket.rated': {
    description: 'A requester said how their ticket was handled.',
    data: z.strictObject({ ticket: ticketSnapshotSchema, rating }),
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
    }),
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
  'tickets.deleted': {
    description: 'Tickets that were done long ago were deleted, with all that was theirs.',
    data: z.strictObject({ older_than_days: count, deleted: count }),
  },
  'view.created': { description: 'A view was saved.', data: z.strictObject({ view }) },
  'view.deleted': { description: 'A view was deleted.', data: z.strictObject({ view }) },
  'view.updated': { description: 'A view was changed.', data: z.strictObject({ view }) },
  'watched_disk.deleted': { description: 'A place may fill up again unseen.', data: ofDisk },
  'watched_disk.saved': { description: 'A place is watched for how much room it has.', data: ofDisk },
  'watchlist.created': { description: 'A watchlist was made.', data: z.strictObject({ watchlist }) },
  'watchlist.deleted': { description: 'A watchlist was deleted.', data: z.strictObject({ watchlist }) },
  'watchlist.updated': {
    description: 'A watchlist was changed, or which tickets are on it.',
    data: z.strictObject({ watchlist }),
  },
  'webhook.created': { description: 'A webhook was made.', data: ofWebhook },
  'webhook.deleted': { description: 'A webhook was deleted.', data: ofWebhook },
  'webhook.disabled': { description: 'Lodge disabled a webhook, as its receiver wants no more.', data: ofWebhook },
  'webhook.secret_rotated': { description: 'A webhook has another secret.', data: ofWebhook },
  'webhook.test': { description: 'Somebody tests a webhook: it goes to that one alone.', data: ofWebhook },
  'webhook.updated': { description: 'A webhook was changed.', data: ofWebhook },
}
