import { z } from 'zod'
import { businessHours } from '../../business-hours/schemas.ts'
import { cannedReply } from '../../canned-replies/schemas.ts'
import { field } from '../../fields/schemas.ts'
import { epilog, intervention, run } from '../../interventions/schemas.ts'
import { resolutionCategory } from '../../resolution-categories/schemas.ts'
import { rule } from '../../rules/schemas.ts'
import { serviceText } from '../../service-texts/schemas.ts'
import { slaPolicy } from '../../sla-policies/schemas.ts'
import { tag } from '../../tags/schemas.ts'
import { draft, template } from '../../templates/schemas.ts'
import { ticketType } from '../../ticket-types/schemas.ts'
import { ticketSnapshotSchema } from '../../tickets/ticket-schema.ts'
import { view } from '../../views/schemas.ts'
import { watchlist } from '../../watchlists/schemas.ts'
import type { EventTypes } from './event-type.ts'
import { count, named } from './shared.ts'

const told = { rule: named, ticket: ticketSnapshotSchema, text: z.string() }
const templateName = named.extend({ identifier: z.string() })
const interventionName = named.extend({ title: z.string() })
const ofReply = z.strictObject({ canned_reply: cannedReply })
const ofCategory = z.strictObject({ resolution_category: resolutionCategory })
const ofHours = z.strictObject({ business_hours: businessHours })

/** Of what a desk works with: rules, templates, interventions, views. */
export const WORK_EVENTS: EventTypes = {
  'business_hours.created': { description: 'Business hours were made.', data: ofHours },
  'business_hours.deleted': {
    description: 'Business hours were deleted; their departments have the default ones.',
    data: ofHours,
  },
  'business_hours.updated': { description: 'Business hours were changed.', data: ofHours },
  'canned_reply.created': { description: 'A canned reply was made.', data: ofReply },
  'canned_reply.deleted': { description: 'A canned reply was deleted.', data: ofReply },
  'canned_reply.updated': { description: 'A canned reply was changed.', data: ofReply },
  'field.created': { description: 'A field of tickets was defined.', data: z.strictObject({ field }) },
  'field.deleted': {
    description: 'A field’s definition was deleted; tickets keep their values.',
    data: z.strictObject({ field }),
  },
  'field.updated': { description: 'A field’s definition was changed.', data: z.strictObject({ field }) },
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
  'ticket_type.archived': {
    description: 'A ticket type was archived; its tickets keep it where `moved_to` is null.',
    data: z.strictObject({ ticket_type: ticketType, moved_to: named.nullable(), tickets: count }),
  },
  'ticket_type.created': { description: 'A ticket type was made.', data: z.strictObject({ ticket_type: ticketType }) },
  'ticket_type.updated': {
    description: 'A ticket type was changed.',
    data: z.strictObject({ ticket_type: ticketType }),
  },
  'view.created': { description: 'A view was saved.', data: z.strictObject({ view }) },
  'view.deleted': { description: 'A view was deleted.', data: z.strictObject({ view }) },
  'view.updated': { description: 'A view was changed.', data: z.strictObject({ view }) },
  'watchlist.created': { description: 'A watchlist was made.', data: z.strictObject({ watchlist }) },
  'watchlist.deleted': { description: 'A watchlist was deleted.', data: z.strictObject({ watchlist }) },
  'watchlist.updated': {
    description: 'A watchlist was changed, or which tickets are on it.',
    data: z.strictObject({ watchlist }),
  },
}
