import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answer, useLodge } from '../../support/lodge.ts'
import { tickitiToken } from './support.ts'

const lodge = useLodge()

let base: string
let token: string
beforeAll(async () => {
  const desk = await lodge.desk()
  token = await tickitiToken(lodge, desk)
  await lodge.call(desk.token, 'POST', '/v1/departments', { name: 'Returns' })
  base = await lodge.app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(() => lodge.app.close())

/** Fails where their official client does: on any status but 2xx, and on a 2xx that says that it is none. */
const ask = async (path: string, body: object, headers: Record<string, string> = {}) => {
  const answer = await fetch(`${base}/api/v1/${path}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      accept: 'application/json',
      ...headers,
    },
    body: JSON.stringify(body),
  })
  const json: Answer['json'] = await answer.json()
  if (!answer.ok) throw new Error(`${answer.status} ${json.message} ${JSON.stringify(json.errors)}`)
  if (json.ok === false || json.error || json.my_error || json.amf_error) throw new Error(JSON.stringify(json))
  return json
}
/** It mints a key of its own for each call. */
const once = () => ({ 'idempotency-key': randomUUID() })

describe('The official client, over the wire', () => {
  test('files a ticket with queue_name both beside and within data, answers it, and finds it again', async () => {
    const made = await ask(
      'tickets',
      {
        originator_email_address: 'marcus@trailblazers-club.example',
        queue_name: 'Returns',
        data: { queue_name: 'Returns', subject: 'Cracked', content: '<p>It <b>cracked</b>.</p>' },
      },
      once(),
    )
    expect(made.data.queue).toBe('Returns')
    const [row] = await ask('tickets/query', { search_object: { criteria: [{ mode: 'queue', tokens: ['Returns'] }] } })
    const ticket_number = String(row.number).padStart(6, '0')
    const from_email = 'marcus@trailblazers-club.example'
    const answered = await ask('tickets/respond', { ticket_number, from_email, content: '<p>More.</p>' }, once())
    expect(answered.data.reopened).toBe(false)
    await ask('tickets/respond', { ticket_number, from_email, status: 'on-hold', on_hold_until: '2090-06-04' }, once())
    const { ticket, responses } = (await ask('tickets/show', { ticket_number })).data
    expect([ticket.status, responses.length]).toEqual(['on-hold', 2])
    expect((await ask('tickets/responses', { ticket_number })).data.responses).toEqual(responses)
    const page = await ask('tickets/responses/query', { limit: 1, fields: ['plain_text'] })
    expect(page.data.responses).toMatchObject([{ plain_text: 'It cracked.' }])
    expect((await ask('tickets/responses/query', { cursor: page.data.next_cursor })).data.next_cursor).toBe(null)
    expect((await ask('idempotency_key', {})).data.idempotency_key).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('reads message and errors of a refusal', async () => {
    await expect(ask('tickets', { data: {} }, once())).rejects.toThrow(
      /^422 originator_email_address is required .*"originator_email_address":\["originator_email_address is required/,
    )
    await expect(ask('tickets/show', { ticket_number: '000099' })).rejects.toThrow(/^404 There is no such ticket/)
  })
})
