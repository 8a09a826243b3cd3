import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { EventSource } from 'eventsource'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openOutbox } from '../../src/channels/mail/outbox.ts'
import { openOutbound } from '../../src/channels/outbound.ts'
import { openAuthenticator } from '../../src/core/credentials/authenticate.ts'
import { BEGINNING } from '../../src/core/events/position.ts'
import { type Ask, readEvents } from '../../src/core/events/read.ts'
import { openTail } from '../../src/core/events/tail.ts'
import { buildServer } from '../../src/http/server.ts'
import { streamEvents } from '../../src/http/v1/events/stream.ts'
import { connect, newTicket, readUntil, writeEvent } from '../support/feed.ts'
import { MAIL_OPERATOR, type TestDesk, useLodge } from '../support/lodge.ts'

const lodge = useLodge()

/** A server that listens, on the file's database. */
const listen = async () => {
  const app = await buildServer({
    lodge: lodge.lodge,
    authenticator: openAuthenticator(lodge.store),
    outbound: openOutbound({ allow: [] }),
    domain: 'localhost',
    outbox: openOutbox(MAIL_OPERATOR),
    attachmentLimit: 1_000_000,
    mailLimit: 1_000_000,
    rateLimits: false,
    logger: false,
    checkResponses: true,
  })
  return { app, url: await app.listen({ host: '127.0.0.1', port: 0 }) }
}

const open = (url: string, token: string, query = '', headers: Record<string, string> = {}) =>
  fetch(`${url}/v1/events/stream?${query}`, { headers: { authorization: `Bearer ${token}`, ...headers } })

/** Reads a stream until it holds `text`, or to its end. */
const readTo = async (answer: Response, text?: string): Promise<string> => {
  let all = ''
  // A response that was just received has a body nobody has read.
  for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
    all += chunk
    if (text !== undefined && all.includes(text)) break
  }
  return all
}

const subjects = (stream: string): string[] =>
  [...stream.matchAll(/"subject":"([^"]+)"/g)].map((match) => match[1] ?? '')

test('200 events arrive as they happen, and Last-Event-ID goes on behind the last one seen', async () => {
  const desk = await lodge.desk()
  const { app, url } = await listen()
  await newTicket(lodge, desk, 'One')
  const first = await open(url, desk.token)
  expect(first.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  setImmediate(() => newTicket(lodge, desk, 'Two'))
  const seen = await readTo(first, 'Two')
  expect(subjects(seen)).toEqual(['One', 'Two'])
  const ids = [...seen.matchAll(/^id: (.+)$/gm)].map((match) => match[1] ?? '')
  await newTicket(lodge, desk, 'Three')
  // `after` is where it began; where it is now counts.
  const second = await open(url, desk.token, 'after=now', { 'last-event-id': ids.at(-1) ?? '' })
  expect(subjects(await readTo(second, 'Three'))).toEqual(['Three'])
  await app.close()
})

test('200 a browser’s EventSource reads it', async () => {
  const desk = await lodge.desk()
  const { app, url } = await listen()
  const source = new EventSource(`${url}/v1/events/stream?types=ticket.created`, {
    fetch: (address, init) =>
      fetch(address, { ...init, headers: { ...init.headers, authorization: `Bearer ${desk.token}` } }),
  })
  const came = new Promise<MessageEvent>((resolve) => source.addEventListener('message', resolve))
  await newTicket(lodge, desk, 'Hello')
  const message = await came
  expect(JSON.parse(message.data)).toMatchObject({ type: 'ticket.created', cursor: message.lastEventId })
  source.close()
  await app.close()
})

test('a stream ends when its token is revoked, a long poll answers 401', async () => {
  const desk = await lodge.desk()
  const token = await lodge.token(desk, ['events:read'])
  const { app, url } = await listen()
  const stream = await open(url, token, 'after=now')
  const poll = fetch(`${url}/v1/events?after=now&wait=30`, { headers: { authorization: `Bearer ${token}` } })
  await lodge.store.db
    .updateTable('credential')
    .set({ revoked_at: new Date() })
    .where('desk_id', '=', desk.id)
    .where('scopes', '=', sql<string[]>`array['events:read']`)
    .execute()
  await readTo(stream)
  expect((await poll).status).toBe(401)
  await app.close()
})

test('shutting down ends streams and long polls cleanly', async () => {
  const desk = await lodge.desk()
  const { app, url } = await listen()
  await newTicket(lodge, desk, 'Last')
  await readUntil(lodge, desk, 1)
  const stream = await open(url, desk.token)
  const asked = once(app.server, 'request')
  const poll = fetch(`${url}/v1/events?after=now&wait=30`, { headers: { authorization: `Bearer ${desk.token}` } })
  await asked
  const read = readTo(stream)
  await Promise.all([app.close(), read])
  expect(subjects(await read)).toEqual(['Last'])
  expect((await poll).status).toBe(200)
})

const writeMany = async (desk: TestDesk, count: number): Promise<void> => {
  const client = await connect(lodge)
  for (let n = 0; n < count; n++) await writeEvent(client, lodge, desk, `${n} ${'x'.repeat(10_000)}`)
  await client.end()
}

test('a client that does not read is not read for', async () => {
  const desk = await lodge.desk()
  await writeMany(desk, 200)
  await readUntil(lodge, desk, 200)
  const tail = openTail(lodge.lodge)
  let pages = 0
  const read = (ask: Ask) => {
    pages += 1
    return readEvents(lodge.lodge, { deskId: desk.id, departments: null }, ask)
  }
  const ask: Ask = { after: BEGINNING, types: undefined, limit: 10 }
  const end = new AbortController()
  const watch = await tail.watch(desk.id)
  const stream = streamEvents(read, watch, ask, { signal: end.signal, close: () => {} })
  const chunks = stream[Symbol.asyncIterator]()
  await chunks.next()
  await chunks.next()
  await sleep(200)
  expect(pages).toBeLessThan(5)
  end.abort()
  await new Promise((closed) => stream.once('close', closed))
  await tail.close()
})
