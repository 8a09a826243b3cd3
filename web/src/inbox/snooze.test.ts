import { expect, test } from 'vitest'
import { snoozePresets } from './snooze.ts'

const of = (now: Date) => Object.fromEntries(snoozePresets(now).map(({ preset, at }) => [preset, at]))

test('a Friday noon: later today, tomorrow, Monday, in a month', () => {
  expect(of(new Date(2026, 10, 20, 12, 34))).toEqual({
    laterToday: new Date(2026, 10, 20, 15),
    tomorrow: new Date(2026, 10, 21, 9),
    nextWeek: new Date(2026, 10, 23, 9),
    nextMonth: new Date(2026, 11, 20, 9),
  })
})

test('in the evening there is no later today, and on a Monday the next one is a week away', () => {
  expect(of(new Date(2026, 10, 23, 22)).laterToday).toBeUndefined()
  expect(of(new Date(2026, 10, 23, 8)).nextWeek).toEqual(new Date(2026, 10, 30, 9))
  expect(of(new Date(2026, 10, 22, 8)).nextWeek).toEqual(new Date(2026, 10, 23, 9))
})
