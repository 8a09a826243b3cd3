import { once } from 'node:events'
import { expect, test } from 'vitest'
import { openOutbound } from '../../src/channels/outbound.ts'
import { webhookChannel } from '../../src/channels/webhooks/channel.ts'
import { startJobs } from '../../src/jobs/start.ts'
import { until } from '../support/feed.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'
import { startReceiver } from '../support/receiver.ts'
import { spawnScript } from '../support/script.ts'

const lodge = useLodge()

/** Runs a process that dies at a point; resolves once it has. */
const crashAt = async (desk: TestDesk, point: string, uid: string): Promise<void> => {
  const args = [lodge.databaseUrl, lodge.dataDir, desk.id, point, uid]
  const child = spawnScript(import.meta.dirname, 'crashing.ts', args)
  const [, signal] = await once(child, 'exit')
  expect(signal, point).toBe('SIGKILL')
}

const start = async (body: string) => {
  const desk = await lodge.desk()
  const call = (method: string, path: string, given?: unknown) => lodge.call(desk.token, method, path, given)
  for (const identifier of ['lost.private', 'lost.public', 'lost.final']) {
    await call('POST', '/v1/templates', { identifier, name: identifier, format: 'text', body: `${identifier} ${body}` })
  }
  const made = await call('POST', '/v1/interventions', { name: 'lost', title: 'Lost', set: { add_tags: ['lost'] } })
  const path = `/v1/interventions/${made.json.id}`
  const again = (uid: string) =>
    call('POST', `${path}/run`, { new_ticket: { requester: { email: 'ann@example.com' } }, uid })
  return { desk, call, path, again }
}

test('killed between any two steps, there is the ticket with its responses and its run, or nothing', async () => {
  const { desk, call, again } = await start('x')
  const points = ['ticket written', 'messages written', 'before the commit', 'after the commit']
  const count = async () => (await call('GET', '/v1/tickets')).json.data.length
  for (const [place, point] of points.entries()) {
    await crashAt(desk, point, point)
    // Only the last was committed; each is there once it was asked for again, and no number is missing.
    expect([point, await count()]).toEqual([point, place + (place === 3 ? 1 : 0)])
    const answer = await again(point)
    expect([point, answer.status]).toEqual([point, place === 3 ? 200 : 201])
    const ticket = (await call('GET', `/v1/tickets/${answer.json.ticket.id}`)).json
    expect([ticket.number, ticket.message_count, ticket.tags]).toEqual([place + 1, 4, ['lost']])
  }
})

test('killed after the remote system has confirmed, the final response is there once', async () => {
  const { desk, call, path, again } = await start('{{ remote.order }}')
  const receiver = await startReceiver((response) =>
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ confirmed: true, data: { order: 'A-1' } })),
  )
  await call('PUT', `${path}/epilog`, { url: receiver.url })
  const run = (await again('u')).json
  await crashAt(desk, 'confirmed', '')
  const read = async () => (await call('GET', `/v1/intervention-runs/${run.id}`)).json
  expect(await read()).toMatchObject({ state: 'confirmed', epilog: { state: 'sending' } })
  // As if its lease had run out.
  await lodge.store.pool.query(`update delivery set due_at = now() where desk_id = $1 and state = 'sending'`, [desk.id])
  const outbound = openOutbound({ allow: ['127.0.0.1/32'] })
  const jobs = await startJobs(lodge.lodge, [webhookChannel(outbound)])
  await until(async () => (await read()).epilog.state === 'sent')
  await jobs.stop()
  await outbound.close()
  await receiver.close()
  expect(receiver.received.length).toBe(2)
  const { messages } = (await call('GET', `/v1/tickets/${run.ticket.id}`)).json
  const finals = messages.filter(({ text }: { text: string }) => text === 'lost.final A-1')
  expect(finals).toHaveLength(1)
})
