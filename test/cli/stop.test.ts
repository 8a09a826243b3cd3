import { Agent, get, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { expect, test } from 'vitest'
import { runningServer } from '../../src/store/embedded/server.ts'
import { databasePid, type Running, scratch, start, tokenOf, useCommands } from '../support/command.ts'

useCommands()

/** One folder for all of them, and the token that its first start shows. */
let dataDir = ''
let token = ''

/** A server with a creation under way that cannot end before `letGo`: another session holds the row it must lock. */
const withCreationUnderWay = async () => {
  dataDir ||= scratch()
  const server = start(['serve'], { env: { LODGE_DATA: dataDir } })
  const url = await server.ready
  token = tokenOf(server) || token
  const other = new pg.Client(runningServer(dataDir))
  other.on('error', () => {})
  await other.connect()
  await other.query('begin')
  await other.query('select from desk_counter for update')
  const agent = new Agent({ keepAlive: true })
  const answer = post(url, token, agent)
  const waits = async () => (await other.query('select from pg_locks where not granted')).rowCount !== 0
  while (!(await waits())) await sleep(20)
  const letGo = async () => {
    await other.query('commit')
    await other.end()
  }
  return { server, url, agent, answer, letGo }
}

const post = (url: string, token: string, agent: Agent): Promise<number | string> =>
  new Promise((done) => {
    const sent = request(`${url}/v1/tickets`, {
      method: 'POST',
      agent,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    })
    sent.once('response', (response) => response.resume().once('end', () => done(response.statusCode ?? 0)))
    sent.once('error', (error) => done(error.message))
    sent.end(JSON.stringify({ requester: { email: 'ann@example.com' }, subject: 'Still there?' }))
  })

const said = async ({ stderr }: Running, text: string) => {
  while (!stderr().includes(text)) await sleep(10)
}

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s finishes what was accepted, takes no more, and exits 0',
  async (signal) => {
    const { server, url, agent, answer, letGo } = await withCreationUnderWay()
    server.child.kill(signal)
    await said(server, 'stopping')
    // Nobody new is let in.
    const refused = await new Promise<string>((done) => {
      const attempt = () =>
        get(url, { agent: false }, (response) => {
          response.resume()
          setTimeout(attempt, 20)
        }).once('error', (error) => done('code' in error ? String(error.code) : error.message))
      attempt()
    })
    expect(refused).toBe('ECONNREFUSED')
    await letGo()
    expect(await answer).toBe(201)
    // The client keeps its connection; the server does not wait for it.
    expect((await server.ended).code).toBe(0)
    agent.destroy()
    expect(databasePid(dataDir)).toBeUndefined()
  },
)

test('a signal that comes twice at once, as Ctrl-C under npm does, is one', async () => {
  const { server, agent, answer, letGo } = await withCreationUnderWay()
  server.child.kill('SIGINT')
  server.child.kill('SIGINT')
  await said(server, 'stopping')
  server.child.kill('SIGINT')
  await sleep(100)
  await letGo()
  expect(await answer).toBe(201)
  expect((await server.ended).code).toBe(0)
  agent.destroy()
})

test('a second signal exits at once, and takes the database along', async () => {
  const { server, agent, answer, letGo } = await withCreationUnderWay()
  server.child.kill('SIGINT')
  await said(server, 'stopping')
  await sleep(600)
  server.child.kill('SIGINT')
  expect((await server.ended).code).toBe(130)
  expect(await answer).not.toBe(201)
  await letGo().catch(() => {})
  agent.destroy()
  while (databasePid(dataDir)) await sleep(20)
})
