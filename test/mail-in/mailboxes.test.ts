import { beforeEach, expect, test } from 'vitest'
import { acceptMail } from '../../src/core/inbound-mail/accept.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'

const lodge = useLodge()
let desk: TestDesk
beforeEach(async () => {
  desk = await lodge.desk()
})
const call = (method: string, url: string, body?: unknown, headers?: Record<string, string>) =>
  lodge.call(desk.token, method, url, body, headers)

const imap = { host: 'imap.example.com', username: 'help', password: 'hunter2' }
const create = (more: object = {}) =>
  call('POST', '/v1/mailboxes', { name: 'Support', address: 'Help@Example.com', ...more })

test('201 a mailbox that mail comes to by SMTP, with its defaults', async () => {
  const made = await create()
  expect(made).toMatchObject({
    status: 201,
    json: {
      name: 'Support',
      address: 'help@example.com',
      kind: 'smtp',
      department: null,
      enabled: true,
      detect_forwards: true,
      unverified: 'mark',
      imap: null,
      http: null,
      url: null,
    },
  })
  expect((await call('GET', `/v1/mailboxes/${made.json.id}`)).json.status).toMatchObject({ seen: 0, stored: 0 })
  expect((await call('GET', '/v1/mailboxes')).json.data).toMatchObject([{ id: made.json.id, status: { seen: 0 } }])
})

test('201 a folder that is fetched; its password is shown nowhere and not kept in the clear', async () => {
  const made = await create({ imap, department: 'Support' })
  expect(made.json).toMatchObject({
    kind: 'imap',
    department: { name: 'Support' },
    imap: { port: 993, tls: 'implicit', auth: 'password', folder: 'INBOX', after_store: 'nothing', backlog: true },
  })
  const changed = await call('PATCH', `/v1/mailboxes/${made.json.id}`, {
    imap: { oauth: { client_id: 'c', refresh_token: 'geheim', token_url: 'google' } },
  })
  expect(changed.json.imap.auth).toBe('oauth2')
  const rows = await lodge.store.pool.query('select t::text as t from mailbox t union all select data::text from event')
  const all = JSON.stringify(rows.rows) + made.text + changed.text
  expect(all).not.toContain('hunter2')
  expect(all).not.toContain('geheim')
})

test('201 a mailbox that a provider posts to: its url is answered, once to a repeated request, and to who asks for it', async () => {
  const body = { name: 'In', address: 'in@example.com', http: { provider: 'mailgun', signing_key: 'k' } }
  const key = { 'idempotency-key': 'one' }
  const made = await call('POST', '/v1/mailboxes', body, key)
  expect(made.json).toMatchObject({ kind: 'http', http: { provider: 'mailgun', signed: true } })
  expect(made.json.url).toMatch(/\/mail-in\/[\w-]{43}$/)
  expect((await call('POST', '/v1/mailboxes', body, key)).json).toMatchObject({ id: made.json.id, url: null })
  expect((await call('GET', `/v1/mailboxes/${made.json.id}`)).json.url).toBe(made.json.url)
  const rotated = await call('POST', `/v1/mailboxes/${made.json.id}/rotate`)
  expect(rotated.status).toBe(200)
  expect(rotated.json.url).not.toBe(made.json.url)
})

test.each([
  [{ address: 'nobody' }, 400, 'address', 'invalid_email'],
  [{ department: 'Nowhere' }, 400, 'department', 'department_not_found'],
  [{ imap: { ...imap, password: undefined } }, 400, 'imap', 'login_required'],
  [{ imap: { ...imap, after_store: 'move' } }, 400, 'imap.after_folder', 'required'],
  [{ imap: { ...imap, host: 'imap://x/' } }, 400, 'imap.host', 'invalid_host'],
  [{ imap, http: { provider: 'raw' } }, 400, '', 'ambiguous'],
  [{ http: { provider: 'pigeon' } }, 400, 'http.provider', undefined],
])('400 %j', async (more, status, path, code) => {
  const refused = await create(more)
  expect([refused.status, refused.json.errors?.[0]?.path]).toEqual([status, path])
  if (code) expect(refused.json.errors[0].code).toBe(code)
})

test('409 the same address twice on a desk, in any case; another desk may have it too', async () => {
  await create()
  expect(await create()).toMatchObject({ status: 409, json: { code: 'address_taken' } })
  const second = await create({ address: 'second@example.com' })
  const moved = await call('PATCH', `/v1/mailboxes/${second.json.id}`, { address: 'HELP@example.com' })
  expect(moved).toMatchObject({ status: 409, json: { code: 'address_taken' } })
  const other = await lodge.desk()
  const body = { name: 'Support', address: 'help@example.com' }
  expect((await lodge.call(other.token, 'POST', '/v1/mailboxes', body)).status).toBe(201)
})

test('a stored login goes to no other server: it is asked for again, and the new place is read from its beginning', async () => {
  const { id } = (await create({ imap })).json
  const url = `/v1/mailboxes/${id}`
  await lodge.store.pool.query('update mailbox_state set uid_validity = 7, last_uid = 99 where mailbox_id = $1', [id])
  const cursor = async () =>
    (await lodge.store.pool.query('select uid_validity, last_uid from mailbox_state where mailbox_id = $1', [id]))
      .rows[0]
  expect(await call('PATCH', url, { imap: { host: 'evil.example' } })).toMatchObject({
    status: 400,
    json: { code: 'login_required' },
  })
  expect((await call('PATCH', url, { name: 'Help', imap: { after_store: 'flag' } })).status).toBe(200)
  expect(await cursor()).toEqual({ uid_validity: '7', last_uid: '99' })
  expect((await call('PATCH', url, { imap: { host: 'other.example', password: 'x' } })).status).toBe(200)
  expect(await cursor()).toEqual({ uid_validity: null, last_uid: '0' })
  expect(await call('PATCH', url, { imap: { after_store: 'move' } })).toMatchObject({
    json: { code: 'after_folder_required' },
  })
  expect(await call('PATCH', url, { http: { signing_key: 'x' } })).toMatchObject({
    status: 409,
    json: { code: 'wrong_kind' },
  })
  expect(await call('POST', `${url}/rotate`)).toMatchObject({ status: 409, json: { code: 'not_posted_to' } })
})

test('a mailbox of a deleted department files into the one that takes over', async () => {
  const sales = (await call('POST', '/v1/departments', { name: 'Sales' })).json
  const { id } = (await create({ department: 'Sales' })).json
  await call('DELETE', `/v1/departments/${sales.id}?move_to=Support`)
  expect((await call('GET', `/v1/mailboxes/${id}`)).json.department).toMatchObject({ name: 'Support' })
})

test('mails are listed by mailbox and state, paged, shown, and downloaded byte for byte; the sums agree', async () => {
  const { id } = (await create()).json
  const raws = ['a', 'b', 'c'].map((name) => Buffer.from(`Message-ID: <${name}@example.org>\r\n\r\n\xe9${name}\r\n`))
  const accept = async (raw: Buffer) => {
    const source = (async function* () {
      yield raw
    })()
    const accepted = await acceptMail(lodge.lodge, {
      source,
      maxBytes: 1_000,
      mailboxes: [{ deskId: desk.id, mailboxId: id, to: ['help@example.com'] }],
      envelope: { from: '', ip: '192.0.2.1', helo: 'x', tls: true, via: 'smtp' },
      verdict: {
        spf: 'pass',
        dkim: 'none',
        dmarc: 'pass',
        arc: 'none',
        aligned_domain: 'example.org',
        source: 'lodge',
      },
      sourceKey: null,
    })
    return accepted.ok ? accepted.value.mails[0]?.id : undefined
  }
  const ids = [await accept(raws[0]!), await accept(raws[1]!), await accept(raws[2]!)]
  expect(await accept(raws[0]!)).toBeUndefined()
  await lodge.store.pool.query(`update inbound_mail set state = 'quarantined', reason = 'Spam.' where id = $1`, [
    ids[1],
  ])

  const list = async (query: string) => (await call('GET', `/v1/inbound-mails?mailbox_id=${id}&${query}`)).json
  const first = await list('limit=2')
  expect(first.data.map((mail: { id: string }) => mail.id)).toEqual([ids[2], ids[1]])
  expect((await list(`limit=2&cursor=${first.next_cursor}`)).data).toMatchObject([{ id: ids[0], state: 'stored' }])
  expect((await list('state=quarantined')).data).toMatchObject([{ id: ids[1], reason: 'Spam.' }])
  expect((await call('GET', `/v1/inbound-mails/${ids[0]}`)).json).toMatchObject({
    message_id: 'a@example.org',
    envelope: { from: '', to: ['help@example.com'] },
    verdict: { aligned_domain: 'example.org' },
  })
  const raw = await lodge.app.inject({
    url: `/v1/inbound-mails/${ids[0]}/raw`,
    headers: { authorization: `Bearer ${desk.token}` },
  })
  expect(raw.rawPayload).toEqual(raws[0])
  expect(raw.headers).toMatchObject({ 'content-type': 'message/rfc822', 'x-content-type-options': 'nosniff' })
  const { status } = (await call('GET', `/v1/mailboxes/${id}`)).json
  expect(status).toMatchObject({ seen: 4, stored: 3, waiting: 2, quarantined: 1, repeats: 1, refused: 0 })
})
