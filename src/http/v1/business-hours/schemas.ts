import { z } from 'zod'
import { DAYS } from '../../../core/business-hours/schedule.ts'
import { name } from '../../schema/name.ts'
import { byNameAndId, pageOf, paging } from '../../schema/page.ts'
import { patchOf } from '../../schema/patch.ts'
import { timeZone } from '../../schema/time-zone.ts'

const clock = (pattern: RegExp, latest: string) =>
  z.string().regex(pattern, { error: `must be a time from 00:00 to ${latest}, as HH:MM` })

const interval = z
  .strictObject({
    day: z.enum(DAYS),
    from: clock(/^(?:[01]\d|2[0-3]):[0-5]\d$/, '23:59'),
    to: clock(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, '24:00'),
  })
  .refine(({ from, to }) => from < to, {
    path: ['to'],
    error: 'must be later than from: hours over midnight are two intervals, to 24:00 and from 00:00 of the next day',
    params: { code: 'too_early' },
  })

const holiday = z
  .strictObject({
    name: name(200),
    from: z.iso.date(),
    to: z.iso.date().optional().meta({ description: 'The last day; `from` where absent.' }),
    yearly: z.boolean().default(false).meta({ description: 'Whether the same days of each year are closed.' }),
  })
  .refine(({ from, to = from }) => from <= to, {
    path: ['to'],
    error: 'must not be before from',
    params: { code: 'too_early' },
  })
  .refine(({ from, to = from, yearly }) => !yearly || Date.parse(to) - Date.parse(from) < 365 * 86_400_000, {
    path: ['to'],
    error: 'must be less than a year after from, where the holiday is yearly',
    params: { code: 'too_late' },
  })

const weekly = z.array(interval).min(1).max(100)
const holidays = z
  .array(holiday)
  .max(500)
  .transform((list) => list.map(({ name, from, to, yearly }) => ({ name, from, to: to ?? from, yearly })))

export const businessHours = z.strictObject({
  id: z.string(),
  name: z.string(),
  is_default: z.boolean(),
  time_zone: z.string(),
  weekly: z.array(z.strictObject({ day: z.enum(DAYS), from: z.string(), to: z.string() })),
  holidays: z.array(z.strictObject({ name: z.string(), from: z.string(), to: z.string(), yearly: z.boolean() })),
  created_at: z.string(),
  updated_at: z.string(),
})

export const businessHoursPage = pageOf(businessHours)
export const listQuery = z.strictObject(paging(byNameAndId))

export const newBusinessHours = z.strictObject({
  name: name(200),
  is_default: z.boolean().default(false).describe('Whether they are those of departments that name none.'),
  time_zone: timeZone,
  weekly,
  holidays: holidays.default([]),
})

export const businessHoursChanges = patchOf({
  name: name(200).optional(),
  is_default: z.boolean().optional(),
  time_zone: timeZone.optional(),
  weekly: weekly.optional(),
  holidays: holidays.optional(),
})
