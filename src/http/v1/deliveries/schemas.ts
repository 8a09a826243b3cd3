import { z } from 'zod'
import { moment } from '../../schema/moment.ts'
import { byId, id, pageOf, paging } from '../../schema/page.ts'
import { text } from '../../schema/text.ts'

const channel = z.enum(['webhook', 'mail', 'slack'])
const state = z.enum(['pending', 'sending', 'sent', 'failed'])

export const delivery = z.strictObject({
  id: z.string(),
  channel,
  target: z.string().meta({ description: 'Who gets it, such as `webhook/<endpoint id>`.' }),
  lane: z.string().meta({ description: 'What is slow, dead and paused together.' }),
  event: z.strictObject({ id: z.string(), type: z.string() }),
  ticket_id: z.string().nullable(),
  state,
  attempts: z.number().int(),
  due_at: z.string().nullable().meta({ description: 'When it is tried next; null unless it is pending.' }),
  uncertain: z.boolean().meta({ description: 'An attempt may have reached the receiver although nobody knows.' }),
  permanent: z.boolean().nullable().meta({ description: 'Whether trying again is in vain.' }),
  reason: z.string().nullable(),
  status: z.number().int().nullable(),
  detail: z.string().nullable().meta({ description: 'What the receiver said, its beginning.' }),
  created_at: z.string(),
  finished_at: z.string().nullable(),
})

export const deliveryWithAttempts = delivery.extend({
  attempt_log: z.array(
    z.strictObject({
      attempt: z.number().int(),
      started_at: z.string(),
      took_ms: z.number().int(),
      ok: z.boolean(),
      permanent: z.boolean(),
      reason: z.string().nullable(),
      status: z.number().int().nullable(),
      detail: z.string().nullable(),
    }),
  ),
})

export const deliveryPage = pageOf(delivery)

const filter = {
  channel: channel.optional(),
  lane: text(500, 1).optional(),
  ticket_id: id.optional(),
  event_type: text(100, 1).optional(),
  target: text(500, 1).optional().meta({ description: 'A part of the target, whatever its case.' }),
  created_from: moment.optional(),
  created_before: moment.optional(),
}

export const listQuery = z.strictObject({ ...filter, state: state.optional(), ...paging(byId) })
export const replayBody = z.strictObject(filter)
export const replayAnswer = z.strictObject({ replayed: z.number().int(), more: z.boolean() })

type Filter = z.output<typeof replayBody>

export const toFilter = ({ created_from, created_before, ...given }: Filter) => ({
  channel: given.channel,
  lane: given.lane,
  ticketId: given.ticket_id,
  eventType: given.event_type,
  target: given.target,
  createdFrom: created_from === undefined ? undefined : new Date(created_from),
  createdBefore: created_before === undefined ? undefined : new Date(created_before),
})

export const lane = z.strictObject({
  channel,
  lane: z.string(),
  name: z.string(),
  failing_since: z.string().nullable(),
  paused_at: z.string().nullable().meta({ description: 'Since when nothing is tried: after three days of failure.' }),
  resting_until: z.string().nullable().meta({ description: 'The receiver asked for it, by Retry-After.' }),
  reason: z.string().nullable(),
})
export const lanePage = pageOf(lane)
export const laneQuery = z.strictObject(paging(z.tuple([channel, z.string().refine((value) => !value.includes('\0'))])))
export const laneParams = z.strictObject({ channel: z.string(), lane: z.string() })
export const isChannel = (value: string): value is z.output<typeof channel> => channel.safeParse(value).success
