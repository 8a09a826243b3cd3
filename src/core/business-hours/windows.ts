import { IANAZone } from 'luxon'
import type { Day, Holiday, Interval, Schedule } from './schedule.ts'

type Window = { from: number; to: number }

const MINUTE = 60_000
const DAY_MS = 86_400_000
/** How far is looked ahead for a change of clocks: no zone has had two within a week since 1970. */
const STRETCH_MS = 7 * DAY_MS
/** By the day's number since 1970-01-01, a Thursday. */
const WEEKDAYS: Day[] = ['thursday', 'friday', 'saturday', 'sunday', 'monday', 'tuesday', 'wednesday']

/**
 * The open times within [from, to), in order and apart (two may touch), in milliseconds since 1970.
 *
 * Walked in stretches in which the zone's offset to UTC is one and the same: there, the wall clock is plain arithmetic. So
 * an hour that a change of clocks leaves out is no working time, and one that comes twice counts twice.
 */
export function* windows(schedule: Schedule, from: number, to: number): Generator<Window> {
  const zone = IANAZone.create(schedule.time_zone)
  const byDay = Map.groupBy(schedule.weekly.map(toMinutes), ({ day }) => day)
  for (let begin = from; begin < to; ) {
    const end = endOfStretch(zone, begin, Math.min(begin + STRETCH_MS, to))
    const offset = zone.offset(begin) * MINUTE
    for (const window of ofWallClock(schedule, byDay, begin + offset, end + offset)) {
      yield { from: window.from - offset, to: window.to - offset }
    }
    begin = end
  }
}

/** Where the offset at `begin` ends to hold, at the latest `end`. */
const endOfStretch = (zone: IANAZone, begin: number, end: number): number => {
  const offset = zone.offset(begin)
  if (zone.offset(end - 1) === offset) return end
  let same = begin
  let other = end - 1
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2)
    if (zone.offset(middle) === offset) same = middle
    else other = middle
  }
  return other
}

type Minutes = { day: Day; from: number; to: number }

const toMinutes = ({ day, from, to }: Interval): Minutes => ({ day, from: minuteOf(from), to: minuteOf(to) })
const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** The same in times of the wall clock, written as though they were UTC. */
function* ofWallClock(schedule: Schedule, byDay: Map<Day, Minutes[]>, from: number, to: number): Generator<Window> {
  for (let day = Math.floor(from / DAY_MS); day * DAY_MS < to; day++) {
    const weekday = WEEKDAYS[((day % 7) + 7) % 7] as Day // 0 to 6
    const intervals = byDay.get(weekday)
    if (!intervals || isHoliday(schedule.holidays, new Date(day * DAY_MS).toISOString().slice(0, 10))) continue
    let done = from
    for (const interval of intervals.toSorted((a, b) => a.from - b.from)) {
      const begin = Math.max(day * DAY_MS + interval.from * MINUTE, done)
      const end = Math.min(day * DAY_MS + interval.to * MINUTE, to)
      if (begin >= end) continue
      yield { from: begin, to: end }
      done = end
    }
  }
}

const isHoliday = (holidays: Holiday[], date: string): boolean =>
  holidays.some(({ from, to, yearly }) => {
    if (!yearly) return from <= date && date <= to
    const [day, first, last] = [date.slice(5), from.slice(5), to.slice(5)]
    // One that goes over New Year ends before it begins.
    return first <= last ? first <= day && day <= last : first <= day || day <= last
  })
