import { z } from 'zod'
import { COMPANY_TRAITS_MAX } from '../../../core/traits.ts'
import { domain } from '../../schema/domain.ts'
import { jsonObject } from '../../schema/json-object.ts'
import { byId, pageOf, paging } from '../../schema/page.ts'
import { patchOf } from '../../schema/patch.ts'
import { text } from '../../schema/text.ts'

export const company = z.strictObject({
  id: z.string(),
  external_id: z.string().nullable(),
  name: z.string(),
  domain: z.string().nullable(),
  traits: z.record(z.string(), z.unknown()),
  created_at: z.string(),
  updated_at: z.string(),
})

export const companyPage = pageOf(company)

export const listQuery = z.strictObject({
  external_id: text(255, 1).optional(),
  q: text(255, 1).optional().describe('The beginning of a name or of a domain.'),
  ...paging(byId),
})

export const newCompany = z.strictObject({
  external_id: text(255, 1).optional(),
  name: text(200, 1),
  domain: domain.optional(),
  traits: jsonObject(COMPANY_TRAITS_MAX).optional(),
})

export const companyChanges = patchOf({
  external_id: text(255, 1).nullable().optional(),
  name: text(200, 1).optional(),
  domain: domain.nullable().optional(),
  traits: jsonObject(COMPANY_TRAITS_MAX).optional(),
})
