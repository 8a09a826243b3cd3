import { z } from 'zod'
import { PARTICIPANTS_MAX } from '../../../core/participants/add.ts'
import { FIELDS_MAX, METADATA_BYTES, TAGS_MAX } from '../../../core/tickets/update.ts'
import { culture } from '../../schema/culture.ts'
import { email } from '../../schema/email.ts'
import { jsonObject } from '../../schema/json-object.ts'
import { moment } from '../../schema/moment.ts'
import { id } from '../../schema/page.ts'
import { text } from '../../schema/text.ts'

export const STATUSES = ['open', 'pending', 'snoozed', 'resolved', 'closed', 'spam'] as const
export const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const

export const tags = z
  .array(
    text(50, 1)
      .transform((tag) => tag.trim().toLowerCase())
      .refine((tag) => tag !== '', { error: 'must not be blank', params: { code: 'too_short' } }),
  )
  .max(TAGS_MAX)

const fieldName = text(64, 1)
const fieldValue = text(2000)
const fieldCount = {
  check: (fields: Record<string, unknown>) => Object.keys(fields).length <= FIELDS_MAX,
  params: { error: `must be at most ${FIELDS_MAX} names`, params: { code: 'too_many' } },
}

/** Ids of uploads that no message has yet. */
export const attachments = z
  .array(z.string())
  .max(20)
  .superRefine((ids, context) => {
    for (const [place, id] of ids.entries()) {
      if (ids.indexOf(id) === place) continue
      const message = 'is there already'
      context.addIssue({ code: 'custom', path: [place], message, params: { code: 'duplicate' } })
    }
  })

export const requester = z
  .strictObject({
    external_id: text(255, 1).optional(),
    email: email.optional(),
    name: text(200).optional(),
  })
  .refine((value) => value.external_id !== undefined || value.email !== undefined, {
    error: 'needs an external_id or an email',
    params: { code: 'required' },
  })

/** Who is given as the requester of a ticket that is there. */
const otherRequester = z
  .strictObject({ contact: id.optional(), email: email.optional(), name: text(200).optional() })
  .refine(({ contact, email }) => (contact === undefined) !== (email === undefined), {
    error: 'needs either a contact or an email',
    params: { code: 'required' },
  })
  .refine(({ contact, name }) => contact === undefined || name === undefined, {
    path: ['name'],
    error: 'needs an email',
    params: { code: 'not_allowed' },
  })
  .meta({ description: 'Who it is from: a contact by id, or an address, whose contact is made where there is none.' })

const participant = z.strictObject({
  role: z.enum(['cc', 'bcc', 'follower']).default('cc'),
  email,
  name: text(200).optional(),
})

export const newTicketBody = z.strictObject({
  requester,
  subject: text(1000, 1),
  body: text(50_000).optional(),
  body_format: z.enum(['text', 'markdown', 'html']).default('text'),
  status: z.enum(STATUSES).default('open'),
  priority: z.enum(PRIORITIES).default('normal'),
  department: text(200, 1).optional(),
  type: text(200, 1).optional(),
  assignee: text(255, 1).optional(),
  tags: tags.optional(),
  fields: z.record(fieldName, fieldValue).refine(fieldCount.check, fieldCount.params).optional(),
  metadata: jsonObject(METADATA_BYTES).optional(),
  source: text(50, 1).default('api'),
  culture: culture.optional(),
  participants: z.array(participant).max(50).optional(),
  external_ref: text(255, 1).optional(),
  opened_at: moment.optional(),
  closed_at: moment.optional(),
  snoozed_until: moment.optional(),
  attachments: attachments.optional(),
  public: z.boolean().default(true),
  notify: z.strictObject({ requester: z.boolean().default(true), team: z.boolean().default(true) }).optional(),
  ai: z.strictObject({ answer: z.boolean() }).optional(),
  quiet: z.literal(true).optional().meta({ description: 'Webhooks and queues are told nothing of it, now or later.' }),
})

export const ticketChangeBody = z
  .strictObject({
    subject: text(1000, 1).optional(),
    requester: otherRequester.optional(),
    status: z.enum(STATUSES).optional(),
    priority: z.enum(PRIORITIES).optional(),
    department: text(200, 1).optional(),
    type: text(200, 1).optional(),
    assignee: text(255, 1).nullable().optional().meta({ description: 'Id or address of a member, `auto`, or null.' }),
    tags: tags.optional().meta({ description: 'Replaces all of them.' }),
    add_tags: tags.optional(),
    remove_tags: tags.optional(),
    fields: z
      .record(fieldName, fieldValue.nullable())
      .refine(fieldCount.check, fieldCount.params)
      .optional()
      .meta({ description: 'Merged by name; null removes one.' }),
    metadata: jsonObject(METADATA_BYTES)
      .optional()
      .meta({ description: 'Merged by its first level; null removes a key.' }),
    external_ref: text(255, 1).nullable().optional(),
    culture: culture.optional(),
    snoozed_until: moment.nullable().optional(),
    closed_at: moment.nullable().optional(),
    resolution: text(200, 1)
      .nullable()
      .optional()
      .meta({ description: 'Id or name of a resolution category, with the status resolved or closed; null for none.' }),
  })
  .refine((value) => Object.values(value).some((field) => field !== undefined), {
    error: 'must change at least one field',
    params: { code: 'required' },
  })

const SEND_AHEAD_MS = 366 * 24 * 60 * 60 * 1000

const addresses = z.array(email).max(PARTICIPANTS_MAX).default([])
const copied = addresses.meta({
  description: 'Addresses that take part from this message on; with a `to`, that get this message alone.',
})

/** When a message is to be sent. */
export const sendAt = moment.refine((value) => Date.parse(value) <= Date.now() + SEND_AHEAD_MS, {
  error: 'must be within a year',
  params: { code: 'out_of_range' },
})

export const newMessageBody = z
  .strictObject({
    body: text(50_000, 1).optional().meta({ description: 'Needed, unless there is a template.' }),
    body_format: z.enum(['text', 'markdown', 'html']).default('text'),
    template: text(100, 1).optional().meta({ description: 'Id or identifier of a template, in place of a body.' }),
    data: jsonObject(50_000).optional().meta({ description: 'What the template gets besides the ticket.' }),
    public: z.boolean().default(true),
    author: z
      .enum(['agent', 'requester'])
      .default('agent')
      .meta({ description: 'Whose words these are: the token as an agent, or the ticket’s requester.' }),
    attachments: attachments.optional(),
    status: z.enum(STATUSES).optional(),
    snoozed_until: moment.optional(),
    to: addresses.meta({
      description:
        'Whom it is for in place of the requester: it goes to these, `cc` and `bcc`, and to nobody else who takes part.',
    }),
    cc: copied,
    bcc: copied,
    mentions: z.array(id).max(50).default([]).meta({ description: 'Members whom a note names, by id: they are told.' }),
    seen_message_id: id.optional().meta({
      description: 'The last message that you saw: a 409 `conversation_moved_on` where others wrote since.',
    }),
    signed: z.boolean().optional().meta({
      description:
        'Whether a signature stands below it where it is mailed: the member’s own, else the department’s, else the desk’s. True where absent, but for what a template says; never on a note.',
    }),
    send_at: sendAt
      .optional()
      .meta({ description: 'When it is to be sent, at most a year ahead: it is answered with 202 and waits.' }),
  })
  .superRefine(({ body, template, data, mentions, author, to, cc, bcc, public: isPublic }, context) => {
    const wrong = (path: string, code: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message, params: { code } })
    if (body === undefined && template === undefined) wrong('body', 'required', 'is required, or a template')
    if (body !== undefined && template !== undefined) wrong('template', 'not_allowed', 'must not be there with a body')
    if (data !== undefined && template === undefined) wrong('data', 'not_allowed', 'needs a template')
    if (isPublic && mentions.length > 0)
      wrong('mentions', 'not_allowed', 'needs an internal note: public must be false')
    if (to.length > 0 && (!isPublic || author !== 'agent'))
      wrong('to', 'not_allowed', 'needs a public message of an agent')
    if (!isPublic && cc.length + bcc.length > 0) wrong('cc', 'not_allowed', 'needs a public message')
  })
