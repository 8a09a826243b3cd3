import type { SlaClock, SlaKind } from '../../store/schema.ts'
import { addBusinessTime, businessMinutesBetween, type Hours } from '../business-hours/schedule.ts'

/**
 * A promise that runs, is paused, or is kept. Its time is counted in minutes of its clock: `usedMinutes` by
 * `runningSince`, or by now where it is paused.
 */
export type Timer = {
  kind: SlaKind
  policyId: string
  policyName: string
  /** Where its hours are. */
  departmentId: string
  clock: SlaClock
  targetMinutes: number
  /** Minutes of the target after which a warning is given; null is never. */
  warnAfter: number | null
  startedAt: Date
  usedMinutes: number
  runningSince: Date | null
  dueAt: Date | null
  warnAt: Date | null
  pausedAt: Date | null
  warnedAt: Date | null
  breachedAt: Date | null
  metAt: Date | null
}

/** What a policy promises of one kind. */
export type Promised = Pick<
  Timer,
  'kind' | 'policyId' | 'policyName' | 'departmentId' | 'clock' | 'targetMinutes' | 'warnAfter'
>

/** The hours of a department now. */
export type HoursOf = (departmentId: string) => Hours

const hoursFor = ({ clock, departmentId }: Promised, hoursOf: HoursOf): Hours =>
  clock === 'wall' ? null : hoursOf(departmentId)

/** Not running yet. */
export const newTimer = (promised: Promised, at: Date): Timer => ({
  ...promised,
  startedAt: at,
  usedMinutes: 0,
  runningSince: null,
  dueAt: null,
  warnAt: null,
  pausedAt: at,
  warnedAt: null,
  breachedAt: null,
  metAt: null,
})

/** Runs on, with what is left of the target, from a moment on. */
export const run = (timer: Timer, hoursOf: HoursOf, at: Date): Timer => {
  const hours = hoursFor(timer, hoursOf)
  const { targetMinutes, usedMinutes, warnAfter } = timer
  return {
    ...timer,
    runningSince: at,
    pausedAt: null,
    metAt: null,
    dueAt: addBusinessTime(hours, at, targetMinutes - usedMinutes) ?? null,
    warnAt: warnAfter === null ? null : (addBusinessTime(hours, at, warnAfter - usedMinutes) ?? null),
  }
}

const used = (timer: Timer, hoursOf: HoursOf, at: Date): number =>
  timer.runningSince === null
    ? timer.usedMinutes
    : timer.usedMinutes + businessMinutesBetween(hoursFor(timer, hoursOf), timer.runningSince, at)

export const pause = (timer: Timer, hoursOf: HoursOf, at: Date): Timer => ({
  ...timer,
  usedMinutes: used(timer, hoursOf, at),
  runningSince: null,
  dueAt: null,
  warnAt: null,
  pausedAt: at,
  metAt: null,
})

export const meet = (timer: Timer, hoursOf: HoursOf, at: Date): Timer => ({
  ...timer,
  usedMinutes: used(timer, hoursOf, at),
  runningSince: null,
  warnAt: null,
  pausedAt: null,
  metAt: at,
})

/**
 * Another promise in the place of the first, for the time that was used already. A warning is given anew where it lies
 * ahead again; a breach stays one, since it was told.
 */
export const retarget = (timer: Timer, promised: Promised, hoursOf: HoursOf, at: Date): Timer => {
  const usedMinutes = used(timer, hoursOf, at)
  const warnsAgain = promised.warnAfter !== null && promised.warnAfter > usedMinutes
  const next = { ...timer, ...promised, usedMinutes, warnedAt: warnsAgain ? null : timer.warnedAt }
  return timer.runningSince === null ? next : run(next, hoursOf, at)
}

/** Due again by hours that changed, as though they had held since it began to run. */
export const rescheduled = (timer: Timer, hoursOf: HoursOf): Timer =>
  timer.runningSince === null ? timer : run(timer, hoursOf, timer.runningSince)

/** The breach of a timer that was due before `at`, where it was not told yet. */
export const overdue = (timer: Timer, at: Date): Timer | undefined =>
  timer.runningSince && timer.dueAt && timer.dueAt < at && !timer.breachedAt
    ? { ...timer, breachedAt: timer.dueAt }
    : undefined

const minutes = (value: number): number => Math.round(value * 100) / 100

/** As the API and the events show it. */
export type SlaTimer = {
  kind: SlaKind
  policy: { id: string; name: string }
  clock: SlaClock
  target_minutes: number
  started_at: string
  /** Null while it is paused. */
  due_at: string | null
  /** What is left of the target, only while it is paused; less than nothing where it was breached. */
  remaining_minutes: number | null
  paused_at: string | null
  warned_at: string | null
  breached_at: string | null
  met_at: string | null
}

export const toSlaTimer = (timer: Timer): SlaTimer => ({
  kind: timer.kind,
  policy: { id: timer.policyId, name: timer.policyName },
  clock: timer.clock,
  target_minutes: timer.targetMinutes,
  started_at: timer.startedAt.toISOString(),
  due_at: timer.dueAt?.toISOString() ?? null,
  remaining_minutes: timer.pausedAt ? minutes(timer.targetMinutes - timer.usedMinutes) : null,
  paused_at: timer.pausedAt?.toISOString() ?? null,
  warned_at: timer.warnedAt?.toISOString() ?? null,
  breached_at: timer.breachedAt?.toISOString() ?? null,
  met_at: timer.metAt?.toISOString() ?? null,
})
