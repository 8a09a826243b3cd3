import { generateKeyPairSync } from 'node:crypto'
import type { Answer } from 'dns-packet'
import { dkimSign } from 'mailauth/lib/dkim/sign.js'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { type SmtpOptions, startSmtp } from '../../src/channels/mail/in/smtp.ts'
import { openMailChecker } from '../../src/channels/mail/in/verdict.ts'
import { openLodge } from '../../src/core/open-lodge.ts'
import { openStore } from '../../src/store/open.ts'
import { certificate, certificateKey } from '../support/certificate.ts'
import { type DnsReply, startDnsServer } from '../support/dns-server.ts'
import { quiet, type TestDesk, useLodge } from '../support/lodge.ts'
import { storedFiles } from '../support/uploads.ts'
import { openLine } from './dovecot.ts'
import { mailsOf, newMailbox, statusOf, sumsAgree } from './mailbox.ts'
import { openSmtp, sendMail } from './smtp-client.ts'

const lodge = useLodge()
const MAX = 100_000

const keys = generateKeyPairSync('ed25519')
const publicKey = keys.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64')
const txt = (name: string, data: string): Answer[] => [{ type: 'TXT', name, data }]
const zone = (name: string, type: string): DnsReply => {
  if (name.endsWith('silent.example')) return 'silence'
  if (name.endsWith('broken.example')) return 2
  if (type !== 'TXT') return 3
  if (name === 'sender.example') return txt(name, 'v=spf1 ip4:127.0.0.1 -all')
  if (name === 'strict.example') return txt(name, 'v=spf1 -all')
  if (name === 'k._domainkey.sender.example') return txt(name, `v=DKIM1; k=ed25519; p=${publicKey}`)
  if (name === '_dmarc.sender.example' || name === '_dmarc.strict.example') return txt(name, 'v=DMARC1; p=reject')
  return 3
}

const dns = await startDnsServer(zone)
afterAll(() => dns.close())
const check = openMailChecker('mx.lodge.example', { servers: [dns.address], limitMs: 1_500 })

const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})
const listen = async (more: Partial<SmtpOptions> = {}, given = lodge.lodge): Promise<number> => {
  const server = await startSmtp(given, {
    host: '127.0.0.1',
    port: 0,
    name: 'mx.lodge.example',
    tls: null,
    maxBytes: MAX,
    relays: [],
    perMinute: false,
    check,
    ...more,
  })
  open.push(server.stop)
  return server.port
}

let desk: TestDesk
let mailbox: { id: string; address: string }
beforeEach(async () => {
  desk = await lodge.desk()
  mailbox = await newMailbox(lodge, desk)
})
let count = 0
const mail = (more = '', body = 'Hello\r\n') =>
  Buffer.from(
    `From: Ann <ann@sender.example>\r\nMessage-ID: <${++count}@sender.example>\r\n${more}Subject: x\r\n\r\n${body}`,
    'latin1',
  )

test('250 once it is stored: byte for byte, with its envelope', async () => {
  const port = await listen()
  const raw = mail('', '.\r\n..dots\r\n\r\n.. \xe9\xff\r\n')
  expect(await sendMail(port, { to: [mailbox.address], raw })).toBe('250 2.0.0 Stored')
  const [stored] = await mailsOf(lodge, desk)
  expect(stored.raw).toEqual(raw)
  expect(stored).toMatchObject({
    state: 'stored',
    mailbox_id: mailbox.id,
    envelope: {
      from: 'ann@sender.example',
      to: [mailbox.address],
      ip: '127.0.0.1',
      helo: 'mx.sender.example',
      tls: false,
      via: 'smtp',
    },
  })
})

test('250 for an address in any case, with anything behind a plus, and for two desks at once, each told its own', async () => {
  const port = await listen()
  const other = await lodge.desk()
  const same = await newMailbox(lodge, other, { address: mailbox.address })
  const second = await newMailbox(lodge, other)
  const tagged = mailbox.address.toUpperCase().replace('@', '+t.abc.DEF@')
  expect(await sendMail(port, { from: '', to: [tagged, second.address], raw: mail() })).toMatch(/^250/)
  expect(await mailsOf(lodge, desk)).toMatchObject([{ envelope: { from: '', to: [tagged] } }])
  const theirs = await mailsOf(lodge, other)
  expect(theirs.map((one) => [one.mailbox_id, one.envelope.to]).toSorted()).toEqual(
    [
      [same.id, [tagged]],
      [second.id, [second.address]],
    ].toSorted(),
  )
})

test('550 for who is not here: it relays nothing, and who tries one address after another is sent away', async () => {
  const port = await listen()
  const fetched = await newMailbox(lodge, desk, { imap: { host: 'h', username: 'u', password: 'p' } })
  const off = await newMailbox(lodge, desk, { enabled: false })
  const smtp = await openSmtp(port)
  await smtp.say('EHLO x')
  await smtp.say('MAIL FROM:<a@sender.example>')
  for (const to of ['a@elsewhere.example', 'nobody@example.com', fetched.address, off.address]) {
    expect(await smtp.say(`RCPT TO:<${to}>`)).toBe('550 5.1.1 There is no such mailbox here')
  }
  expect(await smtp.say(`RCPT TO:<${mailbox.address}>`)).toMatch(/^250/)
  let last = ''
  for (let n = 0; n < 17; n++) last = await smtp.say(`RCPT TO:<guess${n}@example.com>`)
  expect(last).toMatch(/^421/)
  smtp.hangUp()
})

test('552 too large, said beforehand or found out; the next mail of the connection is taken', async () => {
  const port = await listen()
  const files = storedFiles(lodge).length
  const smtp = await openSmtp(port)
  expect(await smtp.say('EHLO x')).toContain(`SIZE ${MAX}`)
  expect(await smtp.say(`MAIL FROM:<a@sender.example> SIZE=${MAX + 1}`)).toMatch(/^552/)
  const give = async (raw: Buffer) => {
    await smtp.say('MAIL FROM:<a@sender.example>')
    await smtp.say(`RCPT TO:<${mailbox.address}>`)
    return smtp.data(raw)
  }
  expect(await give(mail('', `${'x'.repeat(70)}\r\n`.repeat(20_000)))).toMatch(/^552 5\.3\.4/)
  expect(await give(mail())).toMatch(/^250/)
  smtp.hangUp()
  expect(storedFiles(lodge).length).toBe(files + 1)
  const status = await statusOf(lodge, desk, mailbox.id)
  expect([status, sumsAgree(status)]).toEqual([expect.objectContaining({ seen: 2, stored: 1, refused: 1 }), true])
})

test('250 again for the same mail sent again, as after an answer that was lost: it is there once', async () => {
  const port = await listen()
  const raw = mail()
  const answers = await Promise.all(Array.from({ length: 5 }, () => sendMail(port, { to: [mailbox.address], raw })))
  expect(new Set(answers)).toEqual(new Set(['250 2.0.0 Stored']))
  expect(await mailsOf(lodge, desk)).toHaveLength(1)
  const status = await statusOf(lodge, desk, mailbox.id)
  expect([status, sumsAgree(status)]).toEqual([expect.objectContaining({ seen: 5, repeats: 4 }), true])
})

test('STARTTLS where there is a certificate, and only there', async () => {
  const plain = await openSmtp(await listen())
  expect(await plain.say('EHLO x')).not.toContain('STARTTLS')
  plain.hangUp()
  const smtp = await openSmtp(await listen({ tls: { key: certificateKey, cert: certificate } }))
  const offered = await smtp.say('EHLO x')
  expect(offered).toContain('STARTTLS')
  expect(offered).not.toContain('AUTH')
  expect(await smtp.say('STARTTLS')).toMatch(/^220/)
  await smtp.secure()
  await smtp.say('EHLO x')
  await smtp.say('MAIL FROM:<a@sender.example>')
  await smtp.say(`RCPT TO:<${mailbox.address}>`)
  expect(await smtp.data(mail())).toMatch(/^250/)
  smtp.hangUp()
  expect(await mailsOf(lodge, desk)).toMatchObject([{ envelope: { tls: true } }])
})

test('451 while the database is away, at the recipient and at the mail, never a 250 or 5xx; 250 once it is back', async () => {
  const { dataDir } = lodge
  const url = new URL(lodge.databaseUrl.replace('@/', '@local/'))
  const line = await openLine(`${url.searchParams.get('host')}/.s.PGSQL.5432`)
  const databaseUrl = `postgres://lodge@127.0.0.1:${line.port}${url.pathname}`
  const store = await openStore({ databaseUrl, dataDir, command: 'test', log: quiet })
  const away = openLodge(store, { dataDir, log: quiet, intakeLimit: 10 })
  const port = await listen({}, away)
  const smtp = await openSmtp(port)
  await smtp.say('EHLO x')
  await smtp.say('MAIL FROM:<a@sender.example>')
  expect(await smtp.say(`RCPT TO:<${mailbox.address}>`)).toMatch(/^250/)
  line.setDown(true)
  const raw = mail()
  expect(await smtp.data(raw)).toMatch(/^451 4\.3\.0/)
  await smtp.say('MAIL FROM:<a@sender.example>')
  expect(await smtp.say(`RCPT TO:<${mailbox.address}>`)).toMatch(/^451 4\.3\.0/)
  smtp.hangUp()
  expect(await mailsOf(lodge, desk)).toEqual([])
  line.setDown(false)
  const again = () => sendMail(port, { to: [mailbox.address], raw })
  await expect.poll(again).toMatch(/^250/)
  expect(await mailsOf(lodge, desk)).toHaveLength(1)
  await store.close()
  line.close()
})

test('a sender that hangs up in the middle leaves nothing', async () => {
  const port = await listen()
  const files = storedFiles(lodge).length
  const smtp = await openSmtp(port)
  await smtp.say('EHLO x')
  await smtp.say('MAIL FROM:<a@sender.example>')
  await smtp.say(`RCPT TO:<${mailbox.address}>`)
  await smtp.say('DATA')
  smtp.write(mail().subarray(0, 60))
  smtp.hangUp()
  await open.splice(0)[0]?.()
  await expect.poll(() => storedFiles(lodge).length).toBe(files)
  expect(await mailsOf(lodge, desk)).toEqual([])
})

test('421 the 51st connection of one address; 451 a mail too many in a minute; a relay has no such limits', async () => {
  const port = await listen({ perMinute: 3 })
  const many = await Promise.all(Array.from({ length: 50 }, () => openSmtp(port)))
  expect((await openSmtp(port)).greeting).toMatch(/^421/)
  for (const one of many) one.hangUp()
  await expect.poll(async () => (await openSmtp(port)).greeting).toMatch(/^220/)
  for (let n = 0; n < 3; n++) expect(await sendMail(port, { to: [mailbox.address], raw: mail() })).toMatch(/^250/)
  expect(await sendMail(port, { to: [mailbox.address], raw: mail() })).toMatch(/^451 4\.7\.1/)
  const relayed = await listen({ perMinute: 3, relays: ['127.0.0.0/8'] })
  for (let n = 0; n < 5; n++) expect(await sendMail(relayed, { to: [mailbox.address], raw: mail() })).toMatch(/^250/)
})

const verdictOf = async (given: { from?: string; raw: Buffer }, more: Partial<SmtpOptions> = {}) => {
  const port = await listen(more)
  expect(await sendMail(port, { ...given, to: [mailbox.address] })).toMatch(/^250/)
  return (await mailsOf(lodge, desk)).at(-1).verdict
}

const signed = async (raw: Buffer) => {
  const privateKey = keys.privateKey.export({ type: 'pkcs8', format: 'pem' })
  const key = { signingDomain: 'sender.example', selector: 'k', privateKey }
  const { signatures } = await dkimSign(raw, { ...key, signatureData: [key] })
  return Buffer.concat([Buffer.from(signatures), raw])
}

test('a sender is proven by SPF, or by DKIM where another server sent it', async () => {
  const proven = { dmarc: 'pass', aligned_domain: 'sender.example', source: 'lodge' }
  expect(await verdictOf({ raw: mail() })).toMatchObject({ spf: 'pass', dkim: 'none', ...proven })
  const raw = await signed(mail())
  expect(await verdictOf({ from: 'list@strict.example', raw })).toMatchObject({
    ...{ spf: 'fail', dkim: 'pass', ...proven },
    domains: { spf: 'strict.example', dkim: 'sender.example', dmarc: 'sender.example', arc: null },
  })
  const changed = Buffer.from(raw.toString('latin1').replace('Hello', 'Hellu'), 'latin1')
  expect(await verdictOf({ from: 'list@strict.example', raw: changed })).toMatchObject({
    dkim: expect.not.stringMatching('pass'),
    dmarc: 'fail',
    aligned_domain: null,
  })
})

test('who writes in another’s name is not proven, whatever else passes; nor is a mail with two senders', async () => {
  const forged = Buffer.from(`From: <boss@strict.example>\r\nSubject: ${++count}\r\n\r\nPay\r\n`)
  expect(await verdictOf({ from: 'ann@sender.example', raw: forged })).toMatchObject({
    spf: 'pass',
    dmarc: 'fail',
    aligned_domain: null,
  })
  const two = Buffer.from(
    `From: <ann@sender.example>\r\nFrom: <boss@strict.example>\r\nSubject: ${++count}\r\n\r\nPay\r\n`,
  )
  expect(await verdictOf({ raw: two })).toMatchObject({ aligned_domain: null })
})

test.each(['silent.example', 'broken.example'])('DNS that is down loses no mail: %s', async (domain) => {
  const raw = Buffer.from(`From: <ann@${domain}>\r\nSubject: ${++count}\r\n\r\nHello\r\n`)
  expect(await verdictOf({ from: `ann@${domain}`, raw })).toMatchObject({ spf: 'temperror', aligned_domain: null })
})

test('what a relay of our own found out is believed, from a relay only, and under its own name only', async () => {
  await lodge.call(desk.token, 'PATCH', `/v1/mailboxes/${mailbox.id}`, { authserv_id: 'mx.relay.example' })
  const result = 'spf=fail smtp.mailfrom=x; dkim=pass header.d=sender.example; dmarc=pass header.from=sender.example'
  const relays = ['127.0.0.1']
  const raw = () => mail(`Authentication-Results: mx.relay.example;\r\n ${result}\r\n`)
  expect(await verdictOf({ from: 'x@strict.example', raw: raw() }, { relays })).toEqual({
    spf: 'fail',
    dkim: 'pass',
    dmarc: 'pass',
    arc: 'none',
    aligned_domain: 'sender.example',
    domains: { spf: 'x', dkim: 'sender.example', dmarc: 'sender.example', arc: null },
    source: 'provider',
  })
  expect(await verdictOf({ from: 'x@strict.example', raw: raw() })).toMatchObject({
    aligned_domain: null,
    source: 'lodge',
  })
  const foreign = mail(`Authentication-Results: mx.evil.example; ${result}\r\n`)
  expect(await verdictOf({ raw: foreign }, { relays })).toBeNull()
})
