import { statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { runSeed, seeded } from '../crash/support/random.ts'
import { newScene, say } from '../crash/support/scene.ts'
import { cloneDatabase } from '../support/lodge.ts'
import { kill } from '../support/lodge-process.ts'
import { startDovecot } from './dovecot.ts'
import { sendMail } from './smtp-client.ts'

/** Each costs a start of the server: `CRASH_KILLS=3` while working on it. */
const KILLS = Number(process.env.CRASH_KILLS ?? 20)
const SENDERS = 6
const FETCHED = 400

const mail = (id: string) =>
  `Received: from test by test id ${id}\r\nFrom: Ann <ann@sender.example>\r\nMessage-ID: <${id}@sender.example>\r\nSubject: ${id}\r\n\r\nHello\r\n`

test(`${KILLS} times SIGKILL while mail comes by SMTP and IMAP: every mail that got its 250, and every mail of the folder, is there once`, async () => {
  const seed = runSeed()
  say(`mail kill test, CRASH_SEED=${seed}`)
  const random = seeded(seed)
  const dovecot = await startDovecot()
  onTestFinished(dovecot.stop)
  const database = await cloneDatabase()
  onTestFinished(database.drop)
  const scene = newScene()
  // No server of the test's own has it: nobody else asks for a port in this range.
  const smtpPort = 20_000 + (process.pid % 10_000)
  const env = { DATABASE_URL: database.url, LODGE_SMTP_PORT: String(smtpPort), LODGE_OUTBOUND_ALLOW: '127.0.0.0/8' }
  let { server, url } = await scene.open({ env })
  const create = async (body: object): Promise<{ id: string }> => {
    const made = await fetch(`${url}/v1/mailboxes`, {
      method: 'POST',
      headers: { authorization: `Bearer ${scene.token()}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    expect(made.status).toBe(201)
    return (await made.json()) as { id: string } // as the status says
  }
  dovecot.deliver(
    'crash',
    Array.from({ length: FETCHED / 2 }, (_, n) => mail(`folder-${n}`)),
  )
  const smtp = await create({ name: 'SMTP', address: 'smtp@example.com' })
  const login = { host: '127.0.0.1', port: dovecot.port, tls: 'none', username: 'crash', password: 'geheim' }
  const imap = await create({ name: 'IMAP', address: 'imap@example.com', imap: login })

  let stopped = false
  const accepted: string[] = []
  let sent = 0
  const sender = async () => {
    while (!stopped) {
      const id = `smtp-${++sent}`
      // As mail servers do: again until it is taken.
      for (let taken = false; !taken && !stopped; ) {
        const given = { from: '', to: ['smtp@example.com'], raw: Buffer.from(mail(id)) }
        taken = (await sendMail(smtpPort, given).catch(() => 'closed')).startsWith('250')
        if (taken) accepted.push(id)
        else await sleep(20)
      }
    }
  }
  const senders = Array.from({ length: SENDERS }, sender)
  for (let kills = 0; kills < KILLS; kills++) {
    const goal = accepted.length + 3
    while (accepted.length < goal) await sleep(10) // that this comes about at all is part of the test
    dovecot.deliver(
      'crash',
      Array.from({ length: FETCHED / 2 / KILLS }, (_, n) => mail(`folder-late-${kills}-${n}`)),
    )
    await sleep(random() * 200)
    kill(server.child.pid, 'SIGKILL')
    await server.exited
    ;({ server, url } = await scene.open({ env }))
  }
  stopped = true
  await Promise.all(senders)

  const client = new pg.Client(database.url)
  await client.connect()
  const idsOf = async (mailbox: string): Promise<string[]> => {
    const found = await client.query<{ message_id: string }>(
      'select message_id from inbound_mail where mailbox_id = $1 order by id',
      [mailbox],
    )
    return found.rows.map((row) => row.message_id.replace('@sender.example', ''))
  }
  const wanted = Math.floor(FETCHED / 2) + KILLS * Math.floor(FETCHED / 2 / KILLS)
  // Who was killed holds the folder until its lease ends.
  while ((await idsOf(imap.id)).length < wanted) await sleep(200)
  const [bySmtp, byImap] = [await idsOf(smtp.id), await idsOf(imap.id)]
  expect(new Set(bySmtp).size).toBe(bySmtp.length)
  expect(new Set(byImap).size).toBe(byImap.length)
  expect(byImap).toHaveLength(wanted)
  expect(accepted.filter((id) => !bySmtp.includes(id))).toEqual([])
  const keys = await client.query<{ storage_key: string }>('select storage_key from inbound_mail')
  for (const { storage_key: key } of keys.rows) {
    expect(statSync(join(scene.dataDir, 'attachments', key.slice(0, 2), key)).size).toBeGreaterThan(0)
  }
  await client.end()
  say('mail kill test', { accepted: accepted.length, bySmtp: bySmtp.length, byImap: byImap.length })
}, 180_000)
