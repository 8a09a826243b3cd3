import { expect, test } from 'vitest'
import { certificate, certificateKey } from '../support/certificate.ts'
import { newTicket, until } from '../support/feed.ts'
import { useMail } from './support.ts'

const mail = useMail()

const first = async () => {
  await newTicket(mail.lodge, mail.desk(), 'Hello')
}
const entry = async () => (await mail.get('/v1/outbox')).json.data[0]
/** Until the only mail has been tried so often, and waits or has ended. */
const tried = (attempts: number) =>
  until(async () => {
    const one = await entry()
    return one?.attempts >= attempts && one.state !== 'sending'
  })

test('5xx for a recipient is for good: it fails at once, with the server’s words', async () => {
  const server = await mail.server({ recipient: () => ({ code: 550, text: '5.1.1 no such user' }) })
  await mail.start(server)
  await first()
  await mail.mails('acknowledgement', 1)
  expect(await entry()).toMatchObject({
    state: 'failed',
    attempts: 1,
    reason: `127.0.0.1:${server.port} refused ann@example.com.`,
  })
  const [delivery] = (await mail.get('/v1/deliveries')).json.data
  expect(delivery).toMatchObject({ permanent: true, uncertain: false, status: 550 })
  expect(delivery.detail).toContain('5.1.1 no such user')
})

test('4xx for a recipient is for now: it is tried again, and arrives', async () => {
  let greylisted = true
  const server = await mail.server({
    recipient: () => (greylisted ? { code: 450, text: 'come back later' } : undefined),
  })
  await mail.start(server)
  await first()
  await tried(1)
  expect(await entry()).toMatchObject({
    state: 'pending',
    reason: expect.stringContaining('cannot take mail now for ann@'),
  })
  greylisted = false
  await mail.fastForward()
  await mail.mails('acknowledgement', 1)
  expect(await entry()).toMatchObject({ state: 'sent', attempts: 2 })
  expect(server.received).toHaveLength(1)
})

test('one recipient who is refused is not the trouble of the others', async () => {
  const server = await mail.server({
    recipient: (address) => (address.startsWith('bob') ? { code: 553, text: 'no' } : undefined),
  })
  await mail.start(server)
  const participants = ['bob', 'cem'].map((name) => ({ role: 'cc', email: `${name}@example.com` }))
  const ticket = await mail.post('/v1/tickets', { requester: { email: 'ann@example.com' }, subject: 'x', participants })
  await mail.post(`/v1/tickets/${ticket.json.id}/messages`, { body: 'Hi' })
  const states = Object.fromEntries((await mail.mails('answer', 3)).map(({ to, state }) => [to.address, state]))
  expect(states).toEqual({ 'ann@example.com': 'sent', 'bob@example.com': 'failed', 'cem@example.com': 'sent' })
})

test.each([
  [451, 'pending', 'cannot take the mail now'],
  [554, 'failed', 'refused the mail'],
])('%i after the content: %s, and certain', async (code, state, words) => {
  const server = await mail.server({ mail: () => ({ code, text: 'not like this' }) })
  await mail.start(server)
  await first()
  await tried(1)
  expect(await entry()).toMatchObject({ state, reason: expect.stringContaining(words) })
  expect((await mail.get('/v1/deliveries')).json.data[0].uncertain).toBe(false)
})

test('a line that drops after the content leaves it uncertain; it goes once more, the same byte for byte', async () => {
  const server = await mail.server({ mail: (_mail, count) => (count === 1 ? 'drop' : undefined) })
  await mail.start(server)
  await first()
  await tried(1)
  expect(await entry()).toMatchObject({ state: 'pending', reason: expect.stringContaining('did not say whether') })
  expect((await mail.get('/v1/deliveries')).json.data[0].uncertain).toBe(true)
  await mail.fastForward()
  await mail.mails('acknowledgement', 1)
  expect(await entry()).toMatchObject({ state: 'sent', attempts: 2 })
  const [one, two, ...more] = server.received.map(({ raw }) => raw)
  expect(more).toEqual([])
  expect(two).toBe(one)
})

test('a server that never answers: twice is enough, and only a replay sends it again', async () => {
  const server = await mail.server({ mail: (_mail, count) => (count <= 2 ? 'silent' : undefined) })
  await mail.start(server, { timeoutMs: 1_000 })
  await first()
  await tried(1)
  await mail.fastForward()
  await tried(2)
  await mail.fastForward()
  await mail.mails('acknowledgement', 1)
  expect(await entry()).toMatchObject({
    state: 'failed',
    reason: expect.stringContaining('Replay it if it has not arrived'),
  })
  expect(server.received).toHaveLength(2)
  await mail.post(`/v1/deliveries/${(await entry()).id}/replay`)
  await until(async () => (await entry()).state === 'sent')
  expect(server.received).toHaveLength(3)
  expect(new Set(server.received.map(({ raw }) => raw)).size).toBe(1)
})

test('Lodge dies after it gave up a mail and before that is stored: it gives up again, and sends no third', async () => {
  const server = await mail.server({ mail: (_mail, count) => (count <= 2 ? 'silent' : undefined) })
  await mail.start(server, { timeoutMs: 1_000 })
  await first()
  await tried(1)
  await mail.fastForward()
  await tried(2)
  await mail.fastForward()
  await tried(3)
  const { id } = await entry()
  // As though the third attempt, which sends nothing, had not come to its end: nothing of it is stored.
  await mail.lodge.store.pool.query(
    `with attempt as (delete from delivery_attempt where desk_id = $1 and delivery_id = $2 and attempt = 3)
     update delivery set state = 'pending', due_at = now(), tries = tries - 1, finished_at = null, permanent = null
     where desk_id = $1 and id = $2`,
    [mail.desk().id, id],
  )
  await tried(4)
  const reason = expect.stringContaining('Replay it if it has not arrived')
  expect(await entry()).toMatchObject({ state: 'failed', reason })
  expect(server.received).toHaveLength(2)
})

test('nobody listens, or does not speak SMTP: in words, and not for good', async () => {
  const server = await mail.server()
  await server.close()
  await mail.start(server)
  await first()
  await tried(1)
  expect(await entry()).toMatchObject({
    state: 'pending',
    reason: `127.0.0.1:${server.port} refused the connection: nothing listens there.`,
  })
})

test('a wrong password waits for whoever can mend it', async () => {
  const server = await mail.server({
    smtp: {
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => done(new Error('no')),
    },
  })
  await mail.start({ ...server, server: { ...server.server, auth: { user: 'ann', password: 'wrong' } } })
  await first()
  await tried(1)
  expect(await entry()).toMatchObject({
    state: 'pending',
    reason: expect.stringContaining('refused the user name or password'),
  })
})

test('a desk’s server at a private address is not connected to, and its owner reads why', async () => {
  await mail.start()
  const smtp = { host: '10.1.2.3', port: 25 }
  const put = await mail.lodge.call(mail.desk().token, 'PUT', '/v1/mail/settings', {
    from_address: 'help@acme.example',
    smtp,
  })
  expect(put.status, put.text).toBe(200)
  await first()
  await tried(1)
  expect(await entry()).toMatchObject({ state: 'pending', reason: expect.stringContaining('LODGE_OUTBOUND_ALLOW') })
})

test.each([
  ['a server that has none', undefined, /TLS|STARTTLS/],
  [
    'a certificate that nobody vouches for',
    { key: certificateKey, cert: certificate, disabledCommands: [] },
    /certificate/,
  ],
])('a desk that insists on TLS sends nothing to %s', async (_, smtp, words) => {
  const server = await mail.server(smtp ? { smtp } : {})
  await mail.start()
  const own = { host: '127.0.0.1', port: server.port, tls: 'starttls' }
  await mail.lodge.call(mail.desk().token, 'PUT', '/v1/mail/settings', { from_address: 'help@acme.example', smtp: own })
  await first()
  await tried(1)
  expect(await entry()).toMatchObject({ state: 'pending', reason: expect.stringMatching(words) })
  expect(server.received).toEqual([])
})
