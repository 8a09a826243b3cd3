import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { type TestDesk, useLodge } from '../support/lodge.ts'
import { expectProblem } from '../support/refusals.ts'
import { fileTicket } from '../support/tickets.ts'

const lodge = useLodge()

type Queued = { receipt: string; type: string; data: { ticket: { subject: string } } }
const take = async (token: string, more: object = {}): Promise<Queued[]> =>
  (await lodge.call(token, 'POST', '/v1/event-queue/take', { types: ['ticket.created'], ...more })).json.data
const remove = (token: string, receipts: string[]) => lodge.call(token, 'POST', '/v1/event-queue/delete', { receipts })
const subjects = (events: Queued[]) => events.map(({ data }) => data.ticket.subject)
/** Other files' transactions on the same server may hold an event back a moment. */
const takeSome = async (token: string, more: object = {}): Promise<Queued[]> => {
  for (;;) {
    const events = await take(token, more)
    if (events.length > 0) return events
    await sleep(20)
  }
}
const expireLeases = (desk: TestDesk) =>
  lodge.store.pool.query('update event_lease set leased_until = now() where desk_id = $1', [desk.id])

test('200 each event in order, and again until its receipt is deleted', async () => {
  const desk = await lodge.desk()
  const token = await lodge.token(desk, ['events:read'])
  for (const subject of ['One', 'Two', 'Three']) await fileTicket(lodge, desk, { subject })
  const first = await takeSome(token, { limit: 2 })
  expect(subjects(first)).toEqual(['One', 'Two'])
  expect(subjects(await takeSome(token))).toEqual(['Three'])
  expect(await take(token)).toEqual([])
  expect((await remove(token, [first[0]?.receipt ?? ''])).json).toEqual({ deleted: 1 })
  expect((await remove(token, [first[0]?.receipt ?? '', 'nonsense'])).json).toEqual({ deleted: 0 })
  await expireLeases(desk)
  await fileTicket(lodge, desk, { subject: 'Four' })
  const again = await take(token, { limit: 2 })
  expect(subjects(again)).toEqual(['Two', 'Three'])
  await remove(token, [...again.map(({ receipt }) => receipt)])
  await expireLeases(desk)
  expect(subjects(await takeSome(token, { remove: true }))).toEqual(['Four'])
  await expireLeases(desk)
  expect(await take(token)).toEqual([])
})

test('a queue is a credential’s own, begins when that was made, and has only the types asked for', async () => {
  const desk = await lodge.desk()
  await fileTicket(lodge, desk, { subject: 'Before' })
  await sleep(2)
  const [one, two] = [await lodge.token(desk, ['events:read']), await lodge.token(desk, ['events:read'])]
  const ticket = await fileTicket(lodge, desk, { subject: 'After' })
  await lodge.call(desk.token, 'PATCH', `/v1/tickets/${ticket.id}`, { subject: 'Changed' })
  await fileTicket(lodge, await lodge.desk(), { subject: 'Elsewhere' })
  expect(subjects(await takeSome(one))).toEqual(['After'])
  const both = await takeSome(two, { types: ['ticket.created', 'ticket.updated'] })
  expect(subjects(both)[0]).toBe('After')
})

test('two who take at once get different events', async () => {
  const desk = await lodge.desk()
  const token = await lodge.token(desk, ['events:read'])
  for (let n = 0; n < 12; n += 1) await fileTicket(lodge, desk, { subject: `T${n}` })
  const taken: string[] = []
  while (taken.length < 12) {
    const batches = await Promise.all([take(token, { limit: 3 }), take(token, { limit: 3 })])
    taken.push(...batches.flat().map(({ receipt }) => receipt))
  }
  expect(new Set(taken).size).toBe(12)
})

test('400 what cannot be, 403 without the scope', async () => {
  const desk = await lodge.desk()
  const wrong = (body: object) => lodge.call(desk.token, 'POST', '/v1/event-queue/take', body)
  expectProblem(await wrong({ types: ['nothing.ever'] }), 400, 'invalid_body', 'types.0')
  expectProblem(await wrong({ types: ['ticket.created'], limit: 101 }), 400, 'invalid_body', 'limit')
  expectProblem(await remove(desk.token, []), 400, 'invalid_body', 'receipts')
  const token = await lodge.token(desk, ['tickets:read'])
  expectProblem(await remove(token, ['1-1']), 403, 'insufficient_scope')
})
