import { expect, test } from 'vitest'
import { eventsOf } from '../support/events.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'
import { expectProblem } from '../support/refusals.ts'
import { addDepartment, fileTicket } from '../support/tickets.ts'

const lodge = useLodge()

const put = (desk: TestDesk, body: object) => lodge.call(desk.token, 'PUT', '/v1/service-texts', body)
const greet = async (desk: TestDesk, fields: object) => {
  const ticket = await fileTicket(lodge, desk, fields)
  return (await lodge.call(desk.token, 'POST', `/v1/tickets/${ticket.id}/greeting`)).json
}

test('200 every text in the four cultures, Lodge’s own where nobody said otherwise', async () => {
  const desk = await lodge.desk()
  const { data } = (await lodge.call(desk.token, 'GET', '/v1/service-texts')).json
  expect(data.map(({ kind, culture }: { kind: string; culture: string }) => `${kind} ${culture}`)).toEqual(
    ['greeting', 'survey'].flatMap((kind) => ['en-US', 'he-IL', 'pt-PT', 'es-ES'].map((one) => `${kind} ${one}`)),
  )
  expect(data.every(({ is_default, text }: { is_default: boolean; text: string }) => is_default && text !== '')).toBe(
    true,
  )
})

test('201 greets in the customer’s language: the department’s words, else the desk’s, else Lodge’s', async () => {
  const desk = await lodge.desk()
  const sales = await addDepartment(lodge, desk, 'Sales')
  expect((await greet(desk, { culture: 'he-IL' })).text).toContain('שלום')
  expect((await greet(desk, { culture: 'pt-BR' })).text).toContain('Olá')
  expect((await greet(desk, { culture: 'fr' })).text).toContain('Hello')
  const ofDesk = { kind: 'greeting', culture: 'es-ES', text: 'Hola de todos' }
  expect((await put(desk, ofDesk)).json).toEqual({ ...ofDesk, is_default: false, department_id: null })
  await put(desk, { ...ofDesk, text: 'Hola de ventas', department_id: sales })
  expect((await greet(desk, { culture: 'es' })).text).toBe('Hola de todos')
  expect((await greet(desk, { culture: 'es-MX', department: 'Sales' })).text).toBe('Hola de ventas')
  expect((await put(desk, { ...ofDesk, text: null, department_id: sales })).json.text).toBe('Hola de todos')
  expect((await put(desk, { ...ofDesk, text: null })).json).toMatchObject({ is_default: true })
  const events = await eventsOf(lodge, desk)
  expect(events.filter(({ type }) => type === 'service_text.updated')).toHaveLength(4)
})

test('a greeting is the desk’s own: no first response, and the status stays', async () => {
  const desk = await lodge.desk()
  const ticket = await fileTicket(lodge, desk, { status: 'pending' })
  const made = await lodge.call(desk.token, 'POST', `/v1/tickets/${ticket.id}/greeting`)
  expect(made).toMatchObject({ status: 201, json: { author: { kind: 'system', id: null }, public: true } })
  const after = (await lodge.call(desk.token, 'GET', `/v1/tickets/${ticket.id}`)).json
  expect(after).toMatchObject({ status: 'pending', first_response_at: null, message_count: 2 })
})

test('200 a survey’s link, by which the ticket is rated', async () => {
  const desk = await lodge.desk()
  const ticket = await fileTicket(lodge, desk, { culture: 'pt-PT' })
  const survey = (await lodge.call(desk.token, 'GET', `/v1/tickets/${ticket.id}/survey-link`)).json
  expect(survey.text).toBe('Como correu o atendimento? Diga-nos aqui:')
  const { pathname } = new URL(survey.url)
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const rated = await lodge.app.inject({ method: 'POST', url: pathname, headers, payload: 'score=4' })
  expect(rated.statusCode).toBe(200)
  expect((await eventsOf(lodge, desk)).at(-1)).toMatchObject({ type: 'ticket.rated', data: { rating: { score: 4 } } })
})

test('400 what cannot be, 403 without the scope', async () => {
  const desk = await lodge.desk()
  const text = { kind: 'greeting', culture: 'en-US', text: 'Hi' }
  expectProblem(await put(desk, { ...text, culture: 'fr-FR' }), 400, 'invalid_body', 'culture')
  expectProblem(await put(desk, { ...text, department_id: '12' }), 400, 'department_not_found', 'department_id')
  const reader = await lodge.token(desk, ['settings:read'])
  expectProblem(await lodge.call(reader, 'PUT', '/v1/service-texts', text), 403, 'insufficient_scope')
})
