import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openOutbox } from '../../src/channels/mail/outbox.ts'
import { openOutbound } from '../../src/channels/outbound.ts'
import { systemActor } from '../../src/core/actor.ts'
import { openAuthenticator } from '../../src/core/credentials/authenticate.ts'
import { createCredential } from '../../src/core/credentials/create.ts'
import type { Scope } from '../../src/core/credentials/scopes.ts'
import { follow } from '../../src/core/events/follow.ts'
import { openNudges } from '../../src/core/events/nudges.ts'
import { type Ask, endOfLog, readEvents } from '../../src/core/events/read.ts'
import { openTail } from '../../src/core/events/tail.ts'
import type { MemberId } from '../../src/core/ids.ts'
import { openAudience } from '../../src/core/live/audience.ts'
import { openLodge } from '../../src/core/open-lodge.ts'
import { buildServer } from '../../src/http/server.ts'
import { live } from '../../src/http/v1/live/stream.ts'
import { notificationsFollower } from '../../src/jobs/notifications.ts'
import { connect, readFeed, until, writeEvent } from '../support/feed.ts'
import { MAIL_OPERATOR, quiet, type TestDesk, useLodge } from '../support/lodge.ts'
import { expectProblem } from '../support/refusals.ts'
import { addMember, fileTicket } from '../support/tickets.ts'

const lodge = useLodge()

let open: (() => Promise<unknown>)[] = []
let urls: string[] = []
let servers: FastifyInstance['server'][] = []
let desk: TestDesk
let kim: { id: string; token: string }
let bo: { id: string; token: string }

const tokenOf = async (memberId: string, scopes: Scope[] = ['admin'], deskId = desk.id): Promise<string> => {
  const given = { deskId, kind: 'token', name: 'test', departmentId: null, expiresAt: null } as const
  return (await createCredential(lodge.store, { ...given, scopes, memberId: memberId as MemberId })).secret // a member's
}
const join = async (name: string, on = desk) => {
  const id = await addMember(lodge, on, name)
  return { id, token: await tokenOf(id, ['admin'], on.id) }
}

/** Two servers that know nothing of each other but the database, as two processes would. */
beforeAll(async () => {
  desk = await lodge.desk()
  kim = await join('Kim')
  bo = await join('Bo')
  for (let n = 0; n < 2; n++) {
    const own = openLodge(lodge.store, { dataDir: lodge.dataDir, log: quiet, intakeLimit: 100 })
    const nudges = openNudges(own)
    const app = await buildServer({
      lodge: own,
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
    const close = async () => {
      const closed = app.close()
      // A client may have opened one more connection than it had requests for, which is closed after a minute only.
      app.server.closeAllConnections()
      await closed
    }
    open.push(nudges.close, close)
    servers.push(app.server)
    urls.push(await app.listen({ host: '127.0.0.1', port: 0 }))
  }
  const follower = follow(lodge.lodge, [notificationsFollower(lodge.lodge)])
  open.push(follower.stop)
})
afterAll(async () => {
  for (const close of open.reverse()) await close()
  open = []
  urls = []
  servers = []
})

// biome-ignore lint/suspicious/noExplicitAny: the shape is what each test asserts
type Message = { event: string; id: string; data: any }

/** A live stream of a server: what came so far, in order. */
const look = async (server: number, token: string, headers: Record<string, string> = {}, query = '') => {
  const end = new AbortController()
  const answer = await fetch(`${urls[server]}/v1/live${query}`, {
    headers: { authorization: `Bearer ${token}`, ...headers },
    signal: end.signal,
  })
  const messages: Message[] = []
  let text = ''
  let last = ''
  const read = async () => {
    for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk
      for (let at = text.indexOf('\n\n'); at >= 0; at = text.indexOf('\n\n')) {
        const fields = new Map(
          text
            .slice(0, at)
            .split('\n')
            .map((line) => [line.split(': ', 1)[0], line.replace(/^\w*: /, '')]),
        )
        text = text.slice(at + 2)
        last = fields.get('id') ?? last
        const data = fields.get('data')
        if (data) messages.push({ event: fields.get('event') ?? '', id: last, data: JSON.parse(data) })
      }
    }
  }
  const done = read().catch(() => {})
  const of = (event: string) => messages.filter((one) => one.event === event).map(({ data }) => data)
  return {
    status: answer.status,
    messages,
    of,
    last: () => last,
    ended: done,
    close: async () => {
      end.abort()
      await done
    },
  }
}
const call = (who: { token: string }, method: string, path: string, body?: unknown) =>
  lodge.call(who.token, method, `/v1${path}`, body)
/** By a server that listens, so that it is that one's commit. */
const at = async (server: number, who: { token: string }, method: string, path: string, body: unknown) => {
  const headers = { authorization: `Bearer ${who.token}`, 'content-type': 'application/json' }
  const answer = await fetch(`${urls[server]}/v1${path}`, { method, headers, body: JSON.stringify(body) })
  await answer.text()
}

test('200 what happens is there at once, from another process too, and Last-Event-ID goes on behind it', async () => {
  const stream = await look(0, kim.token)
  expect(stream.status).toBe(200)
  const requester = { email: 'ann@example.com' }
  await at(1, bo, 'POST', '/tickets', { requester, subject: 'Live' })
  await until(async () => stream.of('change').length > 0)
  const [change] = stream.of('change')
  const logged = (await readFeed(lodge, desk, 'types=ticket.created')).data.at(-1)
  expect(change).toEqual(logged)
  expect(change).toMatchObject({ type: 'ticket.created', data: { ticket: { subject: 'Live' } } })
  const seen = stream.last()
  await stream.close()
  await at(1, bo, 'POST', '/tickets', { requester, subject: 'Asleep' })
  const again = await look(0, kim.token, { 'last-event-id': seen }, '?after=now')
  await until(async () => again.of('change').length > 0)
  expect(again.of('change').map(({ data }) => data.ticket.subject)).toEqual(['Asleep'])
  await again.close()
})

test('200 nobody is shown what they may not read', async () => {
  const stream = await look(0, await tokenOf(bo.id, ['tickets:read']))
  await call(kim, 'POST', '/views', { name: 'My own', filter: {}, shared: false })
  await call(kim, 'POST', '/credentials', { kind: 'token', name: 'secret' })
  await call(kim, 'PUT', '/contacts', { email: 'eve@example.com' })
  const ticket = await fileTicket(lodge, desk, { subject: 'Last' })
  await until(async () => stream.of('change').length > 0)
  expect(stream.of('change').map(({ type }) => type)).toEqual(['ticket.created'])
  expect(stream.of('change')[0].ticket_id).toBe(ticket.id)
  await stream.close()
})

test('204 who is at a ticket is shown in all processes: who looks, who types, who left, whose last stream ended', async () => {
  const ticket = await fileTicket(lodge, desk)
  const [kims, bos] = [await look(0, kim.token), await look(1, bo.token)]
  const say = (who: { token: string }, state: string) =>
    call(who, 'PUT', `/tickets/${ticket.number}/presence`, { state })
  const shown = () => bos.of('presence').at(-1)
  const nameds = (members: [{ id: string }, string, string][]) => ({
    ticket_id: ticket.id,
    members: members.map(([{ id }, name, state]) => ({ id, name, state })),
  })
  expect((await say(kim, 'viewing')).status).toBe(204)
  await until(async () => shown()?.members.length === 1)
  expect(shown()).toEqual(nameds([[kim, 'Kim', 'viewing']]))
  await say(kim, 'typing')
  await say(bo, 'viewing')
  await until(async () => shown()?.members.length === 2)
  expect(shown()).toEqual(
    nameds([
      [kim, 'Kim', 'typing'],
      [bo, 'Bo', 'viewing'],
    ]),
  )
  // One who comes later is shown who is there.
  const late = await look(1, desk.token)
  await until(async () => late.of('presence').length > 0)
  expect(late.of('presence')).toEqual([shown()])
  await late.close()
  await say(bo, 'left')
  await until(async () => shown()?.members.length === 1)
  await kims.close()
  await until(async () => shown()?.members.length === 0)
  await bos.close()
  expectProblem(await say(desk, 'viewing'), 409, 'member_required')
  expectProblem(await call(kim, 'PUT', '/tickets/999/presence', { state: 'viewing' }), 404, 'ticket_not_found')
})

const connections = (server: number) =>
  new Promise<number>((count, fail) =>
    servers[server]?.getConnections((error, found) => (error ? fail(error) : count(found))),
  )

test('204 who says that they are there after their last stream ended stays, until they are silent', async () => {
  const ticket = await fileTicket(lodge, desk)
  const [kims, bos] = [await look(0, kim.token), await look(1, bo.token)]
  const say = (who: { token: string }) => call(who, 'PUT', `/tickets/${ticket.id}/presence`, { state: 'viewing' })
  const shown = () => bos.of('presence').findLast(({ ticket_id }) => ticket_id === ticket.id)
  const noa = await join('Noa')
  const noas = await look(0, noa.token)
  await say(kim)
  await say(noa)
  await until(async () => shown()?.members.length === 2)
  const before = await connections(0)
  await Promise.all([kims.close(), noas.close()])
  // Until the server has seen that too. The same again so soon must count all the same.
  await until(async () => (await connections(0)) <= before - 2)
  await say(kim)
  await until(async () => shown()?.members.length === 1)
  expect(shown()?.members).toEqual([{ id: kim.id, name: 'Kim', state: 'viewing' }])
  // Longer than any process takes to say goodbye.
  await new Promise((done) => setTimeout(done, 1_000))
  expect(shown()?.members).toHaveLength(1)
  await bos.close()
})

test('200 a ticket that moves out of one’s departments is told of by its id alone, and nothing of it after that', async () => {
  const other = (await call(desk, 'POST', '/departments', { name: 'Secret' })).json
  const gil = await join('Gil')
  const ticket = await fileTicket(lodge, desk)
  await lodge.store.pool.query(`update member set access = 'departments', role = 'agent' where id = $1`, [gil.id])
  await call(desk, 'PUT', `/departments/${ticket.department.id}/team/${gil.id}`, {})
  const stream = await look(0, await tokenOf(gil.id, ['tickets:read']))
  await call(desk, 'PATCH', `/tickets/${ticket.id}`, { subject: 'Seen' })
  await call(desk, 'PATCH', `/tickets/${ticket.id}`, { department: other.id, subject: 'Hidden' })
  await call(desk, 'PATCH', `/tickets/${ticket.id}`, { subject: 'Hidden more' })
  await call(desk, 'PATCH', `/tickets/${ticket.id}`, { department: ticket.department.id })
  const told = () =>
    stream.messages
      .filter(({ event, data }) => event === 'gone' || (event === 'change' && data.type === 'ticket.updated'))
      .map(({ event }) => event)
  await until(async () => told().length === 3)
  expect(told()).toEqual(['change', 'gone', 'change'])
  expect(stream.of('gone')).toEqual([{ ticket_id: ticket.id }])
  await stream.close()
})

test('200 who shows tickets is told to read anew when all of a department move, and who may see others from now on', async () => {
  const name = `Going ${randomUUID()}`
  const make = async (called: string) => (await call(desk, 'POST', '/departments', { name: called })).json
  const [from, to] = [await make(name), await make(`After ${name}`)]
  const ivy = await join(`Ivy-${randomUUID()}`)
  await lodge.store.pool.query(`update member set access = 'departments', role = 'agent' where id = $1`, [ivy.id])
  await call(desk, 'PUT', `/departments/${from.id}/team/${ivy.id}`, {})
  const token = await tokenOf(ivy.id, ['tickets:read'])
  const ticket = await fileTicket(lodge, desk, { department: from.id })
  const [all, ivys] = [await look(0, desk.token), await look(0, token)]
  expect((await call({ token }, 'GET', '/tickets')).json.data).toMatchObject([{ id: ticket.id }])
  await call(desk, 'DELETE', `/departments/${from.id}?move_to=${to.id}`)
  await until(async () => all.of('resync').length === 1 && ivys.of('resync').length === 1)
  expect((await call({ token }, 'GET', '/tickets')).json.data).toEqual([])
  await call(desk, 'PUT', `/departments/${to.id}/team/${ivy.id}`, {})
  await ivys.ended
  expect(ivys.messages.at(-1)?.event).toBe('resync')
  // By then what she reads is as it is from now on, in every process.
  expect((await call({ token }, 'GET', '/tickets')).json.data).toMatchObject([{ id: ticket.id }])
  await all.close()
})

test('200 a member is told who named them, gave them a ticket, answered on theirs: never of what they did themselves', async () => {
  const stream = await look(1, kim.token)
  const ticket = await fileTicket(lodge, desk, { subject: 'Broken' })
  const on = `/tickets/${ticket.id}`
  const note = (body: string, mentions: string[] = []) =>
    call(bo, 'POST', `${on}/messages`, { body, public: false, mentions })
  const named = await note('Look at this, both of you', [kim.id, bo.id])
  expect(named.status).toBe(201)
  await note('@kim: by your words alone')
  await note('bo@example.com is no member')
  await call(kim, 'PATCH', on, { assignee: kim.id })
  await call(kim, 'PATCH', on, { assignee: null })
  await call(bo, 'PATCH', on, { assignee: kim.id })
  await call(bo, 'POST', `${on}/messages`, { body: 'Still broken', author: 'requester' })
  const list = async (who: { token: string }, query = '') => (await call(who, 'GET', `/notifications${query}`)).json
  await until(async () => (await list(kim)).unread === 4)
  const { data } = await list(kim)
  const told = data.map(({ kind, by }: { kind: string; by: { name: string } }) => [kind, by.name])
  expect(told).toEqual([
    ['reply', 'Ann'],
    ['assignment', 'Bo'],
    ['mention', 'Bo'],
    ['mention', 'Bo'],
  ])
  expect(data[3]).toMatchObject({
    ticket: { id: ticket.id, number: ticket.number, subject: 'Broken' },
    message_id: named.json.id,
    read_at: null,
  })
  expect(await list(bo)).toEqual({ data: [], next_cursor: null, unread: 0 })
  expect(await list(desk)).toEqual({ data: [], next_cursor: null, unread: 0 })

  await until(async () => stream.of('notification').length === 5)
  const [first, ...live] = stream.of('notification')
  expect(first).toEqual({ notification: null, unread: 0 })
  expect(live.map(({ notification }) => notification)).toEqual(data.toReversed())
  await stream.close()

  expect((await call(kim, 'PUT', '/notifications/read', { up_to: data[2].id })).json).toEqual({ unread: 2 })
  expect((await list(kim, '?unread=true&limit=1')).data).toEqual([data[0]])
  expect((await call(kim, 'PUT', '/notifications/read', { ticket: ticket.id })).json).toEqual({ unread: 0 })
  expectProblem(await call(kim, 'PUT', '/notifications/read', {}), 400, 'invalid_body')
  const second = await list(kim, '?limit=3')
  expect((await list(kim, `?limit=3&cursor=${second.next_cursor}`)).data).toMatchObject([{ id: data[3].id }])
})

test('200 one who was away for too much is told to read anew, and goes on from there', async () => {
  await fileTicket(lodge, desk)
  const [start] = (await readFeed(lodge, desk, 'limit=1&wait=30')).data
  const client = await connect(lodge)
  await client.query('begin')
  for (let n = 0; n <= 1_000; n++) await writeEvent(client, lodge, desk, n)
  await client.query('commit')
  await client.end()
  const stream = await look(0, desk.token, { 'last-event-id': start!.cursor })
  await until(async () => stream.of('resync').length > 0)
  await fileTicket(lodge, desk, { subject: 'After' })
  await until(async () => stream.of('change').length > 0)
  const told = stream.messages.map(({ event }) => event).filter((event) => event !== 'presence' && event !== 'alive')
  expect(told).toEqual(['resync', 'change'])
  await stream.close()
})

test('nothing piles up for a client that does not read: it is shown each ticket once, as it is then', async () => {
  // Of its own: whose stream ended is said goodbye to after a grace, of every ticket.
  const desk = await lodge.desk()
  const [kim, bo] = [await join('Kim', desk), await join('Bo', desk)]
  const audience = openAudience(lodge.lodge)
  const tail = openTail(lodge.lodge)
  const joined = await audience.join({ ...systemActor(desk.id), memberId: kim.id as MemberId }) // a member's
  if (!joined.ok) throw new Error(joined.error.code)
  const viewer = joined.value
  const watch = await tail.watch(desk.id)
  let reads = 0
  const read = (ask: Ask) => {
    reads += 1
    return readEvents(lodge.lodge, systemActor(desk.id), ask)
  }
  const end = new AbortController()
  const after = await endOfLog(lodge.lodge)
  const parts = live({ lodge: lodge.lodge, audience, viewer, read, watch, after, ended: end.signal })
  await parts.next()
  const ticket = await fileTicket(lodge, desk)
  // Only the last of them is what is waited for.
  for (const state of ['viewing', 'left', 'viewing', 'left', 'viewing', 'typing']) {
    await call(bo, 'PUT', `/tickets/${ticket.id}/presence`, { state })
  }
  await until(async () => audience.at(viewer, ticket.id)[0]?.state === 'typing')
  // One who comes now need not wait until something happens to be told of it.
  const late = await audience.join(systemActor(desk.id))
  expect(late.ok && late.value.news().aborted).toBe(true)
  for (let n = 0; n < 100; n++) await fileTicket(lodge, desk)
  expect(reads).toBe(0)
  let text = ''
  while ((text.match(/event: change/g)?.length ?? 0) < 101) text += (await parts.next()).value
  expect(text.match(/event: presence\n.*/g)).toEqual([
    `event: presence\ndata: ${JSON.stringify({ ticket_id: ticket.id, members: [{ id: bo.id, name: 'Bo', state: 'typing' }] })}`,
  ])
  end.abort('left')
  await parts.next()
  audience.leave(viewer)
  watch.end()
  await Promise.all([audience.close(), tail.close()])
})

test('429 more streams of one member than they have tabs', async () => {
  const mel = await join('Mel')
  const streams = await Promise.all(Array.from({ length: 21 }, () => look(0, mel.token)))
  expect(
    streams
      .map(({ status }) => status)
      .toSorted()
      .at(-2),
  ).toBe(200)
  expect(
    streams
      .map(({ status }) => status)
      .toSorted()
      .at(-1),
  ).toBe(429)
  for (const stream of streams) await stream.close()
})

test('a stream ends when its token is revoked', async () => {
  const { json: token } = await call(desk, 'POST', '/credentials', {
    kind: 'token',
    name: 'x',
    scopes: ['tickets:read'],
  })
  const stream = await look(0, token.secret)
  await call(desk, 'DELETE', `/credentials/${token.id}`)
  await stream.ended
  expect(stream.status).toBe(200)
})
