import pg from 'pg'
import { expect, test, vi } from 'vitest'
import { rowsOf } from '../support/intake.ts'
import { type Answer, useLodge } from '../support/lodge.ts'

const lodge = useLodge({ intakeLimit: 2 })

test('503 more creations wait than configured: come back in a second, nothing was written', async () => {
  const desk = await lodge.desk()
  const body = { requester: { email: 'ann@example.com' }, subject: 'Help' }
  const admin = new pg.Client(lodge.databaseUrl)
  await admin.connect()
  await admin.query('begin')
  await admin.query('select from desk_counter where desk_id = $1 for update', [desk.id])
  const answers = Array.from({ length: 5 }, (_, n) =>
    lodge.call(desk.token, 'POST', '/v1/tickets', body, { 'idempotency-key': `k${n}` }),
  )
  const settled: Answer[] = []
  for (const answer of answers) answer.then((one) => settled.push(one))
  await vi.waitFor(() => expect(settled).toHaveLength(3), 60_000)
  const refused = [...settled]
  await admin.end()
  for (const answer of refused) {
    expect(answer.status).toBe(503)
    expect(answer.json.code).toBe('overloaded')
    expect(answer.headers['retry-after']).toBe('1')
    expect(answer.headers['content-type']).toMatch('application/problem+json')
  }
  const statuses = (await Promise.all(answers)).map((answer) => answer.status)
  expect(statuses.sort()).toEqual([201, 201, 503, 503, 503])
  expect(await rowsOf(lodge, desk)).toMatchObject({ ticket: 2, event: 2, idempotency_key: 2 })
  // The refused ones did not use up their keys.
  const replayed: unknown[] = []
  for (let n = 0; n < 5; n++) {
    const again = await lodge.call(desk.token, 'POST', '/v1/tickets', body, { 'idempotency-key': `k${n}` })
    expect(again.status).toBe(201)
    if (again.headers['idempotency-replayed']) replayed.push(n)
  }
  expect(replayed).toHaveLength(2)
})
