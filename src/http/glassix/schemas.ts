import { z } from 'zod'
import { METADATA_BYTES } from '../../core/tickets/update.ts'
import { FIELD_NAMES, type GlassixCreate } from '../../dialects/glassix/create.ts'
import type { GivenParticipant } from '../../dialects/glassix/participants.ts'
import { CULTURES, PARTICIPANT_TYPES, PROTOCOLS, STATES, SUB_PROTOCOLS } from '../../dialects/glassix/words.ts'
import { jsonObject } from '../schema/json-object.ts'
import { moment } from '../schema/moment.ts'
import { text } from '../schema/text.ts'
import { tags } from '../v1/tickets/schemas.ts'

/**
 * The bodies of this contract. The official C# client sends every property it knows, null where it was not set: null is the
 * same as left out. What is not listed is ignored.
 */

/** Left out, or null. */
export const optional = <Schema extends z.ZodType>(schema: Schema) =>
  schema.nullish().transform((value) => value ?? undefined)

export const withDefault = <Schema extends z.ZodType>(schema: Schema, value: z.output<Schema>) =>
  schema.nullish().transform((given) => given ?? value)

/** One of some words, in any case: clients spell them as they like. `others`: what else is one of them, in lower case. */
export const anyCase = <const Word extends string>(
  words: readonly Word[],
  others: Record<string, NoInfer<Word>> = {},
) => {
  const byName = new Map<string, Word>([
    ...words.map((word): [string, Word] => [word.toLowerCase(), word]),
    ...Object.entries(others),
  ])
  return z.string().transform((value, context): Word => {
    const known = byName.get(value.trim().toLowerCase())
    if (known !== undefined) return known
    const message = `must be one of: ${words.join(', ')}`
    context.issues.push({ code: 'custom', input: value, message, params: { code: 'not_allowed' } })
    return z.NEVER
  })
}

/** ISO 8601, in UTC where it names no zone. The client's DateTime.MinValue means none. */
const time = z
  .string()
  .transform((value) => (/(?:z|[+-]\d\d:?\d\d)$/i.test(value) ? value : `${value}Z`))
  .transform((value) => (value.startsWith('0001-01-01T00:00:00') ? undefined : value))
  .pipe(moment.transform((value) => new Date(value)).optional())

const field = text(120)
// Here and below, null is taken for what it means at the end of the body's check: a step of its own for each of thirty
// fields, most of them left out, is half the work of a creation's check.
const fields = Object.fromEntries(FIELD_NAMES.map((name) => [name, field.nullish()])) // ten of them

const note = text(255).nullish()
const flag = z.boolean().nullish()

const participant = z
  .object({
    // What the C# client sends where nobody set it, by its own spelling: so its README makes a customer.
    type: anyCase(PARTICIPANT_TYPES, { undefind: 'Client', undefined: 'Client' }).nullish(),
    protocolType: anyCase(PROTOCOLS),
    subProtocolType: anyCase(SUB_PROTOCOLS).nullish(),
    name: text(200).nullish(),
    identifier: note,
    displayName: text(200).nullish(),
    departmentIdentifier: note,
    userName: note,
    isActive: flag,
    isDeleted: flag,
  })
  .transform(
    (given): GivenParticipant => ({
      type: given.type ?? 'Client',
      protocolType: given.protocolType,
      subProtocolType: given.subProtocolType ?? 'Undefined',
      name: given.name ?? undefined,
      identifier: given.identifier ?? undefined,
      displayName: given.displayName ?? undefined,
      departmentIdentifier: given.departmentIdentifier ?? undefined,
      userName: given.userName ?? undefined,
      isActive: given.isActive ?? true,
      isDeleted: given.isDeleted ?? false,
    }),
  )

/** The fields that the official C# client reads by type are held to it; whatever else is in them is kept too. */
const details = jsonObject(METADATA_BYTES).pipe(
  z.looseObject({
    userAgent: z.string().nullish(),
    iPAddress: z.string().nullish(),
    location: z.string().nullish(),
    cardsPath: z.string().nullish(),
    source: z.looseObject({ title: z.string().nullish(), uri: z.string().nullish() }).nullish(),
    externalLink: z.string().nullish(),
    isMobile: z.boolean().nullish(),
    identityTokenClaims: z.record(z.string(), z.string()).nullish(),
    referral: z.looseObject({ utmParameters: z.record(z.string(), z.string()).nullish() }).nullish(),
  }),
)

/** A message of the old guide: `{fromParticipant:{identifier,type},text,type:"Message"}`. */
const inlineMessage = z.object({
  fromParticipant: optional(z.object({ type: withDefault(anyCase(PARTICIPANT_TYPES), 'Client') })),
  text: text(50_000, 1),
  type: withDefault(anyCase(['Message']), 'Message'),
})

const set = z.object({ ...fields, uniqueArgument: text(255).nullish(), details: details.nullish() })

export const createBody = set
  .extend({
    culture: anyCase(CULTURES).nullish(),
    participants: z.array(participant).max(100),
    tags: tags.nullish(),
    // Undefined is the C# client's word for none.
    state: anyCase([...STATES, 'Undefined']).nullish(),
    open: time.nullish(),
    close: time.nullish(),
    getAvailableUser: flag,
    addIntroductionMessage: flag,
    enableWebhook: flag,
    markAsRead: flag,
    transactions: z.array(inlineMessage).max(100).nullish(),
  })
  .transform(
    (body): GlassixCreate => ({
      fields: givenFields(body),
      culture: body.culture ?? 'en-US',
      participants: body.participants,
      tags: [...new Set(body.tags ?? [])].sort(),
      uniqueArgument: body.uniqueArgument ?? undefined,
      state: !body.state || body.state === 'Undefined' ? 'Open' : body.state,
      open: body.open ?? undefined,
      close: body.close ?? undefined,
      getAvailableUser: body.getAvailableUser ?? true,
      addIntroductionMessage: body.addIntroductionMessage ?? true,
      enableWebhook: body.enableWebhook ?? true,
      markAsRead: body.markAsRead ?? false,
      details: body.details ?? undefined,
      messages: (body.transactions ?? []).map(({ fromParticipant, text }) => ({
        fromClient: (fromParticipant?.type ?? 'Client') === 'Client',
        text,
      })),
    }),
  )

const givenFields = (body: Record<string, unknown>): Record<string, string> => {
  const given: Record<string, string> = {}
  for (const name of FIELD_NAMES) {
    const value = body[name]
    if (typeof value === 'string') given[name] = value
  }
  return given
}

/** What is left out, or null, stays as it is. */
export const setFieldsBody = set.transform((body) => ({
  fields: givenFields(body),
  uniqueArgument: body.uniqueArgument ?? undefined,
  details: body.details ?? undefined,
}))

/** A ticket's number: what is not digits is refused before it is looked for. */
export const ticketParams = z.object({
  ticketId: z.string().regex(/^\d+$/, { error: 'must be a whole number' }),
})

/** A switch of a query: `true` or `false` in any case, as each client writes it. */
export const switchOf = (value: boolean) =>
  anyCase(['true', 'false'])
    .optional()
    .transform((word) => (word === undefined ? value : word === 'true'))
