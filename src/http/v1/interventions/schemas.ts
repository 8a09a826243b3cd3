import { z } from 'zod'
import { culture } from '../../schema/culture.ts'
import { name } from '../../schema/name.ts'
import { byId, byNameAndId, id, pageOf, paging } from '../../schema/page.ts'
import { patchOf } from '../../schema/patch.ts'
import { text } from '../../schema/text.ts'
import { data, identifier } from '../templates/schemas.ts'
import { PRIORITIES, requester, tags } from '../tickets/schemas.ts'

const STATUSES = ['open', 'pending', 'resolved', 'closed'] as const
const KINDS = ['text', 'checkbox', 'number', 'select', 'date'] as const
const STATES = ['pending', 'submitted', 'confirmed'] as const

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
  final_template: templateName.nullable(),
  steps: z.array(named),
  set: z.strictObject({
    status: z.enum(STATUSES).nullable(),
    priority: z.enum(PRIORITIES).nullable(),
    assignee: z.string().nullable(),
    department: named.nullable(),
    add_tags: z.array(z.string()),
    remove_tags: z.array(z.string()),
    notify_team: z.boolean(),
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

/** What an intervention asks for, as it comes in. */
export const fields = z
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
const steps = z
  .array(text(100, 1))
  .max(20)
  .describe('Interventions by id or name: each starts on the same ticket once the one before it is submitted.')
const settings = {
  status: z.enum(STATUSES).nullable(),
  priority: z.enum(PRIORITIES).nullable(),
  assignee: text(255, 1).nullable().describe('A member’s id or address, or `auto`.'),
  department: text(200, 1).nullable().describe('Id or name.'),
  add_tags: tags,
  remove_tags: tags,
  notify_team: z.boolean().describe('Whether the team is told of a ticket that is made for it.'),
}

export const newIntervention = z.strictObject({
  name: identifier.describe('What contracts and rules call it.'),
  title: name(200),
  enabled: z.boolean().default(true),
  fields: fields.default([]),
  private_template: templateRef.default(null),
  public_template: templateRef.default(null),
  final_template: templateRef.default(null),
  steps: steps.default([]),
  set: z
    .strictObject({
      status: settings.status.default(null),
      priority: settings.priority.default(null),
      assignee: settings.assignee.default(null),
      department: settings.department.default(null),
      add_tags: settings.add_tags.default([]),
      remove_tags: settings.remove_tags.default([]),
      notify_team: settings.notify_team.default(true),
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
  final_template: templateRef.optional(),
  steps: steps.optional().describe('Replaces all of them.'),
  set: patchOf({
    status: settings.status.optional(),
    priority: settings.priority.optional(),
    assignee: settings.assignee.optional(),
    department: settings.department.optional(),
    add_tags: settings.add_tags.optional(),
    remove_tags: settings.remove_tags.optional(),
    notify_team: settings.notify_team.optional(),
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
    submit: z
      .boolean()
      .default(true)
      .describe(
        'False: its fields are filled in and submitted later. What asks for nothing is submitted as it starts.',
      ),
    uid: text(255, 1)
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
  state: z.enum(STATES),
  data: z.record(z.string(), z.unknown()),
  values: z.record(z.string(), z.unknown()).describe('What was filled in, by field.'),
  private_message_id: z.string().nullable(),
  public_message_id: z.string().nullable(),
  final_message_id: z.string().nullable(),
  remote: z.record(z.string(), z.unknown()).nullable().describe('What the remote system confirmed it with.'),
  step_of: z
    .strictObject({ run: z.string(), step: z.int() })
    .nullable()
    .describe('Which other run it is a step of, and its place there, from 0.'),
  created_at: z.string(),
  submitted_at: z.string().nullable(),
  confirmed_at: z.string().nullable(),
})

export const runWithForm = run.extend({
  fields: z.array(fieldOut.extend({ value: z.unknown() })).describe('Labels with their placeholders filled.'),
  epilog: z
    .strictObject({
      delivery: z.string(),
      state: z.enum(['pending', 'sending', 'sent', 'failed']),
      attempts: z.int(),
      reason: z.string().nullable(),
    })
    .nullable()
    .describe('How telling the remote system goes; null where there is none to tell.'),
})
export const runPage = pageOf(runWithForm)
export const runsQuery = z.strictObject({
  ...paging(byId),
  ticket: id.optional().describe('A ticket’s id.'),
  intervention: id.optional().describe('An intervention’s id.'),
  state: z.enum(STATES).optional(),
})

export const valuesBody = z.strictObject({
  values: data.describe('By field; what is absent or null is empty.'),
})
export const submitBody = valuesBody.partial()
export const confirmBody = z.strictObject({
  data: data.default({}).describe('What the final template says of it, as `remote`.'),
})

export const newToken = z.strictObject({ name: name(200).describe('Who confirms.') })
export const token = z.strictObject({
  id: z.string().describe('Of the credential: DELETE /v1/credentials/{id} revokes it.'),
  name: z.string(),
  secret: z.string().nullable().describe('Shown this once; null where the answer is a replay.'),
})

const TIMEOUT_MAX = 30

export const epilog = z.strictObject({ url: z.string().nullable(), timeout_seconds: z.int(), created_at: z.string() })
export const newEpilog = z.strictObject({
  url: text(2_000, 1)
    .nullable()
    .describe(
      'https:// or http://, and not of a private address. Null: nobody is told, and a token confirms what was submitted.',
    ),
  timeout_seconds: z.number().int().min(1).max(TIMEOUT_MAX).default(10),
})
/** The one answer with the secret; null where it is a replay. */
export const epilogWithSecret = epilog.extend({
  secret: z.string().nullable().describe('`whsec_` and base64: shown this once.'),
})
