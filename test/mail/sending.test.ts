import { createHash, createPublicKey, generateKeyPairSync, verify } from 'node:crypto'
import { expect, test } from 'vitest'
import { certificate, certificateKey } from '../support/certificate.ts'
import { newTicket } from '../support/feed.ts'
import type { ReceivedMail } from './mail-server.ts'
import { useMail } from './support.ts'

const mail = useMail()

const header = (got: ReceivedMail | undefined, name: string): string | undefined => {
  const value = got?.parsed.headerLines.find(({ key }) => key === name)?.line
  return value
    ?.slice(value.indexOf(':') + 1)
    .replaceAll(/\r\n(?=[ \t])/g, '')
    .trim()
}
const to = (received: ReceivedMail[], address: string): ReceivedMail[] =>
  received.filter(({ to }) => to.includes(address))

const answer = (ticketId: string, body: object) => mail.post(`/v1/tickets/${ticketId}/messages`, body)

test('an acknowledgement arrives: text and html, marked as automatic, to be answered at an address of its own', async () => {
  const server = await mail.server()
  await mail.start(server)
  const ticket = (await newTicket(mail.lodge, mail.desk(), 'FREE PILLS at http://evil.example')).json
  const [entry] = await mail.mails('acknowledgement', 1)
  expect(entry.state).toBe('sent')
  const [got] = server.received
  expect(server.received).toHaveLength(1)
  expect(got?.to).toEqual(['ann@example.com'])
  expect(got?.from).toBe(`support@${mail.desk().slug}.localhost`)
  expect(got?.parsed.subject).toMatch(/^\[#1-[a-z2-7]{10}\] Test desk: we have received your request$/)
  expect(got?.raw).not.toContain('PILLS')
  expect(got?.parsed.messageId).toBe(entry.message_id)
  expect(got?.parsed.text).toContain('Its number is 1.')
  expect(got?.parsed.html).toContain('<html lang="en" dir="ltr">')
  expect(header(got, 'auto-submitted')).toBe('auto-replied')
  expect(header(got, 'x-lodge-loop')).toBe(mail.desk().id)
  expect(header(got, 'precedence')).toBe('bulk')
  expect(header(got, 'list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
  expect(header(got, 'list-unsubscribe')).toMatch(/^<http:\/\/localhost:4000\/mail\/[\w.-]+>$/)
  const replyTo = got?.parsed.replyTo?.value[0]?.address ?? ''
  expect(replyTo).toMatch(/^support\+t\.[0-9a-z]+\.[a-z2-7]{26}@/)
  expect(replyTo).toContain(BigInt(ticket.id).toString(36))
})

test('an answer arrives once for the requester and once for each who is copied in, in one thread', async () => {
  const server = await mail.server()
  await mail.start(server)
  const ticket = (
    await mail.post('/v1/tickets', {
      requester: { email: 'ann@example.com', name: 'Ann' },
      subject: 'Printer',
      participants: [
        { role: 'cc', email: 'bob@example.com', name: 'Bob' },
        { role: 'bcc', email: 'eve@example.com' },
      ],
    })
  ).json
  // The acknowledgement is the first of the thread: mails leave side by side.
  await mail.mails('acknowledgement', 1)
  await answer(ticket.id, { body: 'Is it **on**?', body_format: 'markdown' })
  await mail.mails('answer', 3)
  await answer(ticket.id, { body: 'Try again.' })
  await answer(ticket.id, { body: 'A note among us', public: false })
  await mail.mails('answer', 6)
  await mail.planned()
  const first = server.received.filter(({ parsed }) => parsed.text?.includes('Is it on'))
  expect(first.map(({ to }) => to[0]).sort()).toEqual(['ann@example.com', 'bob@example.com', 'eve@example.com'])
  for (const { parsed, raw } of first) {
    expect(parsed.html).toContain('<strong>on</strong>')
    expect(parsed.subject).toMatch(new RegExp(`^Re: Printer \\[#${ticket.number}-[a-z2-7]{10}\\]$`))
    expect(parsed.to).toMatchObject({ value: [{ address: 'ann@example.com' }] })
    expect(parsed.cc).toMatchObject({ value: [{ address: 'bob@example.com' }] })
    expect(raw).not.toContain('eve@')
    expect(parsed.headers.has('auto-submitted')).toBe(false)
  }
  expect(new Set(first.map(({ parsed }) => parsed.messageId)).size).toBe(1)
  const [acknowledgement, one, two] = to(server.received, 'ann@example.com').map(({ parsed }) => parsed)
  expect(one?.references).toEqual([expect.stringMatching(/^<ticket\./), acknowledgement?.messageId])
  expect(two?.references).toEqual([...(one?.references ?? []), one?.messageId])
  expect(two?.inReplyTo).toBe(one?.messageId)
  expect(server.received.map(({ raw }) => raw).join()).not.toContain('among us')
  // Who is copied in may leave; whose ticket it is may not.
  expect(header(to(first, 'bob@example.com')[0], 'list-unsubscribe')).toBeDefined()
  expect(header(to(first, 'ann@example.com')[0], 'list-unsubscribe')).toBe(undefined)
})

test('an answer to others than the requester goes to them alone, and the requester is told that it is done', async () => {
  const server = await mail.server()
  await mail.start(server)
  const participants = [{ role: 'cc', email: 'bob@example.com', name: 'Bob' }]
  const requester = { email: 'ann@example.com', name: 'Ann' }
  const ticket = (await mail.post('/v1/tickets', { requester, subject: 'Printer', participants })).json
  await mail.mails('acknowledgement', 1)
  const aside = { to: ['supplier@example.com', 'two@example.com'], bcc: ['eve@example.com'] }
  await answer(ticket.id, { body: 'Is it in stock?', ...aside, status: 'resolved' })
  await mail.mails('answer', 3)
  await mail.mails('closing', 1)
  await mail.planned()
  const asked = server.received.filter(({ parsed }) => parsed.text?.includes('in stock'))
  expect(asked.map(({ to }) => to[0]).sort()).toEqual(['eve@example.com', 'supplier@example.com', 'two@example.com'])
  for (const { parsed, raw } of asked) {
    expect(parsed.to).toMatchObject({ value: [{ address: 'supplier@example.com' }, { address: 'two@example.com' }] })
    expect(parsed.cc).toBeUndefined()
    expect(raw).not.toMatch(/eve@|ann@|bob@/)
  }
  expect(to(server.received, 'bob@example.com')).toEqual([])
})

test('attachments of an answer go with it, and those past the total are named', async () => {
  const server = await mail.server()
  await mail.start(server)
  const ticket = (await newTicket(mail.lodge, mail.desk(), 'Printer')).json
  const upload = async (name: string, bytes: Buffer) => {
    const answer = await mail.lodge.app.inject({
      method: 'POST',
      url: `/v1/attachments?name=${encodeURIComponent(name)}`,
      headers: { authorization: `Bearer ${mail.desk().token}`, 'content-type': 'application/octet-stream' },
      payload: bytes,
    })
    return answer.json<{ id: string }>().id
  }
  const small = Buffer.from('naïve\r\n.\r\nQUIT\r\n')
  const ids = [
    await upload('résumé "1".txt', small),
    await upload('large.bin', Buffer.alloc(13 * 1024 * 1024, 7)),
    await upload('too-large.bin', Buffer.alloc(2 * 1024 * 1024, 8)),
  ]
  await answer(ticket.id, { body: 'Here.', attachments: ids })
  await mail.mails('answer', 1)
  const got = server.received.find(({ parsed }) => parsed.text?.includes('Here.'))
  expect(got?.parsed.attachments.map(({ filename, size }) => [filename, size])).toEqual([
    ['résumé "1".txt', small.length],
    ['large.bin', 13 * 1024 * 1024],
  ])
  expect(got?.parsed.attachments[0]?.content.equals(small)).toBe(true)
  expect(got?.parsed.text).toContain('Too large to be attached: too-large.bin')
})

test('8-bit text, emoji, right to left, a subject of many lines and a domain of other letters arrive as they are', async () => {
  const server = await mail.server()
  await mail.start(server)
  const subject = `שלום עולם 🎫 ${'ארוך '.repeat(60)}`
  const ticket = (
    await mail.post('/v1/tickets', {
      requester: { email: 'ann@bücher.example', name: 'Änn "the" <b>, Ünal' },
      subject,
      culture: 'he-IL',
    })
  ).json
  await answer(ticket.id, { body: 'שורה אחת\nשורה שנייה — ✓\n.\n' })
  await mail.mails('answer', 1)
  await mail.mails('acknowledgement', 1)
  const first = server.received.find(({ parsed }) => !parsed.subject?.startsWith('Re'))
  expect(first?.parsed.subject).toMatch(/^\[#1-[a-z2-7]{10}\] Test desk: פנייתך התקבלה$/)
  expect(first?.parsed.html).toContain('<html lang="he" dir="rtl">')
  const got = server.received.find(({ parsed }) => parsed.subject?.startsWith('Re'))
  expect(got?.parsed.subject).toMatch(/^Re: שלום עולם 🎫 ארוך .*…$/)
  expect([...(got?.parsed.subject ?? '')]).toHaveLength(200)
  expect(got?.parsed.text).toContain('שורה אחת\nשורה שנייה — ✓\n.\n')
  expect(got?.parsed.to).toMatchObject({ value: [{ name: 'Änn "the" <b>, Ünal', address: 'ann@bücher.example' }] })
  for (const line of got?.raw.split('\r\n') ?? []) expect(line.length).toBeLessThanOrEqual(998)
})

test('an address whose first part is not ASCII gets its mail where the server can (SMTPUTF8)', async () => {
  const server = await mail.server()
  await mail.start(server)
  await mail.post('/v1/tickets', { requester: { email: 'änn@example.com' }, subject: 'x' })
  const [entry] = await mail.mails('acknowledgement', 1)
  expect(entry).toMatchObject({ state: 'sent', reason: null })
  expect(server.received[0]?.to).toEqual(['änn@example.com'])
})

test('nothing that a customer writes makes a header or another recipient', async () => {
  const server = await mail.server()
  await mail.start(server)
  const evil = 'Hi\r\nBcc: victim@example.com\r\n\r\n<h1>body</h1>'
  const made = await mail.lodge.call(mail.desk().token, 'POST', '/v1/tickets', {
    requester: { email: 'ann@example.com', name: 'Ann\r\nBcc: victim@example.com' },
    subject: evil,
  })
  if (made.status === 201) {
    await answer(made.json.id, { body: 'ok' })
    await mail.mails('answer', 1)
  } else {
    // One line is one line: what has more is refused before it is a ticket.
    expect(made.status).toBe(400)
  }
  for (const got of server.received) {
    expect(got.to).toEqual(['ann@example.com'])
    expect(got.parsed.headers.has('bcc')).toBe(false)
  }
})

test.each([
  ['en-GB', 'we have received your request', 'ltr'],
  ['pt-BR', 'recebemos o seu pedido', 'ltr'],
  ['es', 'hemos recibido su solicitud', 'ltr'],
  ['he-IL', 'פנייתך התקבלה', 'rtl'],
  ['fi-FI', 'we have received your request', 'ltr'],
])('a ticket of the culture %s is acknowledged in its language', async (culture, words, dir) => {
  const server = await mail.server()
  await mail.start(server)
  await mail.post('/v1/tickets', { requester: { email: 'ann@example.com' }, subject: 'x', culture })
  await mail.mails('acknowledgement', 1)
  expect(server.received[0]?.parsed.subject).toContain(words)
  expect(server.received[0]?.parsed.html).toContain(`dir="${dir}"`)
})

test('by a desk’s own server: STARTTLS, user and password, its own sender, and a DKIM signature that holds', async () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 })
  const server = await mail.server({
    smtp: {
      key: certificateKey,
      cert: certificate,
      disabledCommands: [],
      authOptional: false,
      onAuth: ({ username, password }, _session, done) =>
        username === 'acme' && password === 'secret' ? done(null, { user: username }) : done(new Error('no')),
    },
  })
  await mail.start()
  const put = await mail.lodge.call(mail.desk().token, 'PUT', '/v1/mail/settings', {
    from_address: 'help@acme.example',
    from_name: 'Acme Hilfe ✓',
    smtp: { host: '127.0.0.1', port: server.port, tls: 'opportunistic', username: 'acme', password: 'secret' },
    dkim: {
      domain: 'acme.example',
      selector: 's1',
      private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    },
  })
  expect(put.status, put.text).toBe(200)
  await newTicket(mail.lodge, mail.desk(), 'Hello')
  const [entry] = await mail.mails('acknowledgement', 1)
  expect(entry).toMatchObject({ state: 'sent', reason: null })
  const [got] = server.received
  expect(got).toMatchObject({ from: 'help@acme.example', user: 'acme' })
  expect(got?.parsed.from?.value).toEqual([{ address: 'help@acme.example', name: 'Acme Hilfe ✓' }])
  expect(got?.parsed.replyTo?.value[0]?.address).toMatch(/^help\+t\..*@acme\.example$/)
  expect(entry.message_id).toMatch(/@acme\.example>$/)

  const signature = header(got, 'dkim-signature') ?? ''
  const tags = Object.fromEntries(signature.split(/;\s*/).map((tag) => tag.split(/=(.*)/s).slice(0, 2)))
  expect(tags).toMatchObject({ a: 'rsa-sha256', c: 'relaxed/relaxed', d: 'acme.example', s: 's1' })
  const body = got?.raw.slice(got.raw.indexOf('\r\n\r\n') + 4) ?? ''
  const relaxed = body
    .replaceAll(/[ \t]+/g, ' ')
    .replaceAll(/ \r\n/g, '\r\n')
    .replace(/(\r\n)*$/, '\r\n')
  expect(createHash('sha256').update(relaxed).digest('base64')).toBe(tags.bh)
  const signed = String(tags.h)
    .split(':')
    .map((name) => `${name.toLowerCase()}:${header(got, name.toLowerCase())?.replaceAll(/\s+/g, ' ')}`)
  const unsigned = `dkim-signature:${signature.replaceAll(/\s+/g, ' ').replace(/\bb=[^;]*$/, 'b=')}`
  const der = Buffer.from(put.json.dkim.dns_record.value.split('p=')[1], 'base64')
  const publicKey = createPublicKey({ key: der, type: 'spki', format: 'der' })
  const text = Buffer.from([...signed, unsigned].join('\r\n'))
  expect(verify('sha256', text, publicKey, Buffer.from(String(tags.b).replaceAll(/\s/g, ''), 'base64'))).toBe(true)
})
