import { randomBytes } from 'node:crypto'
import { utimesSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { sweepAttachments } from '../../src/core/attachments/sweep.ts'
import { acceptMail } from '../../src/core/inbound-mail/accept.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'
import { storedFiles } from '../support/uploads.ts'

const lodge = useLodge()
let desk: TestDesk
beforeEach(async () => {
  desk = await lodge.desk()
})

/** A mailbox's row: all that accepting asks for. */
const mailbox = async (of: TestDesk): Promise<{ deskId: string; mailboxId: string; to: string[] }> => {
  const id = lodge.store.nextId()
  const address = `${randomBytes(6).toString('hex')}@example.com`
  await lodge.store.pool.query(
    `insert into mailbox (desk_id, id, name, address, kind) values ($1, $2, 'Support', $3, 'smtp')`,
    [of.id, id, address],
  )
  await lodge.store.pool.query('insert into mailbox_state (desk_id, mailbox_id) values ($1, $2)', [of.id, id])
  return { deskId: of.id, mailboxId: id, to: [address] }
}

const mail = (headers: string, body = 'Hello') => Buffer.from(`${headers}Subject: x\r\n\r\n${body}\r\n`)

const accept = async (
  raw: Buffer | AsyncIterable<Buffer>,
  mailboxes: { deskId: string; mailboxId: string; to: string[] }[],
  sourceKey: string | null = null,
  maxBytes = 1_000_000,
) =>
  acceptMail(lodge.lodge, {
    source: Buffer.isBuffer(raw) ? only(raw) : raw,
    maxBytes,
    mailboxes,
    envelope: { from: 'ann@example.org', ip: '192.0.2.1', helo: 'mx.example.org', tls: true, via: 'smtp' },
    verdict: null,
    sourceKey,
  })

async function* only(raw: Buffer) {
  yield raw
}

const rows = async () => {
  const found = await lodge.store.pool.query(
    `select m.mailbox_id, m.state, m.message_id, m.size::int, m.envelope, m.storage_key, s.repeats::int
     from inbound_mail m join mailbox_state s using (desk_id, mailbox_id) where desk_id = $1 order by m.id`,
    [desk.id],
  )
  return found.rows
}

test('a mail is on the disk, with a row for each mailbox it came to', async () => {
  const [first, second] = [await mailbox(desk), await mailbox(desk)]
  const raw = mail('Message-ID:\r\n <a.1@example.org>\r\n')
  const accepted = await accept(raw, [first, second])
  expect(accepted).toMatchObject({ ok: true, value: { mails: [{}, {}] } })
  const kept = await rows()
  expect(kept).toMatchObject([
    { mailbox_id: first.mailboxId, state: 'stored', message_id: 'a.1@example.org', size: raw.length },
    { mailbox_id: second.mailboxId, envelope: { from: 'ann@example.org', to: second.to, via: 'smtp' } },
  ])
  expect(kept[0].storage_key).toBe(kept[1].storage_key)
  const stream = await lodge.lodge.blobs.read(kept[0].storage_key)
  expect(Buffer.concat(await (stream ?? raise()).toArray())).toEqual(raw)
})

test.each([
  ['with a Message-ID', 'Message-ID: <same@example.org>\r\n', null],
  ['with a trace of servers', 'Received: from a by b with ESMTP id 1; Sat, 21 Nov 2026 10:00:00 +0000\r\n', null],
  ['that its way in knows by a key', '', 'provider/1'],
])('the same mail %s is taken once, and counted as a repeat', async (_, headers, key) => {
  const to = await mailbox(desk)
  const files = storedFiles(lodge).length
  for (let times = 0; times < 3; times++) expect((await accept(mail(headers), [to], key)).ok).toBe(true)
  expect(await rows()).toMatchObject([{ repeats: 2 }])
  expect(storedFiles(lodge).length).toBe(files + 1)
})

test('the same text twice is two mails where nothing says that it is one', async () => {
  const to = await mailbox(desk)
  for (let times = 0; times < 2; times++) await accept(mail(''), [to])
  expect(await rows()).toMatchObject([{ repeats: 0 }, { repeats: 0 }])
})

test('a mail that another desk has too is each desk’s own', async () => {
  const other = await lodge.desk()
  const raw = mail('Message-ID: <both@example.org>\r\n')
  expect(await accept(raw, [await mailbox(desk), await mailbox(other)])).toMatchObject({
    value: { mails: [{ deskId: desk.id }, { deskId: other.id }] },
  })
  expect(await rows()).toHaveLength(1)
})

test('too large a mail, and one that breaks off, leave nothing', async () => {
  const to = await mailbox(desk)
  const files = storedFiles(lodge).length
  expect(await accept(mail('', 'x'.repeat(2_000)), [to], null, 1_000)).toEqual({
    ok: false,
    error: { code: 'too_large' },
  })
  const broken = (async function* () {
    yield mail('')
    throw new Error('gone')
  })()
  await expect(accept(broken, [to])).rejects.toThrow('gone')
  expect(await rows()).toEqual([])
  expect(storedFiles(lodge).length).toBe(files)
})

test('the sweep of files leaves mails alone, and takes what a crash left without a row', async () => {
  const to = await mailbox(desk)
  await accept(mail('Message-ID: <kept@example.org>\r\n'), [to])
  const stray = await lodge.lodge.blobs.write(only(mail('')), 1_000)
  const long = new Date(Date.now() - 25 * 3_600_000)
  for (const name of storedFiles(lodge)) utimesSync(join(lodge.dataDir, 'attachments', name), long, long)
  expect(await sweepAttachments(lodge.lodge)).toEqual({ uploads: 0, files: 1 })
  expect(await lodge.lodge.blobs.read(stray.ok ? stray.value.key : '')).toBeUndefined()
  const [row] = await rows()
  const left = await lodge.lodge.blobs.read(row.storage_key)
  expect(left).toBeDefined()
  left?.destroy()
})

const raise = (): never => {
  throw new Error('the file is not there')
}
