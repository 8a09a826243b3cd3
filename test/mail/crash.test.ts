import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { until } from '../support/feed.ts'
import { cloneDatabase } from '../support/lodge.ts'
import { kill, type LodgeProcess, spawnLodge } from '../support/lodge-process.ts'
import { openMailServer, type TestMailServer } from './mail-server.ts'

let running: LodgeProcess | undefined
let server: TestMailServer | undefined
let database: Awaited<ReturnType<typeof cloneDatabase>>
let dataDir = ''
let token = ''
afterEach(async () => {
  running?.child.kill('SIGTERM')
  await running?.exited
  await server?.close()
  await database.drop()
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
})

const begin = async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'lodge-mail-'))
  database = await cloneDatabase()
  token = ''
  return resume()
}
const resume = async (): Promise<string> => {
  running = spawnLodge(dataDir, {
    env: { DATABASE_URL: database.url, SMTP_URL: `smtp://127.0.0.1:${server?.port}?tls=none` },
  })
  const url = await running.ready
  token ||= running.token() ?? ''
  return url
}
const call = async (url: string, path: string, body?: object) => {
  const answer = await fetch(`${url}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  // biome-ignore lint/suspicious/noExplicitAny: the shape is what each test asserts
  return (await answer.json()) as any // the API's JSON
}
const file = (url: string) =>
  call(url, '/v1/tickets', { requester: { email: 'ann@example.com' }, subject: 'Help', notify: { team: false } })
const entryOf = async (url: string) => (await call(url, '/v1/outbox')).data[0]
/** What it was sending is its own for half a minute: that is over now. test/crash/deliveries waits for it. */
const leaseIsOver = async () => {
  const client = new pg.Client(database.url)
  await client.connect()
  await client.query(`update delivery set due_at = now() where state = 'sending'`)
  await client.end()
}
const murder = () => kill(running?.child.pid, 'SIGKILL')

test('SIGKILL before the mail is handed over: it is sent after the start, once', async () => {
  let kills = 0
  server = await openMailServer({
    recipient: () => {
      if (kills++ === 0) murder()
      return undefined
    },
  })
  const url = await begin()
  await file(url)
  await running?.exited
  expect(server.received).toEqual([])
  await leaseIsOver()
  const again = await resume()
  await until(async () => (await entryOf(again)).state === 'sent')
  expect(server.received).toHaveLength(1)
})

test('SIGKILL between the server’s yes and our note of it: it goes once more, and the receiver can tell', async () => {
  server = await openMailServer({
    mail: (_mail, count) => {
      if (count === 1) murder()
      return undefined
    },
  })
  const url = await begin()
  await file(url)
  await running?.exited
  expect(server.received).toHaveLength(1)
  await leaseIsOver()
  const again = await resume()
  await until(async () => (await entryOf(again)).state === 'sent')
  const [one, two, ...more] = server.received
  expect(more).toEqual([])
  expect(two?.parsed.messageId).toBe(one?.parsed.messageId)
  expect(two?.raw).toBe(one?.raw)
})
