import { z } from 'zod'
import { wrongExpression } from '../../../channels/hooks/mapping/check.ts'
import { isPointer, wrongPointer } from '../../../channels/hooks/mapping/pointer.ts'
import { MAPPED, SOURCES } from '../../../core/hooks/hook.ts'
import { FIELDS_MAX, TAGS_MAX } from '../../../core/tickets/update.ts'
import { culture } from '../../schema/culture.ts'
import { email } from '../../schema/email.ts'
import { name } from '../../schema/name.ts'
import { byId, pageOf, paging } from '../../schema/page.ts'
import { patchOf } from '../../schema/patch.ts'
import { text } from '../../schema/text.ts'

const EXPRESSION_MAX = 2000
const MAPPED_MAX = 50

const checked = (wrong: (value: string) => string | undefined, description: string) =>
  text(EXPRESSION_MAX, 1)
    .superRefine((value, context) => {
      const message = wrong(value)
      if (message) context.addIssue({ code: 'custom', message, params: { code: 'invalid_expression' } })
    })
    .meta({ description })

const expression = checked(
  wrongExpression,
  'Where in the payload it is: a JSON Pointer (`/data/email`) or a JSONata expression (`data.email`).',
)
const pointer = checked(
  (value) => (isPointer(value) ? wrongPointer(value) : 'must be a JSON Pointer like /data/id'),
  'What a repeat has in common with the first: a JSON Pointer.',
)
const expressions = z.record(text(64, 1), expression).refine((value) => Object.keys(value).length <= MAPPED_MAX, {
  error: `must be at most ${MAPPED_MAX} names`,
  params: { code: 'too_many' },
})

const mapping = z.strictObject({
  // The same for each of them: what is absent is the source's own.
  ...(Object.fromEntries(MAPPED.map((field) => [field, expression.optional()])) as Record<
    (typeof MAPPED)[number],
    z.ZodOptional<typeof expression>
  >),
  fields: expressions.optional(),
  metadata: expressions.optional(),
  delivery_id: pointer.optional(),
})

const defaults = z.strictObject({
  email: email.optional(),
  external_id: text(255, 1).optional(),
  name: text(200, 1).optional(),
  subject: text(1000, 1).optional(),
  body: text(50_000, 1).optional(),
  priority: z.enum(['low', 'normal', 'high', 'urgent']).optional(),
  assignee: text(255, 1).optional(),
  culture: culture.optional(),
  tags: z.array(text(50, 1)).max(TAGS_MAX).optional(),
  fields: z
    .record(text(64, 1), text(2000))
    // Those that are mapped come on top.
    .refine((value) => Object.keys(value).length <= FIELDS_MAX - MAPPED_MAX, {
      error: `must be at most ${FIELDS_MAX - MAPPED_MAX} names`,
      params: { code: 'too_many' },
    })
    .optional(),
})

const named = z.strictObject({ id: z.string(), name: z.string() })
const signingSecret = text(500, 1).meta({ description: 'What the sender signs by; kept sealed, never shown.' })

export const newHook = z.strictObject({
  name: name(200),
  source: z.enum(SOURCES),
  department: text(200, 1).optional().meta({ description: 'Id or name; the desk’s default where absent.' }),
  type: text(200, 1).optional(),
  signing_secret: signingSecret.optional(),
  notify_requester: z
    .boolean()
    .default(false)
    .meta({ description: 'Whether a requester is told that it was received: anybody can type anybody’s address.' }),
  defaults: defaults.default({}),
  mapping: mapping.default({}),
})

export const hookChanges = patchOf({
  name: name(200).optional(),
  department: text(200, 1).nullable().optional(),
  type: text(200, 1).nullable().optional(),
  signing_secret: signingSecret.nullable().optional(),
  notify_requester: z.boolean().optional(),
  defaults: defaults.optional().meta({ description: 'Replaces all of them.' }),
  mapping: mapping.optional().meta({ description: 'Replaces all of it.' }),
})

export const hook = z.strictObject({
  id: z.string(),
  name: z.string(),
  source: z.enum(SOURCES),
  signed: z.boolean(),
  department: named.nullable(),
  type: named.nullable(),
  notify_requester: z.boolean(),
  defaults: z.record(z.string(), z.unknown()),
  mapping: z.record(z.string(), z.unknown()),
  created_at: z.string(),
  updated_at: z.string(),
  revoked_at: z.string().nullable(),
})

export const hookWithAddress = hook.extend({
  url: z.string().nullable().meta({ description: 'Where to send to; null once it is revoked.' }),
  setup: z.strictObject({ instructions: z.string(), script: z.string().nullable() }).nullable(),
})

export const hookPage = pageOf(hook)
export const listQuery = z.strictObject(paging(byId))

const sample = {
  payload: z.unknown().optional().meta({ description: 'What the sender would send, as JSON.' }),
  headers: z.record(text(100, 1), text(1000)).optional(),
  delivery_id: text(20, 1).optional().meta({ description: 'Or one that was received.' }),
}
const isOneSample = (value: { payload?: unknown; delivery_id?: string | undefined }): boolean =>
  (value.payload === undefined) !== (value.delivery_id === undefined)
const needsSample = { error: 'needs a payload or a delivery_id', params: { code: 'required' } }

export const previewBody = z
  .strictObject({
    ...sample,
    defaults: defaults.optional().meta({ description: 'In place of the hook’s.' }),
    mapping: mapping.optional().meta({ description: 'In place of the hook’s.' }),
  })
  .refine(isOneSample, needsSample)

export const draftPreviewBody = z
  .strictObject({
    ...sample,
    hook_id: text(20, 1).optional().meta({ description: 'With `delivery_id`: the hook that received it.' }),
    name: name(200).optional().meta({ description: 'Subjects of their own name it.' }),
    source: z.enum(SOURCES),
    department: text(200, 1).nullish(),
    type: text(200, 1).nullish(),
    defaults: defaults.default({}),
    mapping: mapping.default({}),
  })
  .refine(isOneSample, needsSample)
  .refine((value) => (value.delivery_id === undefined) === (value.hook_id === undefined), {
    error: 'goes with delivery_id',
    path: ['hook_id'],
    params: { code: 'required' },
  })

export const previewAnswer = z.strictObject({
  outcome: z.enum(['ticket', 'quarantined', 'ignored']),
  detail: z.string().nullable(),
  ticket: z
    .strictObject({
      requester: z.strictObject({
        external_id: z.string().nullable(),
        email: z.string().nullable(),
        name: z.string().nullable(),
      }),
      subject: z.string(),
      body: z.string(),
      body_format: z.enum(['text', 'markdown', 'html']),
      priority: z.enum(['low', 'normal', 'high', 'urgent']),
      department: named,
      type: named,
      assignee: z.string().nullable(),
      tags: z.array(z.string()),
      fields: z.record(z.string(), z.string()),
      metadata: z.record(z.string(), z.unknown()),
      culture: z.string().nullable(),
      external_ref: z.string().nullable(),
      source: z.string(),
    })
    .nullable(),
})
