import { expect, test } from 'vitest'
import { useLodge } from '../support/lodge.ts'

const lodge = useLodge()

test('201 creates the ticket and its contact on first use', async () => {
  const desk = await lodge.desk()
  const made = await lodge.call(desk.token, 'POST', '/v1/tickets', {
    requester: { email: ' Ann@Example.COM ', name: 'Ann' },
    subject: 'I cannot log in',
  })
  expect(made.status).toBe(201)
  expect(made.headers.location).toBe(`/v1/tickets/${made.json.id}`)
  expect(made.json).toMatchObject({
    number: 1,
    subject: 'I cannot log in',
    status: 'open',
    requester: { email: 'ann@example.com', name: 'Ann' },
    messages: [{ text: 'I cannot log in', public: true }],
  })
})
