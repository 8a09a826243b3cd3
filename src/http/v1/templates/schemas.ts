import { z } from 'zod'
import { SOURCE_MAX } from '../../../core/templates/engine.ts'
import { TRANSLATIONS_MAX } from '../../../core/templates/update.ts'
import { culture } from '../../schema/culture.ts'
import { jsonObject } from '../../schema/json-object.ts'
import { name } from '../../schema/name.ts'
import { byNameAndId, pageOf, paging } from '../../schema/page.ts'
import { patchOf } from '../../schema/patch.ts'
import { text } from '../../schema/text.ts'

const TYPES = ['reply', 'email', 'notification', 'intervention', 'faq'] as const
const FORMATS = ['text', 'markdown', 'html'] as const

/** What programs call a template or an intervention. An id is digits, so this is not. */
export const identifier = z.string().regex(/^(?=.*[A-Za-z])[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, {
  error: 'must be 1 to 100 letters, digits, dots, dashes and underscores, with a letter among them',
})

const named = z.strictObject({ id: z.string(), name: z.string() })
const words = z.strictObject({ subject: z.string(), body: z.string() })

export const template = z.strictObject({
  id: z.string(),
  type: z.enum(TYPES),
  identifier: z.string(),
  name: z.string(),
  format: z.enum(FORMATS),
  subject: z.string(),
  body: z.string(),
  translations: z.record(z.string(), words),
  department: named.nullable(),
  enabled: z.boolean(),
  suppress_notification: z.boolean(),
  category: z.string(),
  subcategory: z.string(),
  version: z.int(),
  has_draft: z.boolean(),
  created_at: z.string(),
  updated_at: z.string(),
  archived_at: z.string().nullable(),
})

export const templatePage = pageOf(template)
export const listQuery = z.strictObject({
  ...paging(byNameAndId),
  type: z.enum(TYPES).optional(),
  category: text(200, 1).optional(),
  department: text(200, 1).optional().describe('Id or name: the templates for this department, and those for all.'),
})

const subject = text(1000)
const body = text(SOURCE_MAX, 1)
const translation = z.strictObject({ subject: subject.default(''), body })
const counted = {
  check: (given: Record<string, unknown>) => Object.keys(given).length <= TRANSLATIONS_MAX,
  params: { error: `must be at most ${TRANSLATIONS_MAX} languages`, params: { code: 'too_many' } },
}

const fields = {
  type: z.enum(TYPES),
  identifier,
  name: name(200),
  format: z.enum(FORMATS).describe('What the body is written in.'),
  subject: subject.describe('For mail; a message on a ticket has none.'),
  body,
  department: text(200, 1).nullable().describe('Id or name; null for all.'),
  enabled: z.boolean(),
  suppress_notification: z.boolean().describe('A ticket that is filed with it is not acknowledged to its requester.'),
  category: text(200).describe('A shelf of your own.'),
  subcategory: text(200),
}

export const newTemplate = z.strictObject({
  ...fields,
  type: fields.type.default('reply'),
  format: fields.format.default('markdown'),
  subject: fields.subject.default(''),
  translations: z.record(culture, translation).refine(counted.check, counted.params).default({}),
  department: fields.department.default(null),
  enabled: fields.enabled.default(true),
  suppress_notification: fields.suppress_notification.default(false),
  category: fields.category.default(''),
  subcategory: fields.subcategory.default(''),
})

const optional = <Shape extends z.ZodRawShape>(shape: Shape) => z.object(shape).partial().shape

export const templateChanges = patchOf({
  ...optional(fields),
  translations: z
    .record(culture, translation.nullable())
    .refine(counted.check, counted.params)
    .optional()
    .describe('Merged by language; null removes one.'),
})

const DATA_BYTES = 50_000
/** What a template gets besides the ticket. */
export const data = jsonObject(DATA_BYTES)

const filledWith = {
  ticket: text(20, 1).optional().describe('Number or id; a sample ticket where absent.'),
  culture: culture.optional().describe('The ticket’s where absent.'),
  data: data.optional(),
}

export const previewBody = z.strictObject({
  ...filledWith,
  draft: z.boolean().default(false).describe('Its draft in place of what it says now.'),
})
export const draftBody = z.strictObject({
  type: fields.type.default('reply'),
  format: fields.format.default('markdown'),
  subject: fields.subject.default(''),
  body,
  ...filledWith,
})

export const renderBody = z.strictObject({
  recipient: z
    .strictObject({ name: text(200).optional(), email: text(255).optional() })
    .default({})
    .describe('Who reads it: `requester` in the template.'),
  culture: culture.optional().describe('The desk’s where absent.'),
  data: data.optional(),
})

export const preview = z.strictObject({
  culture: z.string(),
  subject: z.string(),
  body: z.strictObject({
    format: z.enum(FORMATS),
    text: z.string(),
    html: z.string().nullable(),
    markdown: z.string().nullable(),
  }),
})

export const variables = z.strictObject({
  data: z.array(z.strictObject({ name: z.string(), description: z.string(), example: z.string() })),
})

const texts = {
  format: z.enum(FORMATS),
  subject: z.string(),
  body: z.string(),
  translations: z.record(z.string(), words),
}

export const draft = z.strictObject({ ...texts, updated_at: z.string() })
export const newDraft = newTemplate.pick({ format: true, subject: true, body: true, translations: true })
export const version = z.strictObject({ ...texts, version: z.int(), author: z.string(), created_at: z.string() })
export const versionPage = pageOf(version)
export const versionsQuery = z.strictObject(paging(z.tuple([z.int().min(1).max(2_147_483_647)])))
export const oneVersion = z.strictObject({ id: z.string(), version: z.string() })

export const placeholders = z.strictObject({
  data: z.array(
    z.strictObject({
      name: z.string(),
      given: z.boolean().describe('Comes with the request as data; false for what Lodge fills.'),
    }),
  ),
})
