import { expect, test } from 'vitest'
import { relative } from './time.tsx'

const NOW = Date.UTC(2026, 0, 10, 12)
const ago = (minutes: number, language: string) =>
  relative(new Date(NOW - minutes * 60_000).toISOString(), NOW, language)

test.each([
  ['en', 1, '1m ago'],
  ['en', 120, '2h ago'],
  ['he', 1, 'לפני דק׳'],
  ['he', 720, 'לפני 12 שע׳'],
])('%s, %i minutes: no number stands behind its word', (language, minutes, said) => {
  expect(ago(minutes, language)).toBe(said)
})
