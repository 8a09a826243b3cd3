import { z } from 'zod'
import { culture } from '../../schema/culture.ts'
import { name } from '../../schema/name.ts'
import { byNameAndId, pageOf, paging } from '../../schema/page.ts'
import { patchOf } from '../../schema/patch.ts'
import { text } from '../../schema/text.ts'
import { data, identifier } from '../templates/schemas.ts'
import { PRIORITIES, requester, tags } from '../tickets/schemas.ts'

const STATUSES = ['open', 'pending', 'resolved', 'closed'] as const
const KINDS = ['text', 'checkbox', 'number', 'select'] as const

const fieldOut = z.strictObject({
  name: z.string(),
  label: z.string(),
  kind: z.enum(KINDS),
  required: z.boolean(),
  options: z.array(z.string()),
})
const named = z.strictObject({ id: z.string(), name: z.string() })
const templateName = z.strictObject({ id: z.string(), identifier: z.string() })

export const intervention = z.strictObject({
  id: z.string(),
  name: z.string(),
  title: z.string(),
  enabled: z.boolean(),
  fields: z.array(fieldOut),
  private_template: templateName.nullable(),
  public_template: templateName.nullable(),
  set: z.strictObject({
    status: z.enum(STATUSES).nullable(),
    priority: z.enum(PRIORITIES).nullable(),
    assignee: z.string().nullable(),
    department: named.nullable(),
    add_tags: z.array(z.string()),
    remove_tags: z.array(z.string()),
  }),
  created_at: z.string(),
  updated_at: z.string(),
  archived_at: z.string().nullable(),
})

export const interventionPage = pageOf(intervention)
export const listQuery = z.strictObject(paging(byNameAndId))

const field = z
  .strictObject({
    name: z.string().regex(/^[a-z][a-z0-9_]{0,63}$/, {
      error: 'must be 1 to 64 lower-case letters, digits and underscores, a letter first',
    }),
    label: text(500, 1).describe('May hold placeholders, such as `Amount in {{ data.currency }}`.'),
    kind: z.enum(KINDS).default('text'),
    required: z.boolean().default(false),
    options: z.array(text(200, 1)).max(100).default([]).describe('Of a select.'),
  })
  .superRefine(({ kind, options }, context) => {
    const wrong = (code: string, message: string) =>
      context.addIssue({ code: 'custom', path: ['options'], message, params: { code } })
    if (kind === 'select' && options.length === 0) wrong('required', 'must name at least one, for a select')
    if (kind !== 'select' && options.length > 0) wrong('not_allowed', 'must not be there, but for a select')
  })

const fields = z
  .array(field)
  .max(50)
  .superRefine((given, context) => {
    for (const [place, { name }] of given.entries()) {
      if (given.findIndex((other) => other.name === name) === place) continue
      const message = 'is another field’s'
      context.addIssue({ code: 'custom', path: [place, 'name'], message, params: { code: 'duplicate' } })
    }
  })

const templateRef = text(100, 1).nullable().describe('Id or identifier; null for the one that is named after this.')
const settings = {
  status: z.enum(STATUSES).nullable(),
  priority: z.enum(PRIORITIES).nullable(),
  assignee: text(255, 1).nullable().describe('A member’s id or address, or `auto`.'),
  department: text(200, 1).nullable().describe('Id or name.'),
  add_tags: tags,
  remove_tags: tags,
}

export const newIntervention = z.strictObject({
  name: identifier.describe('What contracts and rules call it.'),
  title: name(200),
  enabled: z.boolean().default(true),
  fields: fields.default([]),
  private_template: templateRef.default(null),
  public_template: templateRef.default(null),
  set: z
    .strictObject({
      status: settings.status.default(null),
      priority: settings.priority.default(null),
      assignee: settings.assignee.default(null),
      department: settings.department.default(null),
      add_tags: settings.add_tags.default([]),
      remove_tags: settings.remove_tags.default([]),
    })
    .prefault({}),
})

export const interventionChanges = patchOf({
  name: identifier.optional(),
  title: name(200).optional(),
  enabled: z.boolean().optional(),
  fields: fields.optional().describe('Replaces all of them.'),
  private_template: templateRef.optional(),
  public_template: templateRef.optional(),
  set: patchOf({
    status: settings.status.optional(),
    priority: settings.priority.optional(),
    assignee: settings.assignee.optional(),
    department: settings.department.optional(),
    add_tags: settings.add_tags.optional(),
    remove_tags: settings.remove_tags.optional(),
  })
    .optional()
    .describe('What is absent stays.'),
})

export const runBody = z
  .strictObject({
    ticket: text(20, 1).optional().describe('Number or id.'),
    new_ticket: z
      .strictObject({ requester, subject: text(1000, 1).optional(), culture: culture.optional() })
      .optional()
      .describe('In place of a ticket: one is made. Its subject is the intervention’s title where absent.'),
    data: data.default({}).describe('The answers by field, and whatever else the templates use.'),
    uid: text(200, 1)
      .optional()
      .describe('Your own name for this run: the same one runs once. Needed for a new ticket.'),
  })
  .superRefine(({ ticket, new_ticket, uid }, context) => {
    const wrong = (path: string, code: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message, params: { code } })
    if (ticket === undefined && new_ticket === undefined) wrong('ticket', 'required', 'is required, or a new_ticket')
    if (ticket !== undefined && new_ticket !== undefined) {
      wrong('new_ticket', 'not_allowed', 'must not be there with a ticket')
    }
    if (new_ticket !== undefined && uid === undefined) wrong('uid', 'required', 'is required for a new ticket')
  })

export const run = z.strictObject({
  id: z.string(),
  intervention: named,
  ticket: z.strictObject({ id: z.string(), number: z.int() }),
  uid: z.string().nullable(),
  data: z.record(z.string(), z.unknown()),
  private_message_id: z.string().nullable(),
  public_message_id: z.string().nullable(),
  created_at: z.string(),
})

const TIMEOUT_MAX = 30

export const epilog = z.strictObject({ url: z.string(), timeout_seconds: z.int(), created_at: z.string() })
export const newEpilog = z.strictObject({
  url: text(2_000, 1).describe('https:// or http://, and not of a private address.'),
  timeout_seconds: z.number().int().min(1).max(TIMEOUT_MAX).default(10),
})
/** The one answer with the secret; null where it is a replay. */
export const epilogWithSecret = epilog.extend({
  secret: z.string().nullable().describe('`whsec_` and base64: shown this once.'),
})
