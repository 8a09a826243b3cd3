import { z } from 'zod'
import type { DeskChanges } from '../../../core/desks/update.ts'
import { culture } from '../../schema/culture.ts'
import { name } from '../../schema/name.ts'
import { patchOf } from '../../schema/patch.ts'
import { signature } from '../../schema/signature.ts'

export const desk = z.strictObject({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  culture: z.string(),
  allowed_origins: z.array(z.string()),
  signature: z.string().nullable(),
  created_at: z.string(),
  updated_at: z.string(),
})

/** An origin as browsers send it (RFC 6454, section 6.2): scheme, host and port where it is not the scheme's. */
const origin = z.string().transform((value, context) => {
  const url = URL.canParse(value) ? new URL(value) : undefined
  if (url && ['http:', 'https:'].includes(url.protocol) && [url.origin, `${url.origin}/`].includes(value.toLowerCase()))
    return url.origin
  context.issues.push({
    code: 'custom',
    input: value,
    message: 'must be an origin like https://www.example.com',
    params: { code: 'invalid_origin' },
  })
  return z.NEVER
})

export const deskChanges = patchOf({
  name: name(200).optional(),
  culture: culture.optional().describe('Of tickets that come without one.'),
  allowed_origins: z
    .array(origin)
    .max(100)
    .optional()
    .describe('Of the pages that may use public keys, such as https://www.example.com; none for all.'),
  signature: signature.optional(),
})

export const toChanges = ({
  name,
  culture,
  allowed_origins,
  signature,
}: z.output<typeof deskChanges>): DeskChanges => ({
  name,
  culture,
  allowedOrigins: allowed_origins,
  signature,
})
