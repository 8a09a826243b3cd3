import { expect, test } from 'vitest'
import { useLodge } from '../support/lodge.ts'
import { fileTicket, otherDesksTicket, upload } from '../support/tickets.ts'

const lodge = useLodge()

test('200 shows the whole ticket, by number and by id', async () => {
  const desk = await lodge.desk()
  const ticket = await fileTicket(lodge, desk, {
    tags: ['Vip', 'billing'],
    fields: { order: '17' },
    metadata: { plan: { name: 'pro' } },
    participants: [{ email: 'boss@example.com', name: 'Boss', role: 'cc' }],
    external_ref: 'crm-1',
  })
  const byNumber = await lodge.call(desk.token, 'GET', `/v1/tickets/${ticket.number}`)
  expect(byNumber.status).toBe(200)
  expect(byNumber.json).toEqual(ticket)
  const byId = await lodge.call(desk.token, 'GET', `/v1/tickets/${ticket.id}`)
  expect(byId.json).toEqual(ticket)
})

test('200 lists messages oldest first, with authors and attachments', async () => {
  const desk = await lodge.desk()
  const file = await upload(lodge, desk, 'shot.png')
  const ticket = await fileTicket(lodge, desk, { body: '<b>hi</b>', body_format: 'html', attachments: [file] })
  await lodge.call(desk.token, 'POST', `/v1/tickets/${ticket.id}/messages`, { body: 'one' })
  await lodge.call(desk.token, 'POST', `/v1/tickets/${ticket.id}/messages`, { body: 'two', author: 'requester' })
  const { json } = await lodge.call(desk.token, 'GET', `/v1/tickets/${ticket.id}`)
  expect(json.messages.map((message: { text: string }) => message.text)).toEqual(['hi', 'one', 'two'])
  expect(json.messages[0]).toEqual(ticket.messages[0])
  expect(json.messages[0].attachments).toMatchObject([{ id: file, name: 'shot.png', size: 5 }])
  expect(json.messages[1].author).toEqual({ kind: 'agent', id: null, name: 'test' })
  expect(json.messages[2].author).toEqual({ kind: 'contact', id: ticket.requester.id, name: 'Ann' })
})

test('200 a number goes before an id of the same digits', async () => {
  const desk = await lodge.desk()
  const first = await fileTicket(lodge, desk)
  const second = await fileTicket(lodge, desk)
  await lodge.store.pool.query('update ticket set id = 1 where desk_id = $1 and id = $2', [desk.id, second.id])
  const found = await lodge.call(desk.token, 'GET', '/v1/tickets/1')
  expect(found.json.id).toBe(first.id)
})

test('404 alike for an unknown, a malformed and a foreign id', async () => {
  const desk = await lodge.desk()
  const foreign = await otherDesksTicket(lodge)
  for (const id of ['77', 'abc', '-1', '1e3', '9'.repeat(19), '9'.repeat(40), foreign.id]) {
    const answer = await lodge.call(desk.token, 'GET', `/v1/tickets/${id}`)
    expect([id, answer.status, answer.json.code]).toEqual([id, 404, 'ticket_not_found'])
  }
})

test('403 without tickets:read', async () => {
  const desk = await lodge.desk()
  const token = await lodge.token(desk, ['tickets:create', 'tickets:write'])
  for (const path of ['/v1/tickets', '/v1/tickets/1', '/v1/tickets/1/messages/1']) {
    expect((await lodge.call(token, 'GET', path)).json.code).toBe('insufficient_scope')
  }
})

test('the OpenAPI document describes every answer of success', async () => {
  const desk = await lodge.desk()
  const { json } = await lodge.call(desk.token, 'GET', '/openapi.json')
  const answers = Object.entries<Record<string, { responses: object }>>(json.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { responses }]) => ({
      route: `${method} ${path}`,
      success: Object.keys(responses).filter((status) => status < '4'),
    })),
  )
  expect(answers.filter(({ success }) => success.length === 0)).toEqual([])
  expect(answers.find(({ route }) => route === 'post /v1/tickets')?.success).toEqual(['201', '202'])
})
