import { createHmac, createSign, generateKeyPairSync, sign } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { readForm } from '../../src/channels/mail/in/providers/form.ts'
import { readSes } from '../../src/channels/mail/in/providers/ses.ts'
import { openOutbound } from '../../src/channels/outbound.ts'
import { certificate, certificateKey } from '../support/certificate.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'
import { mailsOf, newMailbox, statusOf, sumsAgree } from './mailbox.ts'

const lodge = useLodge()
let desk: TestDesk
beforeEach(async () => {
  desk = await lodge.desk()
})

let count = 0
const mail = (more = '') =>
  Buffer.from(
    `From: Ann <ann@sender.example>\r\nMessage-ID: <${++count}@sender.example>\r\n${more}\r\n\xe9\xff\r\n--x\r\n`,
    'latin1',
  )

const post = async (url: string, payload: Buffer | string, headers: Record<string, string> = {}, path = '') => {
  const { pathname, search } = new URL(url)
  const answer = await lodge.app.inject({ method: 'POST', url: `${pathname}${path}${search}`, payload, headers })
  return { status: answer.statusCode, json: answer.json() }
}

const BOUNDARY = 'xYzZY'
const multipart = (fields: Record<string, string | Buffer>): Buffer =>
  Buffer.concat([
    ...Object.entries(fields).flatMap(([name, value]) => [
      Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n`),
      Buffer.from(value),
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`--${BOUNDARY}--\r\n`),
  ])
const FORM = { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` }

test('200 a mail as it stands, streamed; its envelope where the address says so; the same again is a repeat', async () => {
  const mailbox = await newMailbox(lodge, desk, { http: { provider: 'raw' } })
  const raw = mail()
  const type = { 'content-type': 'message/rfc822' }
  expect(await post(`${mailbox.url}?from=ann@sender.example`, raw, type)).toEqual({
    status: 200,
    json: { accepted: true },
  })
  expect((await post(mailbox.url, raw)).status).toBe(200)
  const [stored, ...more] = await mailsOf(lodge, desk)
  expect(more).toEqual([])
  expect(stored).toMatchObject({
    envelope: { from: 'ann@sender.example', to: [mailbox.address], via: 'http' },
    verdict: null,
  })
  expect(stored.raw).toEqual(raw)
  expect((await post(mailbox.url, Buffer.alloc(1024 * 1024 + 1, 'x'), type)).json.code).toBe('mail_too_large')
  const status = await statusOf(lodge, desk, mailbox.id)
  expect([status, sumsAgree(status)]).toEqual([expect.objectContaining({ seen: 3, repeats: 1, refused: 1 }), true])
})

test('404 an address that is nobody’s, was rotated, or whose mailbox is off', async () => {
  const mailbox = await newMailbox(lodge, desk, { http: { provider: 'raw' } })
  expect((await post('http://x/mail-in/nobody', mail())).status).toBe(404)
  await lodge.call(desk.token, 'POST', `/v1/mailboxes/${mailbox.id}/rotate`)
  expect((await post(mailbox.url, mail())).status).toBe(404)
  const off = await newMailbox(lodge, desk, { http: { provider: 'raw' }, enabled: false })
  expect((await post(off.url, mail())).status).toBe(404)
})

test('what the trusted server of a mailbox found out is its verdict', async () => {
  const mailbox = await newMailbox(lodge, desk, { http: { provider: 'raw' }, authserv_id: 'mx.example' })
  await post(mailbox.url, mail('Authentication-Results: mx.example; dmarc=pass header.from=sender.example\r\n'))
  expect(await mailsOf(lodge, desk)).toMatchObject([{ verdict: { dmarc: 'pass', aligned_domain: 'sender.example' } }])
})

const mailgun = (raw: Buffer, key: string, timestamp = Math.floor(Date.now() / 1000)) => ({
  recipient: 'help@example.com',
  sender: 'bounce@sender.example',
  timestamp: String(timestamp),
  token: `t${++count}`,
  signature: createHmac('sha256', key).update(`${timestamp}t${count}`).digest('hex'),
  'body-mime': raw,
})

test('Mailgun: a signed form with the mail in it, in either kind of form', async () => {
  const mailbox = await newMailbox(lodge, desk, { http: { provider: 'mailgun', signing_key: 'secret' } })
  const raw = mail('X-Mailgun-Spf: Pass\r\nX-Mailgun-Dkim-Check-Result: Fail\r\n')
  expect(await post(mailbox.url, multipart(mailgun(raw, 'secret')), FORM, '/mime')).toMatchObject({ status: 200 })
  const second = mail()
  const encoded = Object.entries(mailgun(second, 'secret')).map(([name, value]) => {
    const bytes = [...Buffer.from(value)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`)
    return `${name}=${bytes.join('')}`
  })
  const urlencoded = { 'content-type': 'application/x-www-form-urlencoded' }
  expect(await post(mailbox.url, encoded.join('&'), urlencoded)).toMatchObject({ status: 200 })
  const stored = await mailsOf(lodge, desk)
  expect(stored.map((one) => one.raw)).toEqual([raw, second])
  expect(stored[0]).toMatchObject({
    envelope: { from: 'bounce@sender.example', to: ['help@example.com'] },
    verdict: { spf: 'pass', dkim: 'fail', aligned_domain: null, source: 'provider' },
  })
})

test('Mailgun: 401 another key, and a signature of yesterday; 400 a form without the mail as it stands', async () => {
  const mailbox = await newMailbox(lodge, desk, { http: { provider: 'mailgun', signing_key: 'secret' } })
  expect(await post(mailbox.url, multipart(mailgun(mail(), 'other')), FORM)).toMatchObject({
    status: 401,
    json: { code: 'wrong_signature' },
  })
  const old = mailgun(mail(), 'secret', Math.floor(Date.now() / 1000) - 90_000)
  expect((await post(mailbox.url, multipart(old), FORM)).status).toBe(401)
  const { 'body-mime': _, ...parsed } = mailgun(mail(), 'secret')
  expect(await post(mailbox.url, multipart(parsed), FORM)).toMatchObject({
    status: 400,
    json: { code: 'unusable_mail', detail: expect.stringContaining('/mime') },
  })
  expect((await post(mailbox.url, 'x', { 'content-type': 'multipart/form-data; boundary=a' })).status).toBe(400)
  expect(await statusOf(lodge, desk, mailbox.id)).toMatchObject({ seen: 4, refused: 4, stored: 0 })
})

test('Postmark: the raw mail in JSON, with the user and password of its URL', async () => {
  const mailbox = await newMailbox(lodge, desk, { http: { provider: 'postmark', signing_key: 'pm:geheim' } })
  const raw = 'From: Ann <ann@sender.example>\r\nSubject: Grüße\r\n\r\nHallo\r\n'
  const payload = JSON.stringify({ MessageID: 'm-1', OriginalRecipient: 'help+x@example.com', RawEmail: raw })
  const auth = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` })
  expect((await post(mailbox.url, payload)).status).toBe(401)
  expect((await post(mailbox.url, payload, auth('pm:falsch'))).status).toBe(401)
  for (let times = 0; times < 2; times++) expect((await post(mailbox.url, payload, auth('pm:geheim'))).status).toBe(200)
  expect(await post(mailbox.url, '{"TextBody":"x"}', auth('pm:geheim'))).toMatchObject({ status: 400 })
  const stored = await mailsOf(lodge, desk)
  expect(stored).toMatchObject([{ envelope: { to: ['help+x@example.com'] } }])
  expect(stored[0].raw.toString()).toBe(raw)
})

test('SendGrid: the raw mail in a form, signed by its key; a signature of the sender’s domain proves the sender', async () => {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const key = keys.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
  const mailbox = await newMailbox(lodge, desk, { http: { provider: 'sendgrid', signing_key: key } })
  const raw = mail()
  const body = multipart({
    email: raw,
    envelope: '{"to":["help@example.com"],"from":"ann@sender.example"}',
    SPF: 'softfail',
    dkim: '{@sender.example : pass}',
    sender_ip: '192.0.2.7',
  })
  const timestamp = String(Math.floor(Date.now() / 1000))
  const signature = sign('sha256', Buffer.concat([Buffer.from(timestamp), body]), keys.privateKey).toString('base64')
  const headers = {
    ...FORM,
    'x-twilio-email-event-webhook-timestamp': timestamp,
    'x-twilio-email-event-webhook-signature': signature,
  }
  expect((await post(mailbox.url, body, FORM)).status).toBe(401)
  expect((await post(mailbox.url, Buffer.concat([body, Buffer.from(' ')]), headers)).status).toBe(401)
  expect((await post(mailbox.url, body, headers)).status).toBe(200)
  const [stored] = await mailsOf(lodge, desk)
  expect(stored.raw).toEqual(raw)
  expect(stored).toMatchObject({
    envelope: { from: 'ann@sender.example', to: ['help@example.com'], ip: '192.0.2.7' },
    verdict: { spf: 'softfail', dkim: 'pass', aligned_domain: 'sender.example' },
  })
})

const CERT = 'https://sns.us-east-1.amazonaws.com/SimpleNotificationService-1.pem'
const sns = (more: Record<string, string>) => {
  const message: Record<string, string> = {
    Type: 'Notification',
    MessageId: `s${++count}`,
    TopicArn: 'arn:aws:sns:us-east-1:1:mail',
    Timestamp: '2026-11-21T10:00:00.000Z',
    SignatureVersion: '2',
    SigningCertURL: CERT,
    ...more,
  }
  const names = ['Message', 'MessageId', 'Subject', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type']
  const text = names.flatMap((name) => (message[name] === undefined ? [] : [`${name}\n${message[name]}\n`])).join('')
  const signature = createSign('sha256').update(text).sign(certificateKey, 'base64')
  return { ...message, Signature: signature }
}
const received = (raw: Buffer, more: object = {}) =>
  JSON.stringify({
    notificationType: 'Received',
    mail: { messageId: 'ses-1', source: 'ann@sender.example' },
    receipt: {
      recipients: ['help@example.com'],
      spfVerdict: { status: 'PASS' },
      dkimVerdict: { status: 'GRAY' },
      dmarcVerdict: { status: 'PASS' },
      action: { type: 'SNS', encoding: 'BASE64' },
    },
    content: raw.toString('base64'),
    ...more,
  })

test('SES: a notification that SNS signed has the mail and the verdict; anything else is refused', async () => {
  const outbound = openOutbound({ allow: [] })
  const asked: string[] = []
  // SNS's own certificate is on SNS's own host alone: here is the one that these messages are signed by.
  const read = readSes(outbound, async (url) => {
    asked.push(url)
    return certificate
  })
  const give = (message: object, topic: string | null = null) =>
    read({ contentType: 'text/plain', headers: {}, body: Buffer.from(JSON.stringify(message)) }, topic)
  const raw = mail()
  expect(await give(sns({ Message: received(raw) }))).toEqual({
    state: 'mail',
    mail: {
      raw,
      from: 'ann@sender.example',
      to: ['help@example.com'],
      ip: null,
      helo: null,
      verdict: {
        spf: 'pass',
        dkim: 'none',
        dmarc: 'pass',
        arc: 'none',
        aligned_domain: 'sender.example',
        source: 'provider',
      },
      id: 'ses-1',
    },
  })
  expect(asked).toEqual([CERT])
  const good = sns({ Message: received(raw) })
  expect(await give({ ...good, Message: received(mail()) })).toMatchObject({ state: 'unsigned' })
  expect(await give(good, 'arn:aws:sns:us-east-1:2:mail')).toMatchObject({ state: 'unsigned' })
  expect(await give(good, 'arn:aws:sns:us-east-1:1:mail')).toMatchObject({ state: 'mail' })
  for (const url of [
    'https://sns.us-east-1.amazonaws.com.evil.example/x.pem',
    'http://sns.us-east-1.amazonaws.com/x.pem',
    'https://evil.example/sns.us-east-1.amazonaws.com.pem',
    'https://sns.us-east-1.amazonaws.com:8443/x.pem',
    'https://s3.us-east-1.amazonaws.com/x.pem',
  ]) {
    expect(await give(sns({ Message: received(raw), SigningCertURL: url }))).toMatchObject({ state: 'unsigned' })
  }
  expect(asked.every((url) => url === CERT)).toBe(true)
  expect(await give(sns({ Message: received(raw, { content: undefined }) }))).toMatchObject({ state: 'unusable' })
  expect(await give(sns({ Message: 'Successfully validated SNS topic' }))).toEqual({ state: 'done' })
  const confirmation = {
    Type: 'SubscriptionConfirmation',
    Message: 'x',
    Token: 't',
    SubscribeURL: 'https://evil.example/',
  }
  expect(await give(sns(confirmation))).toMatchObject({
    state: 'unsigned',
    detail: expect.stringMatching('SubscribeURL'),
  })
  outbound.close()
})

test('SES: 401 over HTTP where the certificate is not one of SNS: nobody is asked for it', async () => {
  const mailbox = await newMailbox(lodge, desk, { http: { provider: 'ses' } })
  const message = sns({ Message: received(mail()), SigningCertURL: 'http://127.0.0.1:1/x.pem' })
  const posted = await post(mailbox.url, JSON.stringify(message), { 'content-type': 'text/plain; charset=UTF-8' })
  expect(posted).toMatchObject({ status: 401, json: { code: 'wrong_signature' } })
})

test('a form that is broken anywhere is read as far as it goes or not at all, and never fails', () => {
  const whole = multipart({ a: '1', email: mail() })
  for (let at = 0; at <= whole.length; at++) {
    readForm(FORM['content-type'], whole.subarray(0, at))
    readForm(FORM['content-type'], whole.subarray(at))
  }
  expect(readForm(FORM['content-type'], whole)?.get('a')?.toString()).toBe('1')
  expect(readForm('text/plain', whole)).toBeUndefined()
})
