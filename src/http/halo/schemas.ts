import { z } from 'zod'
import { COMPANY_TRAITS_MAX, TRAITS_MAX } from '../../core/traits.ts'
import { domain } from '../schema/domain.ts'
import { email } from '../schema/email.ts'
import { jsonObject } from '../schema/json-object.ts'
import { text } from '../schema/text.ts'

/** Fields that are not listed are ignored. An empty text says nothing. */

const ID_MAX = 255
const NAME_MAX = 255
const SESSION_MAX = 255

const isEmpty = (value: unknown): boolean => value === ''
const orEmpty = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (isEmpty(value) ? undefined : value), schema.optional())

const userToken = z.string().optional()
const sessionId = orEmpty(text(SESSION_MAX))

export const createBody = z.object({
  user_id: orEmpty(text(ID_MAX)),
  email: orEmpty(email),
  name: orEmpty(text(NAME_MAX)),
  subject: text(1_000, 1),
  message: text(50_000).optional(),
  metadata: jsonObject(50_000).optional(),
  source: orEmpty(text(50)).transform((source) => source ?? 'api'),
  priority: z.enum(['normal', 'priority']).default('normal'),
  ai_enabled: z.boolean().default(false),
  user_token: userToken,
})

/** Traits and context together, as JSON. Deeper than 32 levels is nobody's trait. */
const together = <Schema extends z.ZodType<{ traits?: object | undefined; context?: object | undefined }>>(
  schema: Schema,
  max: number,
) =>
  schema.refine(
    ({ traits, context }) =>
      Buffer.byteLength(JSON.stringify(traits ?? {})) + Buffer.byteLength(JSON.stringify(context ?? {})) <= max,
    { path: ['traits and context'], error: `must be at most ${max} bytes together`, params: { code: 'too_large' } },
  )

const userTraits = z.looseObject({ name: text(NAME_MAX).nullish(), email: orEmpty(email.nullable()) })
const companyTraits = z.looseObject({ name: orEmpty(text(NAME_MAX).nullable()), domain: orEmpty(domain.nullable()) })
const facts = <Traits extends z.ZodType<unknown, Record<string, unknown>>>(traits: Traits, max: number) => ({
  // First what it may be as a whole, then what of it has a name.
  traits: jsonObject(max).pipe(traits).optional(),
  context: jsonObject(max).optional(),
})

const user = z.object({ user_id: text(ID_MAX, 1), ...facts(userTraits, TRAITS_MAX) })

export const identifyBody = together(user.extend({ session_id: sessionId, user_token: userToken }), TRAITS_MAX)

export const updateBody = z.preprocess(
  // One user is a list of one.
  (body) => (typeof body === 'object' && body !== null && !('users' in body) ? { ...body, users: [body] } : body),
  z.object({ user_token: userToken, users: z.array(together(user, TRAITS_MAX)).min(1).max(1_000) }),
)

export const companyBody = together(
  z.object({
    company_id: text(ID_MAX, 1),
    user_id: orEmpty(text(ID_MAX)),
    user_token: userToken,
    ...facts(companyTraits, COMPANY_TRAITS_MAX),
  }),
  COMPANY_TRAITS_MAX,
)

export const eventsBody = z.object({
  user_id: orEmpty(text(ID_MAX)),
  session_id: sessionId,
  user_token: userToken,
  events: z
    .array(
      z.object({
        event_type: z.string().min(1),
        element_selector: z.string().nullish(),
        page_url: z.string().nullish(),
        metadata: jsonObject(10_000).nullish(),
      }),
    )
    .max(100),
})

export const configQuery = z.object({ org_id: z.string().min(1) })

const who = z.strictObject({
  id: z.string(),
  external_id: z.string().nullable(),
  email: z.string().nullable(),
  created: z.boolean(),
})
const success = z.literal(true)

export const succeeded = z.strictObject({ success })
export const created = z.strictObject({
  success,
  ticket: z.strictObject({
    id: z.string(),
    number: z.int(),
    subject: z.string(),
    status: z.enum(['open', 'priority']),
    source: z.string(),
  }),
  user: who,
})
export const identified = z.strictObject({ success, user: who })
export const updated = z.strictObject({ success, created: z.int(), updated: z.int() })
export const companyIdentified = z.strictObject({
  success,
  company: z.strictObject({ id: z.string(), company_id: z.string(), created: z.boolean() }),
  user: who.optional(),
})
export const config = z.strictObject({
  org_id: z.string(),
  name: z.string(),
  locale: z.string(),
  identity_verification: z.boolean(),
})
