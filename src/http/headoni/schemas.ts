import { z } from 'zod'
import { email } from '../schema/email.ts'
import { id } from '../schema/page.ts'
import { text } from '../schema/text.ts'

const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const

/** Fields that are not listed are ignored. */
export const createBody = z.object({
  email,
  name: text(120).optional(),
  subject: text(500, 1),
  body: text(50_000, 1),
  priority: z.enum(PRIORITIES).default('normal'),
  departmentId: id.optional(),
  ticketTypeId: id.optional(),
})

export const listQuery = z.object({
  requesterEmail: email.optional(),
  status: z.string().optional(),
  limit: z
    .string()
    .regex(/^\d{1,3}$/, { error: 'must be a whole number from 1 to 100' })
    .transform(Number)
    .pipe(z.number().min(1).max(100))
    .default(25),
  cursor: id.optional(),
})

const status = z.strictObject({
  id: z.string(),
  label: z.string(),
  internalType: z.enum(['open', 'awaiting_reply', 'resolved', 'closed']),
})

const row = z.strictObject({
  id: z.string(),
  number: z.number().int(),
  subject: z.string(),
  priority: z.enum(PRIORITIES),
  status,
  requester: z.strictObject({ email: z.string().nullable(), name: z.string().nullable() }),
  createdAt: z.string(),
  updatedAt: z.string(),
})

export const created = z.strictObject({
  ticket: row.pick({ id: true, number: true, subject: true, priority: true }).extend({
    requester: z.strictObject({ email: z.string() }),
  }),
})
export const accepted = z.strictObject({ ok: z.literal(true) })
export const page = z.strictObject({ tickets: z.array(row), nextCursor: z.string().nullable() })

const named = z.strictObject({ id: z.string(), name: z.string() })

export const whole = z.strictObject({
  ticket: row.extend({
    department: named,
    ticketType: named,
    messages: z.array(
      z.strictObject({
        id: z.string(),
        authorKind: z.enum(['agent', 'end_user', 'system', 'automation']),
        bodyMd: z.string(),
        createdAt: z.string(),
      }),
    ),
  }),
})

export const departments = z.strictObject({
  departments: z.array(named.extend({ isDefault: z.boolean(), isPublicToUsers: z.boolean() })),
})
export const ticketTypes = z.strictObject({
  ticketTypes: z.array(named.extend({ isInternal: z.boolean(), isDefault: z.boolean() })),
})
