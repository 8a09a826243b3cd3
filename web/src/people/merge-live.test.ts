import { expect, test } from 'vitest'
import { withNewer, withoutId } from './merge-live.ts'

const item = (id: string, minute: number) => ({ id, updated_at: `2026-01-01T00:0${minute}:00.000Z` })
const pages = () => ({
  pages: [
    { data: [item('a', 1), item('b', 1)], next_cursor: 'x' },
    { data: [item('c', 1)], next_cursor: null },
  ],
  pageParams: [null, 'x'],
})

test('what changed is shown where it stands', () => {
  const merged = withNewer(pages(), item('c', 2))
  expect(merged.pages[1]?.data).toEqual([item('c', 2)])
  expect(merged.pages[0]).toEqual(pages().pages[0])
})

test('an older state, and what is on no page, change nothing', () => {
  const known = pages()
  expect(withNewer(known, item('a', 0))).toBe(known)
  expect(withNewer(known, item('d', 5))).toBe(known)
  expect(withoutId(known, 'd')).toBe(known)
})

test('what is gone is on no page any more', () => {
  expect(withoutId(pages(), 'a').pages[0]?.data).toEqual([item('b', 1)])
})
