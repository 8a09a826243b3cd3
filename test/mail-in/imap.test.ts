import { createServer } from 'node:http'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type ImapOptions, startImap } from '../../src/channels/mail/in/imap/start.ts'
import { openOutbound } from '../../src/channels/outbound.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'
import { openLine, startDovecot } from './dovecot.ts'
import { mailsOf, newMailbox, statusOf, sumsAgree } from './mailbox.ts'

const lodge = useLodge()
const outbound = openOutbound({ allow: ['127.0.0.0/8'] })

/** Access tokens that the token endpoint gave, and what it was asked. */
const given: { asked: URLSearchParams[]; answer: { status: number; json: object } } = {
  asked: [],
  answer: { status: 200, json: {} },
}
const tokens = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://x')
  if (url.pathname === '/introspect') {
    const isGood = url.searchParams.get('token') === 'access-2'
    response.end(JSON.stringify(isGood ? { username: 'oauth', active: true } : { active: false }))
    return
  }
  let body = ''
  request.on('data', (piece) => {
    body += piece
  })
  request.on('end', () => {
    given.asked.push(new URLSearchParams(body))
    response.writeHead(given.answer.status).end(JSON.stringify(given.answer.json))
  })
})
let tokenUrl: string
let dovecot: Awaited<ReturnType<typeof startDovecot>>
beforeAll(async () => {
  await new Promise<void>((listening) => tokens.listen(0, '127.0.0.1', listening))
  const address = tokens.address()
  tokenUrl = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  dovecot = await startDovecot({ introspection: `${tokenUrl}/introspect?token=` })
})
afterAll(async () => {
  await dovecot?.stop()
  outbound.close()
  tokens.close()
})

let desk: TestDesk
const open: (() => Promise<void> | void)[] = []
beforeEach(async () => {
  desk = await lodge.desk()
})
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close()
  await lodge.store.pool.query('update mailbox set enabled = false')
})

const start = (more: Partial<ImapOptions> = {}) => {
  const imap = startImap(lodge.lodge, outbound, {
    maxBytes: 100_000,
    claimMs: 100,
    retryMs: { first: 20, max: 200 },
    ...more,
  })
  open.push(imap.stop)
  return imap
}

let users = 0
const newUser = () => `user${++users}`
const mailbox = (user: string, more: object = {}, rest: object = {}) =>
  newMailbox(lodge, desk, {
    imap: { host: '127.0.0.1', port: dovecot.port, tls: 'none', username: user, password: 'geheim', ...more },
    ...rest,
  })

let count = 0
const mail = (more = '', body = 'Hello') =>
  `Received: from mx by dovecot id ${++count}\nFrom: Ann <ann@sender.example>\nMessage-ID: <${count}@sender.example>\n${more}Subject: x\n\n${body}\n`
const mails = (many: number) => Array.from({ length: many }, () => mail())
const status = (id: string) => statusOf(lodge, desk, id)
const until = (id: string, wanted: object) => expect.poll(() => status(id)).toMatchObject(wanted)

test('10,000 mails of a folder’s past come in batches, with progress; a line that breaks again and again loses and doubles none', async () => {
  const user = newUser()
  dovecot.deliver(user, mails(10_000))
  const line = await openLine(dovecot.port)
  open.push(line.close)
  line.cutAfter(700_000)
  const { id } = await mailbox(user, { port: line.port })
  start()
  const seen: number[] = []
  for (;;) {
    const now = await status(id)
    if (now.backlog && now.backlog.total === 10_000) seen.push(now.backlog.left)
    if (now.stored === 10_000) break
    if (line.cuts() < 3 && line.cuts() === seen.length % 4) line.cutAfter(300_000)
    await new Promise((done) => setTimeout(done, 150))
  }
  const done = await status(id)
  expect([done, sumsAgree(done)]).toEqual([
    expect.objectContaining({ seen: 10_000, repeats: 0, backlog: { total: 10_000, left: 0 }, failing_since: null }),
    true,
  ])
  expect(line.cuts()).toBeGreaterThan(0)
  expect(seen.some((left) => left > 0 && left < 10_000)).toBe(true)
  expect(seen).toEqual(seen.toSorted((a, b) => b - a))
  const found = await lodge.store.pool.query(
    'select count(distinct message_id)::int as n from inbound_mail where mailbox_id = $1',
    [id],
  )
  expect(found.rows[0].n).toBe(10_000)
})

test('what comes is fetched as the server tells of it, byte for byte; read or unread does not matter', async () => {
  const user = newUser()
  dovecot.deliver(user, [mail()])
  const { id, address } = await mailbox(user, {}, { authserv_id: 'mx.example' })
  start({ pollMs: 600_000 })
  await until(id, { stored: 1 })
  // Its server takes a second of silence for idleness.
  await new Promise((done) => setTimeout(done, 1_500))
  const verdict = 'Authentication-Results: mx.example; dmarc=pass header.from=sender.example\n'
  const second = mail(
    `Delivered-To: help+t.1.abc@example.com\nReturn-Path: <bounce@sender.example>\n${verdict}`,
    '.\nfrom\n\n.',
  )
  dovecot.deliver(user, [second])
  await until(id, { stored: 2 })
  const [first, then] = await mailsOf(lodge, desk)
  expect(first.envelope).toMatchObject({ from: null, to: [address], via: 'imap' })
  expect(then).toMatchObject({
    envelope: { from: 'bounce@sender.example', to: ['help+t.1.abc@example.com'] },
    verdict: { aligned_domain: 'sender.example', source: 'provider' },
  })
  expect(then.raw.toString()).toBe(second.replaceAll('\n', '\r\n'))
  expect(dovecot.flags(user)).toEqual(['', ''])
})

test('another UIDVALIDITY: all is read again, and found to be here already; what is new comes in', async () => {
  const user = newUser()
  dovecot.deliver(user, mails(50))
  const { id } = await mailbox(user)
  const first = start()
  await until(id, { stored: 50 })
  await first.stop()
  const before = await lodge.store.pool.query('select uid_validity from mailbox_state where mailbox_id = $1', [id])
  // Dovecot's is the second in which a folder is first looked at.
  await new Promise((done) => setTimeout(done, 1_100))
  dovecot.forgetUids(user)
  dovecot.deliver(user, mails(3))
  start()
  await until(id, { stored: 53, seen: 103, repeats: 50 })
  expect(sumsAgree(await status(id))).toBe(true)
  const after = await lodge.store.pool.query('select uid_validity from mailbox_state where mailbox_id = $1', [id])
  expect(after.rows).not.toEqual(before.rows)
})

test('stored mails are flagged as read, or moved to a folder that is made for them', async () => {
  const [flagged, moved] = [newUser(), newUser()]
  for (const user of [flagged, moved]) dovecot.deliver(user, mails(3))
  const one = await mailbox(flagged, { after_store: 'flag' })
  const two = await mailbox(moved, { after_store: 'move', after_folder: 'Done' })
  start()
  await until(one.id, { stored: 3 })
  await until(two.id, { stored: 3 })
  await expect.poll(() => dovecot.flags(flagged)).toEqual(['S', 'S', 'S'])
  await expect.poll(() => dovecot.flags(moved)).toEqual([])
  expect(dovecot.flags(moved, '.Done')).toHaveLength(3)
})

test('without the past, only what comes from now on; a mail that is too large is seen, in quarantine', async () => {
  const user = newUser()
  dovecot.deliver(user, mails(5))
  const { id } = await mailbox(user, { backlog: false })
  await lodge.store.pool.query(`update mailbox set created_at = now() + interval '1 second' where id = $1`, [id])
  start({ pollMs: 200 })
  await expect.poll(() => status(id)).toMatchObject({ connected_at: expect.any(String), seen: 0 })
  await new Promise((done) => setTimeout(done, 1_200))
  dovecot.deliver(user, [mail('', `${'x'.repeat(70)}\n`.repeat(3_000)), mail('', `${'y'.repeat(70)}\n`.repeat(1_000))])
  await until(id, { stored: 2, seen: 2, quarantined: 1 })
  const [large, good] = await mailsOf(lodge, desk)
  expect(large).toMatchObject({ state: 'quarantined', reason: expect.stringContaining('LODGE_MAIL_LIMIT') })
  expect(good).toMatchObject({ state: 'stored', size: expect.any(Number) })
  expect(good.size).toBeGreaterThan(70_000)
})

test('two processes: one reads a folder, the other takes it over when that one stops', async () => {
  const user = newUser()
  dovecot.deliver(user, mails(20))
  const line = await openLine(dovecot.port)
  open.push(line.close)
  const { id } = await mailbox(user, { port: line.port })
  const first = start()
  start()
  await until(id, { stored: 20, seen: 20, repeats: 0 })
  expect(line.connections()).toBe(1)
  await first.stop()
  dovecot.deliver(user, mails(2))
  await until(id, { stored: 22, seen: 22, repeats: 0 })
})

test('what is wrong is shown on the mailbox, and is over once it works; a change of the settings holds at once', async () => {
  const user = newUser()
  dovecot.deliver(user, mails(1))
  const { id } = await mailbox(user, { password: 'falsch' })
  start()
  await until(id, { failing_since: expect.any(String), last_error: expect.stringContaining(`does not let ${user} in`) })
  const patch = (imap: object) => lodge.call(desk.token, 'PATCH', `/v1/mailboxes/${id}`, { imap })
  await patch({ password: 'geheim', folder: 'Nowhere' })
  await until(id, { last_error: expect.stringContaining('The folder Nowhere cannot be opened') })
  await patch({ folder: 'INBOX' })
  await until(id, { stored: 1, failing_since: null, last_error: null })
  await patch({ host: '169.254.169.254', password: 'x' })
  await until(id, { last_error: expect.stringContaining('link-local address') })
})

test('OAuth: an access token is got by the refresh token; a new refresh token is kept, a dead one is shown', async () => {
  dovecot.deliver('oauth', mails(1))
  given.answer = { status: 200, json: { access_token: 'access-2', expires_in: 3_600, refresh_token: 'refresh-2' } }
  const oauth = {
    client_id: 'lodge',
    client_secret: 's',
    refresh_token: 'refresh-1',
    token_url: tokenUrl,
    scope: 'mail',
  }
  const { id } = await mailbox('oauth', { password: undefined, oauth })
  const first = start()
  await until(id, { stored: 1 })
  expect(Object.fromEntries(given.asked[0] ?? [])).toEqual({
    grant_type: 'refresh_token',
    refresh_token: 'refresh-1',
    client_id: 'lodge',
    client_secret: 's',
    scope: 'mail',
  })
  await first.stop()
  given.answer = { status: 400, json: { error: 'invalid_grant' } }
  start()
  await until(id, { last_error: expect.stringContaining('connect the mailbox again') })
  expect(given.asked.at(-1)?.get('refresh_token')).toBe('refresh-2')
})
