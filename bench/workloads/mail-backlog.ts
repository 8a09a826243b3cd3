import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { startDovecot } from '../../test/mail-in/dovecot.ts'
import { ask } from '../ask.ts'
import type { Bench } from '../bench.ts'
import { startLodge } from '../lodge.ts'
import type { Row } from '../row.ts'
import { watchMemory } from '../usage.ts'

const ADDRESS = 'support@acme.example'
const BYTES = 5_000
/** So many customers wrote them. */
const CUSTOMERS = 5_000
const WAIT_MS = 15 * 60_000
/** Of Debian's package dovecot-imapd. */
const DOVECOT = '/usr/sbin/dovecot'

const workload = 'mail-backlog'

/** A folder's past, read over IMAP at the first connection, from a real Dovecot to filed tickets. */
export const mailBacklogWorkload = async (bench: Bench): Promise<void> => {
  const count = bench.options.quick ? 1_000 : 50_000
  if (!existsSync(DOVECOT)) {
    bench.say(`${workload}: left out, there is no ${DOVECOT}`)
    return
  }
  bench.say(`${workload}: ${count.toLocaleString('en-US')} mails of 5 KB in a folder`)
  const dovecot = await startDovecot()
  try {
    dovecot.deliver('support', writtenBefore(count))
    bench.rows.push(...(await measure(bench, dovecot.port, count)))
  } finally {
    await dovecot.stop()
  }
}

function* writtenBefore(count: number): Generator<string> {
  const body = `${'It does not print, whatever we do. '.repeat(2)}\n`
  const filler = body.repeat(Math.ceil(BYTES / body.length)).slice(0, BYTES)
  for (let n = 0; n < count; n++) {
    const head = `From: Customer <customer${n % CUSTOMERS}@example.com>\nTo: ${ADDRESS}\nMessage-ID: <${n}@example.com>`
    yield `Received: from mx by dovecot id ${n}\n${head}\nSubject: Printer ${n}\n\n${n}: ${filler}\n`
  }
}

type Status = { stored: number; waiting: number; filed: number; backlog: { total: number; left: number } | null }

const measure = async (bench: Bench, port: number, count: number): Promise<Row[]> => {
  const lodge = await startLodge(bench.scratch, workload, { LODGE_OUTBOUND_ALLOW: '127.0.0.0/8' })
  await ask(lodge, 'PUT', '/v1/mail/intake', { sender_hourly: 100_000 })
  const imap = { host: '127.0.0.1', port, tls: 'none', username: 'support', password: 'geheim' }
  const { id } = await ask<{ id: string }>(lodge, 'POST', '/v1/mailboxes', { name: 'Support', address: ADDRESS, imap })
  const memory = watchMemory([lodge.pid])
  const began = performance.now()
  const left: number[] = []
  let fetchedMs = 0
  for (;;) {
    const { status } = await ask<{ status: Status }>(lodge, 'GET', `/v1/mailboxes/${id}`)
    const ms = performance.now() - began
    if (status.backlog?.total === count) left.push(status.backlog.left)
    if (fetchedMs === 0 && status.stored >= count) fetchedMs = ms
    if (fetchedMs > 0 && status.waiting === 0) break
    if (ms > WAIT_MS) throw new Error(`after ${Math.round(ms / 1_000)} s: ${JSON.stringify(status)}`)
    await sleep(250)
  }
  const filedMs = performance.now() - began
  const { grown, peak } = memory.stop()
  const client = await lodge.connect()
  const found = await client.query<{ mails: number; tickets: number; rows: number }>(
    `select count(*)::integer as rows, count(distinct message_id)::integer as mails,
       count(distinct ticket_id) filter (where state = 'filed')::integer as tickets
     from inbound_mail`,
  )
  await client.end()
  await lodge.stop()
  const { rows = 0, mails = 0, tickets = 0 } = found.rows[0] ?? {}
  const isInOrder = left.every((one, at) => one <= (left[at - 1] ?? count))
  return [
    { workload, measure: 'fetched and kept', value: (count / fetchedMs) * 1_000, unit: '/s' },
    { workload, measure: 'from the folder to filed ticket', value: (count / filedMs) * 1_000, unit: '/s' },
    {
      workload,
      measure: 'there once each',
      value: rows === mails ? tickets : 0,
      unit: 'mails',
      target: { is: '>=', limit: count },
      note: `${rows} rows of ${mails} Message-IDs, ${tickets} tickets`,
    },
    {
      workload,
      measure: 'steps of progress seen, never back',
      value: isInOrder ? new Set(left).size : 0,
      unit: '',
      target: { is: '>=', limit: 2 },
    },
    {
      workload,
      measure: `memory grown over ${count.toLocaleString('en-US')} mails`,
      value: grown,
      unit: 'MB',
      target: { is: '<=', limit: 64 },
      note: `PSS of the server, at most ${Math.round(peak)}`,
    },
  ]
}
