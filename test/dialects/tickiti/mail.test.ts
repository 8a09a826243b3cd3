import { simpleParser } from 'mailparser'
import { describe, expect, test } from 'vitest'
import { sweepAttachments } from '../../../src/core/attachments/sweep.ts'
import { useMail } from '../../mail/support.ts'
import { key, tickitiToken } from './support.ts'

const mail = useMail()

const BODY = {
  to_address: 'marcus@trailblazers-club.example',
  subject: 'Your order',
  content: '<p>It is <b>on</b> its way.</p>',
}
const send = async (body: unknown, headers = key()) =>
  mail.lodge.call(await tickitiToken(mail.lodge, mail.desk(), ['send-email']), 'POST', '/api/send_email', body, headers)

describe('Mail of responses', () => {
  test('images within a staff response are shown in its mail, by cid', async () => {
    await mail.start()
    await mail.post('/v1/members', { email: 'kim@acme.example', name: 'Kim', role: 'agent' })
    const token = await tickitiToken(mail.lodge, mail.desk())
    const ask = (path: string, body: object) => mail.lodge.call(token, 'POST', path, body, key())
    await ask('/api/create_ticket', { originator_email_address: BODY.to_address, data: { subject: 'x', content: 'x' } })
    const content = '<p><img src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAAC"></p>'
    await ask('/api/ticket_respond', { ticket_number: 1, from_email: 'kim@acme.example', content })
    const [entry] = await mail.mails('answer', 1)
    const { raw } = (await mail.get(`/v1/outbox/${entry.id}`)).json
    const parsed = await simpleParser(raw, { skipImageLinks: true })
    const [file] = parsed.attachments
    expect(file).toMatchObject({ filename: 'image-1.gif', contentType: 'image/gif', related: true })
    expect(parsed.html).toContain(`src="cid:${file?.cid}"`)
  })
})

describe('outgoing_mailbox_id of a queue', () => {
  test('mails to customers about its tickets are from that mailbox, and are answered there', async () => {
    await mail.start()
    const { id } = (await mail.post('/v1/mailboxes', { name: 'Returns', address: 'returns@acme.example' })).json
    const token = await tickitiToken(mail.lodge, mail.desk())
    const ask = (path: string, body: object) => mail.lodge.call(token, 'POST', path, body, key())
    await ask('/api/v1/workflow/queues/create', { name: 'Returns', outgoing_mailbox_id: id })
    const data = { subject: 'x', content: 'x', queue_name: 'Returns' }
    await ask('/api/create_ticket', { originator_email_address: BODY.to_address, data })
    const [entry] = await mail.mails('acknowledgement', 1)
    const { headers } = (await mail.get(`/v1/outbox/${entry.id}`)).json
    expect(headers).toContainEqual({ name: 'From', value: 'Returns <returns@acme.example>' })
    const { value } = headers.find(({ name }: { name: string }) => name === 'Reply-To')
    expect(value).toMatch(/returns\+t\.\S+@acme\.example/)
  })
})

describe('POST /api/send_email', () => {
  test('200, and the mail goes out by the desk’s mail server, once', async () => {
    const server = await mail.server()
    await mail.start(server)
    const token = await tickitiToken(mail.lodge, mail.desk(), ['send-email'])
    const headers = key()
    const ask = (body: object) => mail.lodge.call(token, 'POST', '/api/send_email', body, headers)
    const sent = await ask(BODY)
    expect([sent.status, sent.json]).toEqual([
      200,
      { ok: true, data: { to_address: BODY.to_address, mailbox: null, used_template: false } },
    ])
    expect((await ask(BODY)).headers['idempotency-replayed']).toBe('true')
    expect((await ask({ ...BODY, subject: 'Other' })).status).toBe(409)
    const [entry, ...more] = await mail.mails('letter', 1)
    expect(more).toEqual([])
    expect(entry).toMatchObject({
      state: 'sent',
      subject: 'Your order',
      to: { address: BODY.to_address },
      ticket_id: null,
    })
    const read = (await mail.get(`/v1/outbox/${entry.id}`)).json
    expect(read.html).toContain('<p>It is <b>on</b> its way.</p>')
    expect(read.text.trim()).toBe('It is on its way.')
  })

  test('mailbox: by its name, whose address and name it is then from', async () => {
    await mail.start()
    await mail.post('/v1/mailboxes', { name: 'Returns', address: 'returns@acme.example' })
    expect((await send({ ...BODY, mailbox: 'returns' })).json.data.mailbox).toBe('Returns')
    const [entry] = await mail.mails('letter', 1)
    const { headers } = (await mail.get(`/v1/outbox/${entry.id}`)).json
    expect(headers).toContainEqual({ name: 'From', value: 'Returns <returns@acme.example>' })
    expect((await send({ ...BODY, mailbox: 'Nowhere' })).json.errors).toHaveProperty('mailbox')
  })

  test('images within the content are shown in the mail, by cid, and kept for as long as it may be sent', async () => {
    await mail.start()
    const image = `<img src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAAC">`
    expect((await send({ ...BODY, content: `<p>Here it is: ${image}</p>` })).status).toBe(200)
    const [entry] = await mail.mails('letter', 1)
    await mail.lodge.store.pool.query(
      `update attachment set created_at = now() - interval '80 days', kept_until = kept_until - interval '80 days'`,
    )
    await sweepAttachments(mail.lodge.lodge)
    const { raw } = (await mail.get(`/v1/outbox/${entry.id}`)).json
    const parsed = await simpleParser(raw, { skipImageLinks: true })
    const [file] = parsed.attachments
    expect(file).toMatchObject({ filename: 'image-1.gif', contentType: 'image/gif', related: true })
    expect(parsed.html).toContain(`src="cid:${file?.cid}"`)
    await mail.lodge.store.pool.query(`update attachment set kept_until = now() - interval '1 minute'`)
    expect((await sweepAttachments(mail.lodge.lodge)).uploads).toBe(1)
  })

  test('template_identifier and data in the place of subject and content', async () => {
    await mail.start()
    await mail.post('/v1/templates', {
      type: 'email',
      identifier: 'sent',
      name: 'Sent',
      format: 'html',
      subject: 'Order {{order}}',
      body: '<p>{{order}} is on its way.</p>',
    })
    const { to_address } = BODY
    const sent = await send({ to_address, template_identifier: 'sent', data: { order: 'SP-1' } })
    expect(sent.json.data.used_template).toBe(true)
    expect((await mail.mails('letter', 1))[0].subject).toBe('Order SP-1')
    expect((await send({ to_address, template_identifier: 'sent' })).json.errors).toHaveProperty(['data.order'])
  })

  test('validate_address asks whether the domain takes mail; without it, the address’s form is enough', async () => {
    expect((await send({ ...BODY, to_address: 'a@nowhere.invalid', validate_address: true })).json.errors).toEqual({
      to_address: ['to_address is of a domain that takes no mail'],
    })
    expect((await send({ ...BODY, to_address: 'a@nowhere.invalid' })).status).toBe(200)
  })

  test.each([
    [{ to_address: 'marcus' }, 'to_address'],
    [{ subject: undefined }, 'subject'],
    [{ content: undefined }, 'content'],
    [{ content: ' ' }, 'content'],
    [{ template_identifier: 'sent' }, 'subject'],
    [{ validate_address: 'yes' }, 'validate_address'],
  ])('422 for %j', async (fields, field) => {
    const refused = await send({ ...BODY, ...fields })
    expect([refused.status, Object.keys(refused.json.errors)]).toEqual([422, expect.arrayContaining([field])])
  })

  test('422 without an Idempotency-Key, 403 without send-email', async () => {
    expect((await send(BODY, {} as never)).json.errors).toHaveProperty('idempotency_key')
    const token = await tickitiToken(mail.lodge, mail.desk(), ['create-ticket'])
    expect((await mail.lodge.call(token, 'POST', '/api/send_email', BODY, key())).json.error).toBe('forbidden')
  })
})
