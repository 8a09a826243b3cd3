import { expect, test } from 'vitest'
import { normaliseEmail } from '../../core/contacts/email.ts'
import { RARE_STORY } from './more-stories.ts'
import { AGENTS, CUSTOMERS, HEBREW_CUSTOMERS } from './people.ts'
import { inOffice, openings } from './rhythm.ts'
import { STORIES } from './stories.ts'
import { demoTicket } from './tickets.ts'

const NOW = Date.parse('2026-06-04T12:00:00Z')
const all = (count: number) => openings(count, NOW).map((at, place) => demoTicket(place, at, NOW))
const PEOPLE = [...CUSTOMERS, ...HEBREW_CUSTOMERS]

test('the same place is the same ticket', () => {
  expect(all(100)).toEqual(all(100))
})

test('every story and every customer comes up, and no pair of them before all have', () => {
  const tickets = all(STORIES.length * CUSTOMERS.length)
  const pairs = tickets
    .filter(({ story }) => story.language === undefined)
    .map(({ ticket }) => `${ticket.requester.email} ${ticket.subject}`)
  expect(new Set(pairs).size).toBe(pairs.length)
  expect(new Set(tickets.map(({ story }) => story))).toEqual(new Set([...STORIES, RARE_STORY]))
  expect(new Set(tickets.map(({ ticket }) => ticket.requester.email)).size).toBe(PEOPLE.length)
})

test.each([1, 50, 3_000])('%i tickets were opened in their order, each before now, most by office hours', (count) => {
  const opened = openings(count, NOW)
  expect(opened).toHaveLength(count)
  expect(opened).toEqual(opened.toSorted((a, b) => a - b))
  expect(opened.at(-1)).toBeLessThan(NOW)
  expect(opened.filter((at) => inOffice(at) === at).length).toBeGreaterThan(count * 0.7)
})

test('what became of them comes after they were opened, in its order, before now', () => {
  for (const { ticket, turns, rating } of all(500)) {
    const moments = [ticket.openedAt, ...turns.map(({ at }) => at), ...(rating ? [rating.at] : [])].map(Number)
    expect(moments).toEqual(moments.toSorted((a, b) => a - b))
    expect(moments.at(-1)).toBeLessThan(NOW)
  }
})

test('every address is one', () => {
  const addresses = [...PEOPLE, ...AGENTS].map(({ email }) => email)
  expect(addresses.filter((address) => normaliseEmail(address) !== address)).toEqual([])
  expect(new Set(addresses).size).toBe(addresses.length)
})

test('a story that nobody has answered is open', () => {
  expect(STORIES.filter(({ replies, status }) => replies.length === 0 && status !== 'open')).toEqual([])
})
