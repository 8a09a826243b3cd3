import { once } from 'node:events'
import { expect, test } from 'vitest'
import { connect, until } from '../support/feed.ts'
import { useLodge } from '../support/lodge.ts'
import { spawnScript } from '../support/script.ts'
import { eventsOf, fileTicket } from '../support/tickets.ts'

const lodge = useLodge()
const startSending = () => spawnScript(import.meta.dirname, 'sending.ts', [lodge.databaseUrl])

test('killed between taking a message and sending it, and sent by two at once after that: it is sent once', {
  timeout: 120_000,
}, async () => {
  const desk = await lodge.desk()
  const tickets = await Promise.all([1, 2, 3].map(() => fileTicket(lodge, desk)))
  for (const { id } of tickets) {
    const given = { body: 'Later', status: 'pending', send_at: new Date() }
    expect((await lodge.call(desk.token, 'POST', `/v1/tickets/${id}/messages`, given)).status).toBe(202)
  }
  // It has taken the row, and waits to write the message.
  const holder = await connect(lodge)
  await holder.query('begin; lock table message in exclusive mode')
  const child = startSending()
  const waits = `select from pg_locks where not granted and relation = 'message'::regclass`
  await until(async () => (await holder.query(waits)).rowCount === 1)
  child.kill('SIGKILL')
  const [, signal] = await once(child, 'exit')
  expect(signal).toBe('SIGKILL')
  await holder.query('rollback')
  await holder.end()

  const two = [startSending(), startSending()]
  const unsent = `select from scheduled_message where desk_id = $1 and state <> 'sent'`
  await until(async () => (await lodge.store.pool.query(unsent, [desk.id])).rowCount === 0)
  for (const one of two) {
    one.kill('SIGTERM')
    await once(one, 'exit')
  }
  const sent = await eventsOf(lodge, desk, 'message.created')
  expect(sent.map(({ ticket }) => ticket.id).toSorted()).toEqual(tickets.map(({ id }) => id).toSorted())
  const rows = await lodge.store.pool.query('select message_id from scheduled_message where desk_id = $1', [desk.id])
  expect(rows.rows.map((row) => row.message_id).toSorted()).toEqual(sent.map(({ message }) => message.id).toSorted())
})
