import type { ChildProcess } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { runSeed, seeded } from '../crash/support/random.ts'
import { say } from '../crash/support/scene.ts'
import { until } from '../support/feed.ts'
import { useLodge } from '../support/lodge.ts'
import { spawnScript } from '../support/script.ts'
import { SUPPORT, write } from './desk-mail.ts'
import { startDovecot } from './dovecot.ts'
import { statusOf, sumsAgree } from './mailbox.ts'
import { sendMail } from './smtp-client.ts'

const lodge = useLodge()
/** Each costs a start of the process: `CRASH_KILLS=3` while working on it. */
const KILLS = Number(process.env.CRASH_KILLS ?? 20)
const SENDERS = 3
/** Mails that are put into the folder before each kill. */
const FETCHED = 8
const FOLDER = 'folder@acme.example'

/** A process of its own that takes mail in and files it, and its port. */
const start = async (): Promise<{ child: ChildProcess; port: number }> => {
  const args = [lodge.databaseUrl, lodge.dataDir]
  const child = spawnScript(import.meta.dirname, 'filing-process.ts', args, ['ignore', 'pipe', 'inherit'])
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  const port = await new Promise<number>((found, fail) => {
    child.stdout?.once('data', (chunk: Buffer) => found(Number(chunk.toString('utf8'))))
    child.once('exit', (code) => fail(new Error(`it ended: ${code}`)))
  })
  return { child, port }
}

const vouched = { 'Authentication-Results': 'mx.test; dmarc=pass header.from=example.com' }

test(`killed ${KILLS} times: each mail that got its 250, and each of the folder, is one row, one file and one message of a ticket`, async () => {
  const seed = runSeed()
  say(`mail kill test, CRASH_SEED=${seed}`)
  const random = seeded(seed)
  const dovecot = await startDovecot()
  onTestFinished(dovecot.stop)
  const desk = await lodge.desk()
  const mailbox = async (body: object): Promise<string> => {
    const made = await lodge.call(desk.token, 'POST', '/v1/mailboxes', { name: 'x', authserv_id: 'mx.test', ...body })
    expect(made.status).toBe(201)
    return made.json.id
  }
  const smtp = await mailbox({ address: SUPPORT })
  const login = { host: '127.0.0.1', port: dovecot.port, tls: 'none', username: 'kill', password: 'geheim' }
  const imap = await mailbox({ address: FOLDER, imap: login })
  await lodge.call(desk.token, 'PUT', '/v1/mail/intake', { sender_hourly: 100_000 })
  const put: string[] = []
  const deliver = () => {
    const mails = Array.from({ length: FETCHED }, (_, n) => {
      const mail = { from: 'folder@example.com', to: FOLDER, id: `<folder.${put.length + n}@example.com>` }
      return write({ ...mail, headers: vouched })
    })
    put.push(...mails.map(({ id }) => id ?? ''))
    dovecot.deliver(
      'kill',
      mails.map(({ raw }) => raw.toString()),
    )
  }

  let { child, port } = await start()
  let done = false
  const taken: string[] = []
  /** One customer: a mail after the other, most on with the one before, each sent until it is taken, as servers do. */
  const customer = async (n: number): Promise<void> => {
    const from = `customer${n}@example.com`
    let last: string | null = null
    for (let count = 0; !done; count++) {
      const id = `<${n}.${count}@example.com>`
      const isNew = last === null || count % 5 === 0
      const headers = { ...vouched, ...(isNew ? {} : { 'In-Reply-To': last ?? '' }) }
      const { raw } = write({ from: `Customer <${from}>`, id, text: `This is mail ${count}.`, headers })
      while (!done) {
        const answer = await sendMail(port, { from, to: [SUPPORT], raw }).catch(() => '')
        if (answer.startsWith('250')) {
          taken.push(id)
          break
        }
        await sleep(20)
      }
      last = id
      await sleep(50)
    }
  }
  const customers = Array.from({ length: SENDERS }, (_, n) => customer(n))
  const fetched = async () => (await statusOf(lodge, desk, imap)).stored as number
  for (let kills = 0; kills < KILLS; kills++) {
    const before = { taken: taken.length, fetched: await fetched() }
    deliver()
    // Now while mail is handed over, now while it is fetched; that either comes about at all is part of the test.
    if (kills % 2 === 0) await until(async () => taken.length > before.taken + 2)
    else await until(async () => (await fetched()) > before.fetched)
    await sleep(random() * 60)
    const exited = new Promise((ended) => child.once('exit', ended))
    child.kill('SIGKILL')
    await exited
    // Who was killed holds the folder for half a minute more: that is over now.
    await lodge.store.pool.query('update mailbox_state set held_until = now() where held_until > now()')
    ;({ child, port } = await start())
  }
  done = true
  await Promise.all(customers)
  await until(async () => {
    const [one, two] = await Promise.all([statusOf(lodge, desk, smtp), statusOf(lodge, desk, imap)])
    return one.waiting === 0 && two.waiting === 0 && two.stored === put.length
  })

  type Mail = { mail_id: string; key: string; ticket_id: string; mailbox_id: string }
  // Every row, with the message of it: all are `filed` or `joined`.
  const rows = await lodge.store.pool.query<Mail>(
    `select '<' || i.message_id || '>' as mail_id, i.storage_key as key, m.ticket_id, i.mailbox_id from inbound_mail i
     left join message_mail x on x.desk_id = i.desk_id and x.inbound_mail_id = i.id
     left join message m on m.desk_id = x.desk_id and m.ticket_id = x.ticket_id and m.id = x.message_id
     where i.desk_id = $1 order by m.id`,
    [desk.id],
  )
  const of = (id: string) => rows.rows.filter(({ mailbox_id }) => mailbox_id === id)
  const ids = (id: string) => of(id).map(({ mail_id }) => mail_id)
  expect(ids(imap).toSorted()).toEqual(put.toSorted())
  expect(new Set(ids(smtp)).size).toBe(ids(smtp).length)
  expect(taken.filter((id) => !ids(smtp).includes(id))).toEqual([])
  // At most the one that each was about to send, whose 250 nobody heard.
  expect(ids(smtp).length - taken.length).toBeLessThanOrEqual(SENDERS)
  expect(rows.rows.filter(({ ticket_id }) => ticket_id === null)).toEqual([])
  const messages = await lodge.store.pool.query('select from message where desk_id = $1', [desk.id])
  expect(messages.rowCount).toBe(rows.rows.length)
  for (const { key } of rows.rows) {
    expect(statSync(join(lodge.dataDir, 'attachments', key.slice(0, 2), key)).size).toBeGreaterThan(0)
  }
  for (const status of [await statusOf(lodge, desk, smtp), await statusOf(lodge, desk, imap)]) {
    expect([status, sumsAgree(status)]).toEqual([expect.objectContaining({ noted: 0, quarantined: 0 }), true])
  }
  // What goes on with a mail is on its ticket, in order.
  for (const thread of Map.groupBy(of(smtp), ({ ticket_id }) => ticket_id).values()) {
    const counts = thread.map(({ mail_id }) => Number(/\.(\d+)@/.exec(mail_id)?.[1]))
    expect(counts).toEqual(counts.map((_, n) => (counts[0] ?? 0) + n))
  }
  say('mail kill test', { taken: taken.length, bySmtp: ids(smtp).length, byImap: put.length })
}, 600_000)
