import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toCsv } from './csv.ts'

const lines = (rows: Record<string, unknown>[]) => toCsv(rows).slice(1).split('\r\n')

test('columns are named by path, and an object that is null has empty cells', () => {
  const rows = [
    { day: '2026-01-01', department: null, times: { mean: null } },
    { day: '2026-01-02', department: { id: '1', name: 'A, "B"' }, times: { mean: 5 } },
  ]
  expect(lines(rows)).toEqual([
    'day,times.mean,department.id,department.name',
    '2026-01-01,,,',
    '2026-01-02,5,1,"A, ""B"""',
    '',
  ])
})

test('numbers stay numbers, and no text is a formula', () => {
  expect(lines([{ n: -1, text: '=1+1', tab: '\t=1' }])[1]).toBe("-1,'=1+1,'\t=1")
  fc.assert(
    fc.property(fc.string(), (text) => {
      const line = toCsv([{ text }]).slice('\u{feff}text\r\n'.length)
      expect(line).not.toMatch(/^"?[=+\-@\t\r](?!\n$)/)
    }),
  )
})
