import { z } from 'zod'
import { IDENTITY_KINDS } from '../../../core/contacts/contact.ts'
import { COMPANY_TRAITS_MAX, TRAITS_MAX } from '../../../core/traits.ts'
import { culture } from '../../schema/culture.ts'
import { domain } from '../../schema/domain.ts'
import { email } from '../../schema/email.ts'
import { jsonObject } from '../../schema/json-object.ts'
import { byId, id, pageOf, paging } from '../../schema/page.ts'
import { patchOf } from '../../schema/patch.ts'
import { phone } from '../../schema/phone.ts'
import { text } from '../../schema/text.ts'

export const contact = z.strictObject({
  id: z.string(),
  external_id: z.string().nullable(),
  email: z.string().nullable(),
  name: z.string(),
  company: z.strictObject({ id: z.string(), external_id: z.string().nullable(), name: z.string() }).nullable(),
  culture: z.string().nullable(),
  traits: z.record(z.string(), z.unknown()),
  identities: z.array(z.strictObject({ kind: z.enum(IDENTITY_KINDS), value: z.string() })),
  merged_into: z.string().nullable(),
  created_at: z.string(),
  updated_at: z.string(),
  last_seen_at: z.string().nullable(),
})

const count = z.number().int()
export const wholeContact = contact.extend({
  tickets: z.strictObject({
    open: count,
    pending: count,
    snoozed: count,
    resolved: count,
    closed: count,
    spam: count,
  }),
})

export const contactPage = pageOf(contact)

export const listQuery = z.strictObject({
  email: email.optional(),
  external_id: text(255, 1).optional(),
  company: id.optional().describe("A company's id."),
  q: text(255, 1).optional().describe('The beginning of a name or of an address.'),
  ...paging(byId),
})

export const identification = z
  .strictObject({
    external_id: text(255, 1).optional(),
    email: email.optional(),
    phone: phone.optional(),
    name: text(200, 1).optional(),
    culture: culture.optional(),
    traits: jsonObject(TRAITS_MAX).optional(),
    company: z
      .strictObject({
        external_id: text(255, 1),
        name: text(200, 1).optional(),
        domain: domain.optional(),
        traits: jsonObject(COMPANY_TRAITS_MAX).optional(),
      })
      .optional(),
  })
  .refine((value) => value.external_id !== undefined || value.email !== undefined, {
    error: 'needs an external_id or an email',
    params: { code: 'required' },
  })

export const contactChanges = patchOf({
  name: text(200).optional(),
  culture: culture.nullable().optional(),
  traits: jsonObject(TRAITS_MAX).optional(),
  company_id: z.string().nullable().optional(),
})

export const mergeBody = z.strictObject({ into: z.string() })

/** Each kind's value in its one spelling. */
export const identityBody = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('email'), value: email }),
  z.strictObject({ kind: z.literal('phone'), value: phone }),
  z.strictObject({ kind: z.literal('external_id'), value: text(255, 1) }),
  z.strictObject({ kind: z.literal('channel'), value: text(255, 1) }),
])

export const identityParams = z.strictObject({ id: z.string(), kind: z.enum(IDENTITY_KINDS), value: z.string() })
