import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changeStatus, isReopenedByRequester, type StatusState } from './status.ts'

const STATUSES = ['open', 'pending', 'snoozed', 'resolved', 'closed', 'spam'] as const
const START = Date.UTC(2026, 0)
const OPENED = new Date(START).toISOString()
const HOUR = 3_600_000

const moment = fc.integer({ min: -3, max: 40 }).map((hours) => new Date(START + hours * HOUR))
const change = fc.record(
  {
    status: fc.constantFrom(...STATUSES),
    snoozedUntil: fc.option(moment),
    closedAt: fc.option(moment),
  },
  { requiredKeys: [] },
)

test('whatever is asked in whatever order, the times fit the status', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 20 }), (changes) => {
      let state: StatusState = { status: 'open', snoozed_until: null, resolved_at: null, closed_at: null }
      for (const [hour, asked] of changes.entries()) {
        const now = new Date(START + hour * HOUR)
        const next = changeStatus({ ...state, opened_at: OPENED }, asked, now)
        if (!next.ok) continue
        if (asked.status) expect(next.value.status).toBe(asked.status)
        if (asked.closedAt)
          expect([next.value.closed_at, next.value.resolved_at]).toContain(asked.closedAt.toISOString())
        state = next.value
        expect(state.snoozed_until !== null).toBe(state.status === 'snoozed')
        expect(state.closed_at !== null).toBe(state.status === 'closed')
        if (state.status === 'resolved') expect(state.resolved_at).not.toBe(null)
        if (state.status !== 'resolved' && state.status !== 'closed') expect(state.resolved_at).toBe(null)
        for (const at of [state.resolved_at, state.closed_at]) {
          if (at === null) continue
          expect(at >= OPENED).toBe(true)
          expect(Date.parse(at)).toBeLessThanOrEqual(START + changes.length * HOUR)
        }
      }
    }),
  )
})

test('asking for what is so already changes nothing', () => {
  fc.assert(
    fc.property(change, (asked) => {
      const before = { status: 'open', snoozed_until: null, resolved_at: null, closed_at: null } as const
      const now = new Date(START)
      const once = changeStatus({ ...before, opened_at: OPENED }, asked, now)
      if (!once.ok) return
      const again = changeStatus({ ...once.value, opened_at: OPENED }, asked, new Date(START + 1))
      expect(again).toEqual(once)
    }),
  )
})

test('a requester opens all but what is open or spam', () => {
  expect(STATUSES.filter(isReopenedByRequester)).toEqual(['pending', 'snoozed', 'resolved', 'closed'])
})
