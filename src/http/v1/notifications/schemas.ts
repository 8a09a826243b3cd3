import { z } from 'zod'
import { byId, id, pageOf, paging } from '../../schema/page.ts'

const notification = z.strictObject({
  id: z.string(),
  kind: z.enum(['mention', 'assignment', 'reply', 'not_sent']),
  ticket: z.strictObject({ id: z.string(), number: z.int(), subject: z.string() }),
  message_id: z.string().nullable(),
  by: z.strictObject({ id: z.string().nullable(), name: z.string() }).nullable(),
  created_at: z.string(),
  read_at: z.string().nullable(),
})

const unread = z.int().meta({ description: 'How many are not read, of all.' })

export const notificationQuery = z.strictObject({
  ...paging(byId),
  unread: z.enum(['true', 'false']).default('false').meta({ description: 'Only those that are not read.' }),
})
export const notificationPage = pageOf(notification).extend({ unread })

export const readBody = z
  .strictObject({
    up_to: id.optional().meta({ description: 'The newest one that was seen: it and all before it.' }),
    ticket: id.optional().meta({ description: 'All of a ticket, by its id.' }),
  })
  .refine((value) => value.up_to !== undefined || value.ticket !== undefined, {
    error: 'needs up_to or ticket',
    params: { code: 'required' },
  })
export const readAnswer = z.strictObject({ unread })
