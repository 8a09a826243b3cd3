import { beforeAll, describe, expect, test } from 'vitest'
import { openMail } from '../../../src/channels/mail/channel.ts'
import { openOutbound } from '../../../src/channels/outbound.ts'
import { startJobs } from '../../../src/jobs/start.ts'
import { until } from '../../support/feed.ts'
import { MAIL_OPERATOR, type TestDesk, useLodge } from '../../support/lodge.ts'
import { tickitiToken } from './support.ts'

const lodge = useLodge()

let desk: TestDesk
let token: string
beforeAll(async () => {
  desk = await lodge.desk()
  token = await tickitiToken(lodge, desk)
})

const post = (path: string, body: object = {}, secret = token) =>
  lodge.call(secret, 'POST', `/api/v1/mail/${path}`, body)
const v1 = (method: string, path: string, body?: object) => lodge.call(desk.token, method, `/v1${path}`, body)

describe('mail: excluded emails and subjects', () => {
  test('mail/excluded-emails/create, and mail/excluded-emails answers a raw array of id and email', async () => {
    const made = (await post('excluded-emails/create', { email: 'Robot@Example.com' })).json
    const { json } = await post('excluded-emails')
    expect(json).toEqual([{ id: made.id, email: 'robot@example.com', created_at: expect.any(String) }])
    expect((await v1('GET', '/ignored-mail')).json.data).toMatchObject([{ id: made.id, kind: 'sender' }])
  })

  test('mail/subjects/create, and mail/subjects answers a raw array of id and subject', async () => {
    const made = (await post('subjects/create', { subject: 'Out of office*' })).json
    expect((await post('subjects')).json).toEqual([
      { id: made.id, subject: 'out of office*', created_at: expect.any(String) },
    ])
  })

  test('mail/excluded-emails/delete and mail/subjects/delete; 404 where there is none', async () => {
    for (const [name, field, value] of [
      ['excluded-emails', 'email', 'gone.example'],
      ['subjects', 'subject', 'Gone'],
    ] as const) {
      const { id } = (await post(`${name}/create`, { [field]: value })).json
      expect((await post(`${name}/create`, { [field]: value })).json.errors).toHaveProperty(field)
      expect((await post(`${name}/delete`, { id })).status).toBe(200)
      expect((await post(`${name}/delete`, { id })).json.error).toBe('not_found')
      const wrong = await post(`${name}/create`, { [field]: '*' })
      expect([wrong.status, Object.keys(wrong.json.errors)]).toEqual([422, [field]])
    }
  })
})

/** What their official client sends. */
const plain = {
  name: 'Support',
  address: 'support@example.com',
  mailbox_type: 'imap',
  pop_enable: false,
  pop_encryption: 'ssl',
  pop_validate_cert: true,
  max_consecutive_errors: 5,
  secondary_report_threshold: 10,
  outgoing_mailbox_type: 'none',
  smtp_enable: false,
  smtp_security: 'tls',
}

describe('mail: mailboxes', () => {
  test('mail/mailboxes/create takes what their client sends, and mail/mailboxes answers mailboxes with id and address', async () => {
    const made = (await post('mailboxes/create', plain)).json
    expect((await post('mailboxes')).json.mailboxes).toContainEqual(
      expect.objectContaining({ id: made.mailbox_id, address: 'support@example.com', pop_enable: false }),
    )
    expect((await v1('GET', `/mailboxes/${made.mailbox_id}`)).json).toMatchObject({ kind: 'smtp', name: 'Support' })
  })

  test('mail/mailboxes/create with a server is fetched by IMAP; mail/mailboxes/set-password gives it its password', async () => {
    const server = { ...plain, address: 'a@example.com', pop_enable: true, pop_host: 'imap.example.com' }
    const { mailbox_id, mailbox } = (await post('mailboxes/create', server)).json
    expect(mailbox).toMatchObject({
      mailbox_type: 'imap',
      pop_host: 'imap.example.com',
      pop_port: 993,
      pop_enable: true,
    })
    const set = { mailbox_id, field: 'pop_password', value: 'hunter2' }
    expect((await post('mailboxes/set-password', set)).json).toEqual({ updated: true })
    const shown = await v1('GET', `/mailboxes/${mailbox_id}`)
    expect(shown.json.imap).toMatchObject({ host: 'imap.example.com', username: 'a@example.com', auth: 'password' })
    expect(shown.text).not.toContain('hunter2')
  })

  test('mail/mailboxes/update; another server asks for the password anew', async () => {
    const server = { ...plain, address: 'b@example.com', pop_enable: true, pop_host: 'imap.example.com' }
    const { mailbox_id } = (await post('mailboxes/create', server)).json
    const changed = await post('mailboxes/update', { ...server, mailbox_id, name: 'Help', pop_enable: false })
    expect(changed.json.mailbox).toMatchObject({ name: 'Help', pop_enable: false })
    const moved = { mailbox_id, pop_host: 'mail.example.com' }
    expect((await post('mailboxes/update', moved)).json.errors).toHaveProperty('pop_password')
    expect((await post('mailboxes/update', { ...moved, pop_password: 'x' })).json.mailbox.pop_host).toBe(
      'mail.example.com',
    )
  })

  test('mail/mailboxes/set-password for smtp_password is that of the desk’s own server, where it has one', async () => {
    const { mailbox_id } = (await post('mailboxes/create', { ...plain, address: 'c@example.com' })).json
    const set = { mailbox_id, field: 'smtp_password', value: 'secret' }
    expect((await post('mailboxes/set-password', set)).json).toEqual({ updated: false })
    const smtp = { host: 'smtp.example.com', port: 587, tls: 'starttls', username: 'desk', password: 'old' }
    expect((await v1('PUT', '/mail/settings', { from_address: 'help@example.com', smtp })).status).toBe(200)
    expect((await post('mailboxes/set-password', set)).json).toEqual({ updated: true })
    await v1('DELETE', '/mail/settings')
  })

  test('mail/mailboxes/delete; its mails stay; 404 where there is none', async () => {
    const { mailbox_id } = (await post('mailboxes/create', { ...plain, address: 'd@example.com' })).json
    await lodge.store.pool.query(
      `insert into inbound_mail (desk_id, id, mailbox_id, state, storage_key, size, sha256, envelope)
       values ($1, $2, $3, 'stored', 'x', 1, '', '{}')`,
      [desk.id, lodge.store.nextId(), mailbox_id],
    )
    expect((await post('mailboxes/delete', { mailbox_id })).status).toBe(200)
    const kept = await lodge.store.pool.query('select state, reason from inbound_mail where mailbox_id = $1', [
      mailbox_id,
    ])
    expect(kept.rows).toEqual([{ state: 'quarantined', reason: 'Its mailbox was deleted.' }])
    expect((await v1('GET', `/mailboxes/${mailbox_id}`)).status).toBe(404)
    for (const [way, more] of [
      ['delete', {}],
      ['update', { name: 'x' }],
      ['set-password', { field: 'pop_password', value: 'x' }],
    ] as const) {
      expect((await post(`mailboxes/${way}`, { mailbox_id, ...more })).json.error).toBe('not_found')
    }
  })

  test('422 an address that another mailbox has, an encryption there is not, and a way out of its own', async () => {
    await post('mailboxes/create', { ...plain, address: 'e@example.com' })
    for (const [more, field] of [
      [{}, 'address'],
      [{ address: 'x' }, 'address'],
      [{ address: 'f@example.com', pop_encryption: 'rot13' }, 'pop_encryption'],
      [{ address: 'f@example.com', outgoing_mailbox_type: 'smtp' }, 'outgoing_mailbox_type'],
      [{ address: 'f@example.com', smtp_enable: true }, 'smtp_enable'],
    ] as const) {
      const answer = await post('mailboxes/create', { ...plain, address: 'e@example.com', ...more })
      expect([more, answer.status, Object.keys(answer.json.errors ?? {})]).toEqual([more, 422, [field]])
    }
  })
})

describe('mail: sent mail', () => {
  test('mail/sent-mail, mail/sent-mail/search and mail/sent-mail/show read what was mailed, without its links', async () => {
    const outbound = openOutbound({ allow: [] })
    const mail = openMail({ operator: MAIL_OPERATOR, outbound })
    const jobs = await startJobs(lodge.lodge, [mail.channel])
    try {
      await v1('POST', '/tickets', { requester: { email: 'zoe@example.com' }, subject: 'Where is it' })
      await until(async () => (await post('sent-mail')).json.sent_mail.length > 0)
    } finally {
      await jobs.stop()
      mail.close()
      await outbound.close()
    }
    const [first] = (await post('sent-mail')).json.sent_mail
    expect(first).toMatchObject({ to_address: 'zoe@example.com', id: expect.any(String) })
    expect((await post('sent-mail/search', { q: '' })).json.sent_mail).toHaveLength(1)
    expect((await post('sent-mail/search', { q: 'ZOE@' })).json.sent_mail).toHaveLength(1)
    expect((await post('sent-mail/search', { q: 'nobody' })).json.sent_mail).toEqual([])
    const { sent_mail } = (await post('sent-mail/show', { id: first.id })).json
    expect(sent_mail).toMatchObject({ id: first.id, html: expect.any(String), plain_text: expect.any(String) })
    expect(sent_mail.html + sent_mail.plain_text).not.toMatch(/\/mail\/[\w.-]{20}/)
    expect((await post('sent-mail/show', { id: '1' })).json.error).toBe('not_found')
  })
})

test('mail:read reads and does not write; settings:read alone is no ability of mail’s admin role', async () => {
  const reader = await tickitiToken(lodge, desk, ['mail:read'])
  expect((await post('subjects', {}, reader)).status).toBe(200)
  expect((await post('subjects/create', { subject: 'x' }, reader)).json.error).toBe('forbidden')
  const kim = (await v1('POST', '/members', { email: 'kim@example.com', name: 'Kim', role: 'agent' })).json
  const agent = await tickitiToken(lodge, desk, ['mail:write'], kim.id)
  expect((await post('subjects', {}, agent)).json.error).toBe('forbidden')
})
