import fc from 'fast-check'
import { DateTime } from 'luxon'
import { expect, test } from 'vitest'
import {
  addBusinessTime,
  businessMinutesBetween,
  DAYS,
  type Holiday,
  type Interval,
  isOpen,
  type Schedule,
} from './schedule.ts'

const MINUTE = 60_000
/** With changes of clocks by an hour, half an hour, at midnight, on neither side, and a day left out (Apia, 2011). */
const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Sao_Paulo',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Asia/Jerusalem',
  'America/Havana',
  'Pacific/Apia',
]

const time = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
const interval: fc.Arbitrary<Interval> = fc
  .tuple(fc.constantFrom(...DAYS), fc.integer({ min: 0, max: 1_439 }), fc.integer({ min: 1, max: 1_440 }))
  .map(([day, from, length]) => ({ day, from: time(from), to: time(Math.min(1_440, from + length)) }))
const date = (base: string) =>
  fc
    .integer({ min: -3, max: 6 })
    .map((days) => DateTime.fromISO(base, { zone: 'utc' }).plus({ days }).toISODate() ?? '')
const holiday = (base: string): fc.Arbitrary<Holiday> =>
  fc
    .tuple(date(base), fc.integer({ min: 0, max: 2 }), fc.boolean(), fc.integer({ min: 0, max: 2 }))
    .map(([from, days, yearly, years]) => {
      const first = DateTime.fromISO(from, { zone: 'utc' }).minus({ years: yearly ? years : 0 })
      return { name: 'Closed', from: first.toISODate() ?? '', to: first.plus({ days }).toISODate() ?? '', yearly }
    })
/** Days on which some of the zones change their clocks, and New Year. */
const around = fc.constantFrom(
  '2026-03-29',
  '2026-10-25',
  '2026-03-08',
  '2026-11-01',
  '2018-11-04',
  '2026-04-05',
  '2011-12-30',
  '2026-12-31',
  '2024-02-29',
)
const scene = around.chain((base) =>
  fc.record({
    schedule: fc.record({
      time_zone: fc.constantFrom(...ZONES),
      weekly: fc.array(interval, { minLength: 1, maxLength: 12 }),
      holidays: fc.array(holiday(base), { maxLength: 2 }),
    }),
    from: fc.integer({ min: -8 * 1_440, max: 1_440 }).map((minutes) => Date.parse(base) + minutes * MINUTE),
    minutes: fc.integer({ min: 1, max: 10 * 1_440 }),
  }),
)

/** What the wall clock says, by luxon alone. */
const bruteIsOpen = (schedule: Schedule, at: number): boolean => {
  const wall = DateTime.fromMillis(at, { zone: schedule.time_zone })
  const day = wall.toISODate() ?? ''
  const closed = schedule.holidays.some(({ from, to, yearly }) => {
    if (!yearly) return from <= day && day <= to
    return [-1, 0, 1].some((shift) => {
      const first = `${wall.year + shift}${from.slice(4)}`
      const last = `${wall.year + shift + Number(to.slice(5) < from.slice(5))}${to.slice(4)}`
      return first <= day && day <= last
    })
  })
  const now = wall.toFormat('HH:mm')
  return !closed && schedule.weekly.some((one) => one.day === DAYS[wall.weekday - 1] && one.from <= now && now < one.to)
}

test('open, and for how long, as a walk minute by minute finds it, through changes of clocks and holidays', () => {
  fc.assert(
    fc.property(scene, ({ schedule, from, minutes }) => {
      let open = 0
      for (let n = 0; n < minutes; n++) {
        const expected = bruteIsOpen(schedule, from + n * MINUTE)
        if (n % 97 === 0) expect(isOpen(schedule, new Date(from + n * MINUTE))).toBe(expected)
        if (expected) open++
      }
      expect(businessMinutesBetween(schedule, new Date(from), new Date(from + minutes * MINUTE))).toBe(open)
      if (open === 0) return
      // Where so many minutes have passed is the first moment at which they have.
      const reached = addBusinessTime(schedule, new Date(from), open)
      expect(reached && businessMinutesBetween(schedule, new Date(from), reached)).toBe(open)
      expect(reached && bruteIsOpen(schedule, reached.getTime() - MINUTE)).toBe(true)
    }),
    { numRuns: 30 },
  )
})

test('a time added in two parts is the time added at once', () => {
  fc.assert(
    fc.property(
      scene,
      fc.integer({ min: 0, max: 20_000 }),
      fc.integer({ min: 0, max: 20_000 }),
      ({ schedule, from }, a, b) => {
        const first = addBusinessTime(schedule, new Date(from), a)
        const both = addBusinessTime(schedule, new Date(from), a + b)
        if (both === undefined) return // more than five years away
        expect(first && addBusinessTime(schedule, first, b)).toEqual(both)
      },
    ),
    { numRuns: 200 },
  )
})

const office: Schedule = {
  time_zone: 'Europe/Berlin',
  weekly: DAYS.slice(0, 5).flatMap((day) => [
    { day, from: '09:00', to: '12:00' },
    { day, from: '13:00', to: '17:00' },
  ]),
  holidays: [{ name: 'Christmas', from: '2020-12-24', to: '2020-12-26', yearly: true }],
}

test('Friday afternoon, two working hours: Monday morning; a due time is the end of a day, not the next morning', () => {
  expect(addBusinessTime(office, new Date('2026-11-20T16:00:00+01:00'), 120)).toEqual(
    new Date('2026-11-23T10:00:00+01:00'),
  )
  expect(addBusinessTime(office, new Date('2026-11-20T16:00:00+01:00'), 60)).toEqual(
    new Date('2026-11-20T17:00:00+01:00'),
  )
  expect(addBusinessTime(office, new Date('2026-11-21T03:00:00Z'), 1)).toEqual(new Date('2026-11-23T09:01:00+01:00'))
})

test('a yearly holiday is closed in every year', () => {
  expect(isOpen(office, new Date('2026-12-24T10:00:00+01:00'))).toBe(false)
  expect(isOpen(office, new Date('2026-12-23T10:00:00+01:00'))).toBe(true)
  expect(addBusinessTime(office, new Date('2026-12-23T16:30:00+01:00'), 60)).toEqual(
    new Date('2026-12-28T09:30:00+01:00'),
  )
})

test('without hours it is always open; what is never open has no due time', () => {
  expect(isOpen(null, new Date())).toBe(true)
  expect(businessMinutesBetween(null, new Date(0), new Date(90_000))).toBe(1.5)
  expect(addBusinessTime(null, new Date(0), 1.5)).toEqual(new Date(90_000))
  const never = { ...office, holidays: [{ name: 'Gone', from: '2000-01-01', to: '2000-12-31', yearly: true }] }
  expect(addBusinessTime(never, new Date('2026-01-01'), 1)).toBe(undefined)
  expect(isOpen(never, new Date('2026-01-05T10:00:00Z'))).toBe(false)
})
