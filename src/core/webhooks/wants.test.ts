import { expect, test } from 'vitest'
import { wants } from './wants.ts'

test.each([
  [['*'], 'ticket.created', true],
  [['ticket.created'], 'ticket.created', true],
  [['ticket.created'], 'ticket.updated', false],
  [['ticket.*'], 'ticket.updated', true],
  [['ticket.*'], 'ticket_type.updated', false],
  [['message.*', 'ticket.created'], 'ticket.created', true],
  [['message.*', 'ticket.created'], 'contact.created', false],
])('%j and %s: %s', (types, type, wanted) => {
  expect(wants(types, type)).toBe(wanted)
})
