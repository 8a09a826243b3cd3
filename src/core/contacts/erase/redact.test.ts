import { expect, test } from 'vitest'
import { redactPerson } from './redact.ts'

const ann = { ids: ['7'], values: ['ann@example.com'] }

test('what they wrote is emptied, and what others wrote is not', () => {
  const message = (author: object) => ({ message: { author, text: 'words', attachments: [{ name: 'a' }] } })
  expect(redactPerson(message({ kind: 'contact', id: '7', name: 'Ann' }), ann)).toEqual({
    message: { author: { kind: 'contact', id: '7', name: '' }, text: '', attachments: [] },
  })
  const agents = message({ kind: 'agent', id: '7', name: 'Kim' })
  expect(redactPerson(agents, ann)).toEqual(
    expect.objectContaining({ message: expect.objectContaining({ text: 'words' }) }),
  )
})

test('their place among participants is gone, known by id or by address alone', () => {
  const bob = { contact_id: '8', email: 'bob@example.com', name: 'Bob' }
  const participants = [
    { contact_id: '7', email: null, name: 'Ann' },
    { contact_id: null, email: 'Ann@example.com', name: 'Ann' },
    bob,
  ]
  expect(redactPerson({ ticket: { participants } }, ann)).toEqual({ ticket: { participants: [bob] } })
})

test('a text that has their address is emptied, but not of who answers', () => {
  const data = { to: 'Ann <ANN@example.com>', subject: 'Hi', assignee: { id: '9', email: 'ann@example.com' } }
  expect(redactPerson(data, ann)).toEqual({ ...data, to: '' })
})
