import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readMbox } from '../../src/channels/mail/in/mbox.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'
import { mailsOf, newMailbox, statusOf, sumsAgree } from './mailbox.ts'

const lodge = useLodge()
const dir = mkdtempSync(join(tmpdir(), 'lodge-import-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))
let desk: TestDesk
let mailbox: { id: string; address: string }
beforeAll(async () => {
  desk = await lodge.desk()
  mailbox = await newMailbox(lodge, desk)
})

const main = resolve(import.meta.dirname, '../../src/cli/main.ts')

/** `lodge mail import …` as a mail server's pipe runs it. */
const run = (args: string[], stdin: string | Buffer = '', env: Record<string, string> = {}) =>
  new Promise<{ code: number | null; stdout: string; stderr: string }>((done) => {
    const child = spawn(process.execPath, [main, 'mail', 'import', ...args, '--json'], {
      env: { PATH: process.env.PATH, LODGE_DATA: lodge.dataDir, DATABASE_URL: lodge.databaseUrl, ...env },
    })
    const said = { stdout: '', stderr: '' }
    child.stdout.on('data', (piece) => {
      said.stdout += piece
    })
    child.stderr.on('data', (piece) => {
      said.stderr += piece
    })
    child.once('close', (code) => done({ code, ...said }))
    child.stdin.on('error', () => {})
    child.stdin.end(stdin)
  })

const mail = (n: number | string, body = 'Hello\n') =>
  `From: Ann <ann@sender.example>\nMessage-ID: <${n}@sender.example>\nSubject: x\n\n${body}`

test('a pipe’s mail is stored, with what the pipe knows of its envelope; the same again is once', async () => {
  const to = mailbox.address.replace('@', '+t.1.abc@')
  const given = ['-', '--to', to, '--from', 'bounce@sender.example']
  expect(await run(given, mail('pipe'))).toMatchObject({ code: 0, stdout: '{"seen":1,"stored":1}\n' })
  expect(await run(given, mail('pipe'))).toMatchObject({ code: 0, stdout: '{"seen":1,"stored":0}\n' })
  const [stored] = await mailsOf(lodge, desk)
  expect(stored).toMatchObject({ envelope: { from: 'bounce@sender.example', to: [to], via: 'import' } })
  expect(stored.raw.toString()).toBe(mail('pipe'))
})

test('exit codes of a pipe: 67 no such mailbox, 65 no mail or too large a one, 75 the database is away', async () => {
  const to = ['--to', mailbox.address]
  const codes = await Promise.all([
    run(['-', '--to', 'nobody@example.com'], mail('x')),
    run(['-', ...to], ''),
    run(['-', ...to], mail('x'), { LODGE_MAIL_LIMIT: '50' }),
    run(['-', ...to], mail('x'), { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }),
    run(['-', ...to, '--desk', 'nowhere'], mail('x')),
  ])
  expect(codes.map(({ code, stdout }) => [code, stdout])).toEqual([
    [67, ''],
    [65, ''],
    [65, ''],
    [75, ''],
    [75, ''],
  ])
  for (const { stderr } of codes) expect(stderr.trimEnd()).toMatch(/^[^\n]+$/)
})

test('an mbox, and a Maildir: each mail once, however often it is run; the sums agree', async () => {
  const [first, second] = [await newMailbox(lodge, desk), await newMailbox(lodge, desk)]
  const mbox = join(dir, 'old.mbox')
  const body = 'Hello\n\nFrom here on\n>From there\n'
  const quoted = body.replaceAll(/^(>*From )/gm, '>$1')
  const all = Array.from(
    { length: 230 },
    (_, n) => `From ann@sender.example Sat Nov 21 10:00:00 2026\n${mail(n, quoted)}\n`,
  )
  writeFileSync(mbox, all.join(''))
  const imported = await run([mbox, '--to', first.address])
  expect(imported).toMatchObject({ code: 0, stdout: '{"seen":230,"stored":230,"too_large":0}\n' })
  expect(imported.stderr).toMatch(/of \d+ bytes/)
  expect((await run([mbox, '--to', first.address])).stdout).toBe('{"seen":230,"stored":0,"too_large":0}\n')
  const { data } = (await lodge.call(desk.token, 'GET', `/v1/inbound-mails?mailbox_id=${first.id}&limit=1`)).json
  const raw = await lodge.call(desk.token, 'GET', `/v1/inbound-mails/${data[0].id}/raw`)
  expect(raw.text).toBe(mail(229, body))

  const maildir = join(dir, 'Maildir')
  for (const folder of ['new', 'cur', 'tmp']) mkdirSync(join(maildir, folder), { recursive: true })
  writeFileSync(join(maildir, 'new', '1.a'), mail('new'))
  writeFileSync(join(maildir, 'cur', '2.a:2,S'), mail('cur'))
  writeFileSync(join(maildir, 'tmp', '3.a'), mail('tmp'))
  expect((await run([maildir, '--to', second.address])).stdout).toBe('{"seen":2,"stored":2,"too_large":0}\n')
  for (const { id } of [first, second]) {
    const status = await statusOf(lodge, desk, id)
    expect([status, sumsAgree(status)]).toEqual([expect.objectContaining({ refused: 0 }), true])
  }
  expect((await run([join(dir, 'nowhere'), '--to', first.address])).code).toBe(1)
})

test('whatever the mails and however the file is cut into pieces, an mbox gives them back byte for byte', async () => {
  const line = fc.oneof(
    fc.constantFrom('', 'From me', '>From me', '>>From x', 'From: a@example.com', '\r', '.'),
    fc.string({ maxLength: 20 }).map((text) => text.replaceAll('\n', '')),
  )
  // A mail ends with a line break; an empty last line of its own is told from the file's by nothing but its number.
  const one = fc.array(line, { minLength: 1, maxLength: 8 }).map((lines) => `${lines.join('\n')}\n`)
  await fc.assert(
    fc.asyncProperty(
      fc.array(one, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 30 }),
      async (mails, size) => {
        const text = mails.map((raw) => `From - Sat\n${raw.replaceAll(/^(>*From )/gm, '>$1')}\n`).join('')
        const file = Buffer.from(text)
        const pieces = async function* () {
          for (let at = 0; at < file.length; at += size) yield file.subarray(at, at + size)
        }
        const read: string[] = []
        for await (const { raw } of readMbox(pieces())) read.push(raw.toString())
        expect(read).toEqual(mails)
      },
    ),
    { numRuns: 300 },
  )
})
