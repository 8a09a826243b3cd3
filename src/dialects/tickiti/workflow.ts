import type { BusinessHours } from '../../core/business-hours/business-hours.ts'
import { DAYS, type Interval } from '../../core/business-hours/schedule.ts'
import type { Department } from '../../core/departments/department.ts'
import type { Intervention } from '../../core/interventions/intervention.ts'
import type { ResolutionCategory } from '../../core/resolution-categories/resolution-category.ts'
import { minutesOf } from '../../core/rules/duration.ts'
import type { Rule } from '../../core/rules/rule.ts'

/** Ours in the words of their workflow. Where their pages say nothing of a field, it is named as its siblings are. */

export const toQueue = ({ id, name, is_default, mailbox_id }: Department) => ({
  id,
  name,
  is_inbox: is_default,
  outgoing_mailbox_id: mailbox_id,
})

export const toTheirCategory = ({ id, name, color, position }: ResolutionCategory) => ({
  id,
  name,
  colour: color,
  position,
})

type Epilog = { url: string | null; timeout_seconds: number }

export const toTheirIntervention = (intervention: Intervention, epilog: Epilog | null) => ({
  id: intervention.id,
  name: intervention.name,
  title: intervention.title,
  enabled: intervention.enabled,
  queue_name: intervention.set.department?.name ?? null,
  notify_inbox_managers: intervention.set.notify_team,
  create_urgent: intervention.set.priority === 'urgent',
  remote_enabled: epilog !== null,
  remote_timeout_seconds: epilog?.timeout_seconds ?? null,
  epilog_url: epilog?.url ?? null,
  fields: intervention.fields,
  steps: intervention.steps.map(({ name }) => name),
  created_at: intervention.created_at,
  updated_at: intervention.updated_at,
})

export type Escalation = { minutes: number; action: 'notify' | 'email'; email: string | null }

/** What waits so long for an answer, of the working time, is told: the rule that an escalation is here. */
export const toRule = ({ minutes, action, email }: Escalation) => ({
  name: `Escalation after ${minutes} minutes`,
  trigger: { after: `${minutes}m`, since: 'requester_message' as const, business: true },
  actions: [
    {
      do: 'mail' as const,
      to: action === 'email' ? email : null,
      text: `Nobody has answered for ${minutes} minutes of working time.`,
    },
  ],
})

/** The escalation that a rule is; undefined for a rule that is something else, or does more. */
export const fromRule = ({ id, when, then, created_at, updated_at }: Rule) => {
  const [only] = then
  if (!('after' in when) || when.since !== 'requester_message' || !when.business) return undefined
  if (then.length !== 1 || only?.do !== 'mail') return undefined
  const minutes = minutesOf(when.after)
  if (minutes === undefined) return undefined
  const action = only.to === null ? ('notify' as const) : ('email' as const)
  return { id, minutes, action, email: only.to, created_at, updated_at }
}

const SHORT = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type SimpleHours = { simple_start: number; simple_end: number } & Record<
  `${(typeof SHORT)[number]}_enabled`,
  boolean
>

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

const minutesAt = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))

/** The same hours on each day that is enabled. Minutes of the day, the end up to 1440. */
export const toWeekly = (given: SimpleHours): Interval[] =>
  SHORT.flatMap((short, place): Interval[] => {
    const day = DAYS[place]
    if (!given[`${short}_enabled`] || day === undefined) return []
    return [{ day, from: clock(given.simple_start), to: clock(given.simple_end) }]
  })

export const toTheirHours = ({ id, name, time_zone, weekly }: BusinessHours) => ({
  id,
  name,
  time_zone,
  mode: 'simple' as const,
  ...Object.fromEntries(
    SHORT.map((short, place) => [`${short}_enabled`, weekly.some(({ day }) => day === DAYS[place])]),
  ),
  simple_start: Math.min(...weekly.map(({ from }) => minutesAt(from))),
  simple_end: Math.max(...weekly.map(({ to }) => minutesAt(to))),
})
