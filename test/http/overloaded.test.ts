import pg from 'pg'
import { expect, test } from 'vitest'
import { rowsOf } from '../support/intake.ts'
import { useLodge } from '../support/lodge.ts'

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
  const refused = await Promise.all(answers.slice(2))
  await admin.end()
  for (const answer of refused) {
    expect(answer.status).toBe(503)
    expect(answer.json.code).toBe('overloaded')
    expect(answer.headers['retry-after']).toBe('1')
    expect(answer.headers['content-type']).toMatch('application/problem+json')
  }
  expect((await Promise.all(answers.slice(0, 2))).map((answer) => answer.status)).toEqual([201, 201])
  expect(await rowsOf(lodge, desk)).toMatchObject({ ticket: 2, event: 2, idempotency_key: 2 })
  // The refused ones did not use up their keys.
  const again = await lodge.call(desk.token, 'POST', '/v1/tickets', body, { 'idempotency-key': 'k4' })
  expect([again.status, again.headers['idempotency-replayed']]).toEqual([201, undefined])
})
