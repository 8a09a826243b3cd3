import { windows } from './windows.ts'

export const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
export type Day = (typeof DAYS)[number]

/** A part of a weekday by the wall clock, `HH:MM`: from `from` up to, not including, `to`, which may be `24:00`. */
export type Interval = { day: Day; from: string; to: string }

/** Days that are closed, both ends included, as `YYYY-MM-DD`. A yearly one comes again on the same days of each year. */
export type Holiday = { name: string; from: string; to: string; yearly: boolean }

/** When somebody works: by the wall clock of a zone (IANA's name). Open at any moment whose wall clock lies in an interval. */
export type Schedule = { time_zone: string; weekly: Interval[]; holidays: Holiday[] }

/** Null is always open: nobody set hours. */
export type Hours = Schedule | null

const MINUTE = 60_000
const DAY = 86_400_000
/** A moment that is further away than this is never reached: a schedule of one minute a week, or closed by holidays. */
const HORIZON_MS = 5 * 366 * DAY

/** Whether somebody works at a moment. */
export const isOpen = (hours: Hours, at: Date): boolean => {
  if (hours === null) return true
  const now = at.getTime()
  for (const window of windows(hours, now, now + 1)) return window.from <= now
  return false
}

/** The working minutes from one moment to a later one, parts of a minute included; 0 where `to` is not later. */
export const businessMinutesBetween = (hours: Hours, from: Date, to: Date): number => {
  if (to <= from) return 0
  if (hours === null) return (to.getTime() - from.getTime()) / MINUTE
  let open = 0
  for (const window of windows(hours, from.getTime(), to.getTime())) open += window.to - window.from
  return open / MINUTE
}

/**
 * The moment by which so many working minutes have passed since `from`: at an interval's end rather than at the next
 * one's beginning. Undefined where that is more than five years away.
 */
export const addBusinessTime = (hours: Hours, from: Date, minutes: number): Date | undefined => {
  const wanted = Math.round(minutes * MINUTE)
  if (wanted <= 0) return from
  if (hours === null) return new Date(from.getTime() + wanted)
  let left = wanted
  for (const window of windows(hours, from.getTime(), from.getTime() + HORIZON_MS)) {
    const open = window.to - window.from
    if (open >= left) return new Date(window.from + left)
    left -= open
  }
  return undefined
}
