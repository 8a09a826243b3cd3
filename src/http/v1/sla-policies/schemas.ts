import { z } from 'zod'
import { CLOCKS, KINDS } from '../../../core/sla/policy.ts'
import { name } from '../../schema/name.ts'
import { byPosition, id, pageOf, paging } from '../../schema/page.ts'
import { patchOf } from '../../schema/patch.ts'
import { PRIORITIES } from '../tickets/schemas.ts'

/** A year. */
const MINUTES_MAX = 525_600
const minutes = z.int().min(1).max(MINUTES_MAX)

const byPriority = z
  .strictObject({
    low: minutes.optional(),
    normal: minutes.optional(),
    high: minutes.optional(),
    urgent: minutes.optional(),
  })
  .meta({ description: 'Minutes by priority; a priority that is left out is promised nothing.' })
const targetsOf = z.strictObject({
  first_reply: byPriority.optional(),
  next_reply: byPriority.optional(),
  resolution: byPriority.optional(),
})
const targets = targetsOf.refine(
  (given) => KINDS.some((kind) => Object.values(given[kind] ?? {}).some((value) => value !== undefined)),
  {
    error: 'must have a number of minutes for one of first_reply, next_reply, resolution',
    params: { code: 'required' },
  },
)

const some = <Item extends z.ZodType>(item: Item) =>
  z.array(item).min(1).max(100).nullable().default(null).meta({ description: 'One of these; null is any.' })
const appliesTo = z
  .strictObject({ departments: some(id), types: some(id), priorities: some(z.enum(PRIORITIES)) })
  .meta({ description: 'Which tickets: those that are in one of each.' })

const warning = z
  .union([z.strictObject({ percent: z.int().min(1).max(99) }), z.strictObject({ minutes_before: minutes })])
  .nullable()
  .meta({ description: 'After so many percent of the target, or so many minutes before its end; null is never.' })

const clock = z
  .enum(CLOCKS)
  .meta({ description: 'Minutes of the department’s business hours, or of the clock on the wall.' })
const position = z.int().min(0).max(10_000).meta({ description: 'Of several policies, a ticket has the first.' })

export const slaPolicy = z.strictObject({
  id: z.string(),
  name: z.string(),
  position: z.int(),
  applies_to: z.strictObject({
    departments: z.array(z.string()).nullable(),
    types: z.array(z.string()).nullable(),
    priorities: z.array(z.enum(PRIORITIES)).nullable(),
  }),
  targets: targetsOf,
  clock: z.enum(CLOCKS),
  warning: z.union([z.strictObject({ percent: z.int() }), z.strictObject({ minutes_before: z.int() })]).nullable(),
  created_at: z.string(),
  updated_at: z.string(),
})

export const slaPolicyPage = pageOf(slaPolicy)
export const listQuery = z.strictObject(paging(byPosition))

export const newSlaPolicy = z.strictObject({
  name: name(200),
  position: position.default(0),
  applies_to: appliesTo.default({ departments: null, types: null, priorities: null }),
  targets,
  clock: clock.default('business'),
  warning: warning.default({ percent: 80 }),
})

export const slaPolicyChanges = patchOf({
  name: name(200).optional(),
  position: position.optional(),
  applies_to: appliesTo.optional(),
  targets: targets.optional(),
  clock: clock.optional(),
  warning: warning.optional(),
})
