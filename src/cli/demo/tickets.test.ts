import { expect, test } from 'vitest'
import { normaliseEmail } from '../../core/contacts/email.ts'
import { AGENTS, CUSTOMERS } from './people.ts'
import { STORIES } from './stories.ts'
import { demoTicket } from './tickets.ts'

const NOW = Date.parse('2026-06-04T12:00:00Z')
const all = (count: number) => Array.from({ length: count }, (_, place) => demoTicket(place, count, NOW))

test('the same place is the same ticket', () => {
  expect(all(100)).toEqual(all(100))
})

test('every story and every customer comes up, and no pair of them before all have', () => {
  const tickets = all(STORIES.length * CUSTOMERS.length)
  const pairs = tickets.map(({ ticket }) => `${ticket.requester.email} ${ticket.subject}`)
  expect(new Set(pairs).size).toBe(pairs.length)
  expect(new Set(tickets.map(({ ticket }) => ticket.subject)).size).toBe(STORIES.length)
  expect(new Set(tickets.map(({ ticket }) => ticket.requester.email)).size).toBe(CUSTOMERS.length)
})

test('tickets were opened in their order, the last one before now', () => {
  const opened = all(50).map(({ ticket }) => ticket.openedAt?.getTime() ?? 0)
  expect(opened).toEqual(opened.toSorted((a, b) => a - b))
  expect(opened.at(-1)).toBeLessThan(NOW)
})

test('every address is one', () => {
  const addresses = [...CUSTOMERS, ...AGENTS].map(({ email }) => email)
  expect(addresses.filter((address) => normaliseEmail(address) !== address)).toEqual([])
  expect(new Set(addresses).size).toBe(addresses.length)
})

test('a story that nobody has answered is open', () => {
  expect(STORIES.filter(({ replies, status }) => replies.length === 0 && status !== 'open')).toEqual([])
})
