import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { until } from '../support/feed.ts'
import { useLodge } from '../support/lodge.ts'
import { SUPPORT, write } from './desk-mail.ts'
import { sumsAgree } from './mailbox.ts'
import { sendMail } from './smtp-client.ts'

const lodge = useLodge()
const KILLS = 20
const SENDERS = 4

/** A process of its own that takes mail in and files it, and its port. */
const start = async (): Promise<{ child: ChildProcess; port: number }> => {
  const args = [join(import.meta.dirname, 'filing-process.ts'), lodge.databaseUrl, lodge.dataDir]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  const port = await new Promise<number>((found, fail) => {
    child.stdout?.once('data', (chunk: Buffer) => found(Number(chunk.toString('utf8'))))
    child.once('exit', (code) => fail(new Error(`it ended: ${code}`)))
  })
  return { child, port }
}

test('killed 20 times between the 250 and the ticket: every mail that was taken is one message, once', async () => {
  const desk = await lodge.desk()
  const box = { name: 'Support', address: SUPPORT, authserv_id: 'mx.test' }
  const mailbox = (await lodge.call(desk.token, 'POST', '/v1/mailboxes', box)).json.id
  await lodge.call(desk.token, 'PUT', '/v1/mail/intake', { sender_hourly: 100_000 })
  let { child, port } = await start()
  let done = false
  const taken: string[] = []

  /** One customer: a mail after the other, most on with the one before, each sent until it is taken. */
  const customer = async (n: number): Promise<void> => {
    const from = `customer${n}@example.com`
    let last: string | null = null
    for (let count = 0; !done; count++) {
      const isNew: boolean = last === null || count % 5 === 0
      const { id, raw }: ReturnType<typeof write> = write({
        from: `Customer <${from}>`,
        id: `<${n}.${count}@example.com>`,
        text: `This is mail ${count}.`,
        headers: {
          'Authentication-Results': 'mx.test; dmarc=pass header.from=example.com',
          ...(isNew ? {} : { 'In-Reply-To': last ?? '' }),
        },
      })
      while (!done) {
        const answer = await sendMail(port, { from, to: [SUPPORT], raw }).catch(() => '')
        if (answer.startsWith('250')) {
          taken.push(id ?? '')
          break
        }
        await sleep(20)
      }
      last = id
    }
  }
  const customers = Array.from({ length: SENDERS }, (_, n) => customer(n))
  for (let kills = 0; kills < KILLS; kills++) {
    const before = taken.length
    await until(async () => taken.length > before + 2)
    await sleep(Math.random() * 60)
    const exited = new Promise((ended) => child.once('exit', ended))
    child.kill('SIGKILL')
    await exited
    ;({ child, port } = await start())
  }
  done = true
  await Promise.all(customers)
  const statusOf = async () => (await lodge.call(desk.token, 'GET', `/v1/mailboxes/${mailbox}`)).json.status
  await until(async () => (await statusOf()).waiting === 0)
  const found = await lodge.store.pool.query<{ mail_id: string; count: number }>(
    `select x.mail_id, count(*)::integer as count from message m
     join message_mail x on x.desk_id = m.desk_id and x.ticket_id = m.ticket_id and x.message_id = m.id
     where m.desk_id = $1 group by x.mail_id`,
    [desk.id],
  )
  expect(found.rows.filter(({ count }) => count !== 1)).toEqual([])
  const messages = new Set(found.rows.map(({ mail_id }) => mail_id))
  expect(taken.filter((id) => !messages.has(id))).toEqual([])
  const total = await lodge.store.pool.query<{ count: number }>(
    'select count(*)::integer as count from message where desk_id = $1',
    [desk.id],
  )
  // At most the one that each was about to send, whose 250 nobody heard.
  expect(total.rows[0]?.count).toBe(found.rows.length)
  expect(found.rows.length - taken.length).toBeLessThanOrEqual(SENDERS)
  const status = await statusOf()
  expect(status).toMatchObject({ noted: 0, quarantined: 0, stored: found.rows.length })
  expect(sumsAgree(status)).toBe(true)
  // What goes on with a mail is on its ticket, in order.
  const orders = await lodge.store.pool.query<{ ids: string[] }>(
    `select array_agg(x.mail_id order by m.id) as ids from message m
     join message_mail x on x.desk_id = m.desk_id and x.ticket_id = m.ticket_id and x.message_id = m.id
     where m.desk_id = $1 group by m.ticket_id`,
    [desk.id],
  )
  for (const { ids } of orders.rows) {
    const counts = ids.map((id) => Number(/\.(\d+)@/.exec(id)?.[1]))
    expect(counts).toEqual(counts.map((_, n) => (counts[0] ?? 0) + n))
  }
}, 600_000)
