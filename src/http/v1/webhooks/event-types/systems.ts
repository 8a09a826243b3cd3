import { z } from 'zod'
import { credential } from '../../credentials/schemas.ts'
import { delivery, lane } from '../../deliveries/schemas.ts'
import { department } from '../../departments/schemas.ts'
import { retention } from '../../desk/retention-schemas.ts'
import { desk } from '../../desk/schemas.ts'
import { delivery as hookDelivery } from '../../hooks/delivery-schemas.ts'
import { hook } from '../../hooks/schemas.ts'
import { identityVerification } from '../../identity-verification/schemas.ts'
import { importAnswer } from '../../imports/schemas.ts'
import { member } from '../../members/schemas.ts'
import { slackConnection } from '../../slack/schemas.ts'
import { loggedWebhook } from '../webhook-schema.ts'
import type { EventTypes } from './event-type.ts'
import { count, named } from './shared.ts'

const filter = z.record(z.string(), z.unknown())

const ofWebhook = z.strictObject({ webhook: loggedWebhook })
const ofConnection = z.strictObject({ connection: slackConnection })
const ofImport = z.strictObject({ import: importAnswer })
const ofJobs = z.strictObject({ jobs: z.array(z.string()) })
const ofFailure = z.strictObject({
  known_failure: z.strictObject({ id: z.string(), pattern: z.string(), description: z.string() }),
})
const ofDisk = z.strictObject({
  disk: z.strictObject({ id: z.string(), path: z.string(), min_free: count, warn_free: count }),
})

/** Of the desk itself, and of the systems it speaks to. */
export const SYSTEMS_EVENTS: EventTypes = {
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
  'import.cancelled': { description: 'An import was cancelled; what was taken in stays.', data: ofImport },
  'import.created': { description: 'A file was sent to be taken in.', data: ofImport },
  'import.failed': { description: 'An import could not go on.', data: ofImport },
  'import.finished': { description: 'A file was taken in.', data: ofImport },
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
  'known_failure.deleted': { description: 'Failures that were known are news again.', data: ofFailure },
  'known_failure.saved': { description: 'Failures of some words are known.', data: ofFailure },
  'retention.applied': {
    description: 'What the desk keeps no longer was deleted.',
    data: z.strictObject({
      deleted: z.strictObject({
        closed_tickets: count,
        spam_tickets: count,
        inbound_mails: count,
        activities: count,
      }),
    }),
  },
  'retention.updated': {
    description: 'How long the desk keeps what was changed.',
    data: z.strictObject({ retention }),
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
  'watched_disk.deleted': { description: 'A place may fill up again unseen.', data: ofDisk },
  'watched_disk.saved': { description: 'A place is watched for how much room it has.', data: ofDisk },
  'webhook.created': { description: 'A webhook was made.', data: ofWebhook },
  'webhook.deleted': { description: 'A webhook was deleted.', data: ofWebhook },
  'webhook.disabled': { description: 'Lodge disabled a webhook, as its receiver wants no more.', data: ofWebhook },
  'webhook.failing': {
    description: 'Calls of a webhook failed more often within a day than its format bears: told once a day.',
    data: z.strictObject({ webhook: loggedWebhook, failures: z.int(), reason: z.string().nullable() }),
  },
  'webhook.secret_rotated': { description: 'A webhook has another secret.', data: ofWebhook },
  'webhook.test': { description: 'Somebody tests a webhook: it goes to that one alone.', data: ofWebhook },
  'webhook.updated': { description: 'A webhook was changed.', data: ofWebhook },
}
