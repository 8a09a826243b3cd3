import { z } from 'zod'
import { normaliseEmail } from '../../../core/contacts/email.ts'
import { DURATION_FORM, minutesOf } from '../../../core/rules/duration.ts'
import { AUTHORS, PRIORITIES } from '../../../core/rules/field.ts'
import { CHANGEABLE, SINCE } from '../../../core/rules/trigger.ts'
import { KINDS } from '../../../core/sla/policy.ts'
import { TAGS_MAX } from '../../../core/tickets/update.ts'
import { jsonObject } from '../../schema/json-object.ts'
import { name } from '../../schema/name.ts'
import { byId, id, pageOf, paging } from '../../schema/page.ts'
import { patchOf } from '../../schema/patch.ts'
import { text } from '../../schema/text.ts'
import { conditions, conditionsShown } from './condition-schema.ts'

const duration = z
  .string()
  .refine((value) => minutesOf(value) !== undefined, { error: `must be ${DURATION_FORM}` })
  .meta({ description: `As ${DURATION_FORM}.` })

const selector = z.discriminatedUnion('event', [
  z.strictObject({ event: z.literal('ticket.created') }),
  z.strictObject({
    event: z.literal('ticket.updated'),
    changed: z.array(z.enum(CHANGEABLE)).min(1).optional().describe('One of these at least; any where absent.'),
  }),
  z.strictObject({ event: z.enum(['sla.warning', 'sla.breached']), timer: z.array(z.enum(KINDS)).min(1).optional() }),
  z.strictObject({
    event: z.literal('message.created'),
    author: z.array(z.enum(AUTHORS)).min(1).optional(),
    public: z.boolean().optional(),
  }),
])

const when = z.union([
  z.strictObject({ events: z.array(selector).min(1).max(10) }),
  z.strictObject({
    after: duration,
    since: z.enum(SINCE),
    business: z.boolean().optional().describe('Only the working time of the ticket’s department counts.'),
  }),
])

/** Of what an intervention is told. */
const DATA_BYTES = 10_000

const tags = z
  .array(text(50, 1).overwrite((tag) => tag.trim().toLowerCase()))
  .min(1)
  .max(TAGS_MAX)

/** In its one spelling. Not `email`: what goes out has this form too. */
const address = z
  .string()
  .max(255)
  .refine((value) => normaliseEmail(value) !== undefined, {
    error: 'must be an email address',
    params: { code: 'invalid_email' },
  })
  .overwrite((value) => normaliseEmail(value) ?? value)

const ACTIONS = [
  z.strictObject({ do: z.literal('set_status'), status: z.enum(['open', 'pending', 'resolved', 'closed', 'spam']) }),
  z.strictObject({ do: z.literal('snooze'), for: duration }),
  z.strictObject({ do: z.literal('set_priority'), priority: z.enum(PRIORITIES) }),
  z.strictObject({ do: z.literal('set_department'), department: text(200, 1) }),
  z.strictObject({ do: z.literal('set_type'), type: text(200, 1) }),
  z.strictObject({
    do: z.literal('assign'),
    to: text(255, 1).nullable().describe('A member’s id or address, `auto`, or null for nobody.'),
  }),
  z.strictObject({ do: z.literal('add_tags'), tags }),
  z.strictObject({ do: z.literal('remove_tags'), tags }),
  z.strictObject({
    do: z.literal('note'),
    body: text(50_000, 1),
    body_format: z.enum(['text', 'markdown', 'html']).default('text'),
  }),
  z.strictObject({ do: z.literal('reply'), template: text(200, 1).describe('Id or identifier.') }),
  z.strictObject({
    do: z.literal('run_intervention'),
    intervention: text(200, 1).describe('Id or name.'),
    data: jsonObject(DATA_BYTES).default({}),
  }),
  z.strictObject({
    do: z.literal('mail'),
    to: address
      .nullable()
      .default(null)
      .describe('Null for the team: who works on the ticket, else who is online, else the owners.'),
    text: text(2_000).default(''),
  }),
  z.strictObject({ do: z.literal('webhook'), endpoint: id, text: text(2_000).default('') }),
  z.strictObject({ do: z.literal('slack'), connection: id, channel: text(200, 1), text: text(2_000).default('') }),
] as const

const action = z.discriminatedUnion('do', ACTIONS)
const askAi = z.strictObject({ do: z.literal('ask_ai') })
const wantedAction = z.discriminatedUnion('do', [...ACTIONS, askAi])

export type WantedAction = z.output<typeof wantedAction>

export const rule = z.strictObject({
  id: z.string(),
  name: z.string(),
  enabled: z.boolean(),
  stop: z.boolean().describe('Whether no later rule looks at an event that this one matched.'),
  position: z.int(),
  when,
  if: conditionsShown,
  then: z.array(action),
  stopped: z
    .strictObject({ at: z.string(), reason: z.string(), ticket_id: z.string().nullable() })
    .nullable()
    .describe('The last time that a budget stopped it, until the rule is changed.'),
  created_at: z.string(),
  updated_at: z.string(),
})

const actions = z.array(wantedAction).min(1).max(20)

export const newRule = z.strictObject({
  name: name(200),
  enabled: z.boolean().default(true),
  stop: z.boolean().default(false),
  when,
  if: conditions.prefault({}),
  then: actions,
})

export const ruleChanges = patchOf({
  name: name(200).optional(),
  enabled: z.boolean().optional(),
  stop: z.boolean().optional(),
  when: when.optional(),
  if: conditions.optional(),
  then: actions.optional(),
})

export const rulePage = pageOf(rule)
export const listQuery = z.strictObject(paging(z.tuple([z.number().int(), id])))

export const order = z.strictObject({
  rules: z.array(z.string()).max(1_000).describe('Each of the desk’s rules, once.'),
})

const changes = z.record(z.string(), z.strictObject({ from: z.unknown(), to: z.unknown() }))

const run = z.strictObject({
  id: z.string(),
  rule: z.strictObject({ id: z.string(), name: z.string().describe('As it was called then.') }),
  ticket_id: z.string(),
  event_id: z.string().nullable().describe('What it acted on; null where a time had passed.'),
  state: z.enum(['done', 'failed', 'stopped']),
  depth: z.int().describe('How many rules, one after another, led here: 1 where none did but this.'),
  changes,
  did: z.array(z.string()),
  error: z.string().nullable(),
  created_at: z.string(),
})

export const runPage = pageOf(run)
export const runQuery = z.strictObject(paging(byId))

export const dryRunBody = z.strictObject({ last: z.int().min(1).max(1_000).default(100) })

export const draftDryRunBody = newRule.extend({
  ...dryRunBody.shape,
  name: name(200).default('Draft'),
})

export const dryRun = z.strictObject({
  tickets: z.int().describe('How many were looked at.'),
  events: z.int(),
  data: z.array(
    z.strictObject({
      ticket: z.strictObject({ id: z.string(), number: z.int(), subject: z.string() }),
      event: z
        .strictObject({ id: z.string(), type: z.string(), created_at: z.string() })
        .nullable()
        .describe('What it would first have acted on; null where a time has passed.'),
      times: z.int(),
      changes,
      would: z.array(z.string()),
      error: z.string().nullable(),
    }),
  ),
})
