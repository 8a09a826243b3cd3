import { expect, test } from 'vitest'
import { added, COLOURS, seriesOf } from './series.ts'

test('as many series as there are colours keep their names', () => {
  const names = COLOURS.map((_, index) => `s${index}`)
  const { series, as } = seriesOf(names, 'others')
  expect(series.map(({ name }) => name)).toEqual(names)
  expect(new Set(series.map(({ colour }) => colour)).size).toBe(COLOURS.length)
  expect(as('s5')).toBe('s5')
})

test('more than that are others, and the biggest keep theirs', () => {
  const { series, as } = seriesOf(['a', 'b', 'c', 'd', 'e', 'f', 'g'], 'others')
  expect(series.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd', 'e', 'others'])
  expect([as('a'), as('f'), as('g')]).toEqual(['a', 'others', 'others'])
})

test('points of one series in one period are added up', () => {
  const point = (series: string, value: number) => ({ period: '2026-01-01', series, value })
  expect(added([point('x', 1), point('y', 2), point('x', 3)])).toEqual([point('x', 4), point('y', 2)])
})
