import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SlaKind, TicketStatus } from '../../store/schema.ts'
import { businessMinutesBetween, DAYS, type Hours } from '../business-hours/schedule.ts'
import { advance, type TicketEvent } from './advance.ts'
import type { Promised, Timer } from './timer.ts'

const START = Date.parse('2026-03-27T08:00:00Z')
const MINUTE = 60_000
const office: Hours = {
  time_zone: 'Europe/Berlin',
  weekly: DAYS.slice(0, 5).map((day) => ({ day, from: '09:00', to: '17:00' })),
  holidays: [],
}
const hoursOf = (departmentId: string): Hours => (departmentId === '1' ? office : null)
const promised = (clock: 'business' | 'wall', departmentId = '1'): Promised[] =>
  (['first_reply', 'next_reply', 'resolution'] as const).map((kind, n) => ({
    kind,
    policyId: '9',
    policyName: 'Gold',
    departmentId,
    clock,
    targetMinutes: [60, 120, 600][n] ?? 0,
    warnAfter: [48, 96, 480][n] ?? 0,
  }))

const at = (minute: number) => new Date(START + minute * MINUTE)
const event = (minute: number, over: Partial<TicketEvent> & { status?: TicketStatus; answered?: boolean } = {}) => {
  const { status = 'open', answered = false, ...more } = over
  const ticket = {
    status,
    first_response_at: answered ? at(0).toISOString() : null,
    priority: 'normal' as const,
    department: { id: '1' },
    type: { id: '1' },
  }
  return { at: at(minute), created: false, refiled: false, message: null, ticket, ...more }
}
type Timers = Partial<Record<SlaKind, Timer>>
const play = (events: TicketEvent[], terms = promised('wall')) => {
  let timers: Timers = {}
  const told: [string, SlaKind, number][] = []
  for (const one of events) {
    const step = advance(timers, one, terms, hoursOf)
    timers = step.timers
    for (const { type, timer } of step.happened) told.push([type, timer.kind, (one.at.getTime() - START) / MINUTE])
  }
  return { timers, told }
}

test('a first reply in time is met; what the customer says next starts the next one; a resolution ends the rest', () => {
  const { timers, told } = play([
    event(0, { created: true }),
    event(10, { message: 'contact' }),
    event(30, { message: 'agent', answered: true }),
    event(40, { message: 'contact', answered: true }),
    event(50, { message: 'contact', answered: true }),
    event(90, { message: 'agent', answered: true }),
    event(95, { message: 'contact', answered: true }),
    event(100, { status: 'resolved', answered: true }),
    event(110, { status: 'closed', answered: true }),
  ])
  expect(told).toEqual([
    ['sla.met', 'first_reply', 30],
    ['sla.met', 'next_reply', 90],
    ['sla.met', 'resolution', 100],
  ])
  expect(timers.next_reply).toBe(undefined)
  expect(timers.resolution).toMatchObject({ metAt: at(100), dueAt: at(600), breachedAt: null })
})

test('pending stops all clocks; opened again, what was left goes on', () => {
  const { timers } = play([
    event(0, { created: true }),
    event(20, { status: 'pending' }),
    event(500, { status: 'snoozed' }),
    event(1_000),
  ])
  expect(timers.first_reply).toMatchObject({ dueAt: at(1_040), warnAt: at(1_028), usedMinutes: 20, pausedAt: null })
  expect(timers.resolution).toMatchObject({ dueAt: at(1_580) })
})

test('in business hours a weekend does not count', () => {
  // Friday, 09:00 in Berlin; ten hours of eight a day.
  const { timers } = play([event(0, { created: true })], promised('business'))
  expect(timers.first_reply?.dueAt).toEqual(new Date('2026-03-27T10:00:00+01:00'))
  expect(timers.resolution?.dueAt).toEqual(new Date('2026-03-30T11:00:00+02:00'))
})

test('a reply that came too late is a breach at its due time, and is met all the same', () => {
  const { timers, told } = play([event(0, { created: true }), event(61, { message: 'agent', answered: true })])
  expect(told).toEqual([
    ['sla.breached', 'first_reply', 61],
    ['sla.met', 'first_reply', 61],
  ])
  expect(timers.first_reply).toMatchObject({ breachedAt: at(60), metAt: at(61) })
})

test('opened again after its resolution, a ticket has what was left', () => {
  const { timers, told } = play([
    event(0, { created: true }),
    event(100, { status: 'resolved' }),
    event(5_000, { message: 'contact' }),
  ])
  expect(timers.resolution).toMatchObject({ metAt: null, dueAt: at(5_500) })
  expect(timers.first_reply).toMatchObject({ breachedAt: at(60), metAt: null })
  expect(told).toEqual([
    ['sla.breached', 'first_reply', 100],
    ['sla.met', 'resolution', 100],
  ])
})

test('another priority is another promise for the time already used; none is none', () => {
  const before = play([event(0, { created: true }), event(10)]).timers
  const sooner = promised('wall').map((one) => ({ ...one, targetMinutes: 30, warnAfter: 24 }))
  const { timers } = advance(before, event(20, { refiled: true }), sooner, hoursOf)
  expect(timers.first_reply).toMatchObject({ usedMinutes: 20, dueAt: at(30), warnAt: at(24) })
  expect(advance(before, event(20, { refiled: true }), [], hoursOf).timers).toEqual({})
  // What is not refiled keeps what it was promised.
  expect(advance(before, event(20), sooner, hoursOf).timers).toEqual(before)
})

test('what was made resolved, or has no policy, is promised nothing', () => {
  expect(play([event(0, { created: true, status: 'closed' })]).timers).toEqual({})
  expect(play([event(0, { created: true }), event(5, { message: 'contact', answered: true })], []).timers).toEqual({})
})

const STATUSES = ['open', 'pending', 'snoozed', 'resolved', 'closed', 'spam'] as const
const step = fc.record({
  after: fc.integer({ min: 1, max: 700 }),
  status: fc.constantFrom<TicketStatus>(...STATUSES),
  message: fc.constantFrom<TicketEvent['message']>('agent', 'contact', null),
  refiled: fc.boolean(),
})

test('whatever happens: a timer runs, waits or is met; its time is that of the open ticket; it is told once', () => {
  fc.assert(
    fc.property(
      fc.constantFrom<'business' | 'wall'>('business', 'wall'),
      fc.array(step, { maxLength: 25 }),
      (clock, steps) => {
        const terms = promised(clock)
        const hours = clock === 'wall' ? null : office
        let minute = 0
        let answered = false
        let timers = advance({}, event(0, { created: true }), terms, hoursOf).timers
        let open = true
        let worked = 0
        const breaches = new Set<string>()
        for (const { after, status, message, refiled } of steps) {
          const from = at(minute)
          minute += after
          answered ||= message === 'agent'
          if (open) worked += businessMinutesBetween(hours, from, at(minute))
          const next = advance(timers, event(minute, { status, message, refiled, answered }), terms, hoursOf)
          timers = next.timers
          open = status === 'open'
          for (const timer of Object.values(timers)) {
            if (!timer) continue
            const states = [timer.runningSince, timer.pausedAt, timer.metAt].filter((value) => value !== null)
            expect(states).toHaveLength(1)
            if (timer.runningSince) expect([open, timer.dueAt !== null]).toEqual([true, true])
          }
          for (const { type, timer } of next.happened) {
            if (type !== 'sla.breached') continue
            const key = `${timer.kind} ${timer.startedAt.toISOString()}`
            expect(breaches.has(key)).toBe(false)
            breaches.add(key)
            expect(timer.breachedAt && timer.breachedAt <= at(minute)).toBe(true)
          }
          const { resolution } = timers
          const used =
            (resolution?.usedMinutes ?? 0) +
            (resolution?.runningSince ? businessMinutesBetween(hours, resolution.runningSince, at(minute)) : 0)
          expect(used).toBeCloseTo(worked, 6)
          expect(resolution?.breachedAt !== null).toBe(worked > 600)
        }
      },
    ),
    { numRuns: 300 },
  )
})
