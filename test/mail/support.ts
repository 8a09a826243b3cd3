import { afterEach, beforeEach } from 'vitest'
import type { Channel } from '../../src/channels/channel.ts'
import { openMail } from '../../src/channels/mail/channel.ts'
import type { MailOperator } from '../../src/channels/mail/operator.ts'
import { type Outbound, openOutbound } from '../../src/channels/outbound.ts'
import { startJobs } from '../../src/jobs/start.ts'
import { until } from '../support/feed.ts'
import { MAIL_OPERATOR, type TestDesk, type TestLodge, useLodge } from '../support/lodge.ts'
import { type MailServerOptions, openMailServer, type TestMailServer } from './mail-server.ts'

type More = {
  operator?: Partial<MailOperator>
  timeoutMs?: number
  /** What sends beside mail. */
  channels?: ((outbound: Outbound) => Channel)[]
}

/** A desk, and what sends its mail: as the server of `npm start` does, with what a test sets. */
export type MailScene = {
  lodge: TestLodge
  desk: () => TestDesk
  /** A mail server of the test's own. */
  server: (options?: MailServerOptions) => Promise<TestMailServer>
  /** Starts sending by a server of the operator's; without one, mail is caught. */
  start: (server?: TestMailServer, more?: More) => Promise<void>
  /** Ends sending, as a stop of the process does. */
  stop: () => Promise<void>
  post: (path: string, body?: unknown) => Promise<Awaited<ReturnType<TestLodge['call']>>>
  get: (path: string) => Promise<Awaited<ReturnType<TestLodge['call']>>>
  /** The desk's mails, the newest first, once there are so many of the kind that have come to an end. */
  mails: (kind: string, count: number) => Promise<OutboxEntry[]>
  /** What is due later is due now. */
  fastForward: () => Promise<void>
  /** Waits until every event of before has been planned for. */
  planned: () => Promise<void>
}

// biome-ignore lint/suspicious/noExplicitAny: the shape is what each test asserts
export type OutboxEntry = any

export const useMail = (): MailScene => {
  const lodge = useLodge()
  let desk: TestDesk
  const open: (() => Promise<unknown> | unknown)[] = []
  beforeEach(async () => {
    desk = await lodge.desk()
  })
  const stop = async () => {
    for (const close of open.splice(0).reverse()) await close()
  }
  afterEach(async () => {
    await stop()
    // The next test's server is not for this one's.
    await lodge.store.pool.query(`delete from delivery where state <> 'sent' and desk_id = $1`, [desk.id])
    for (const close of servers.splice(0)) await close()
  })
  const servers: (() => Promise<unknown>)[] = []
  const list = async (kind: string) =>
    (await lodge.call(desk.token, 'GET', `/v1/outbox?limit=100&kind=${kind}`)).json.data
  return {
    lodge,
    desk: () => desk,
    server: async (options) => {
      const server = await openMailServer(options)
      servers.push(server.close)
      return server
    },
    start: async (server, { operator, timeoutMs, channels = [] } = {}) => {
      const outbound = openOutbound({ allow: ['127.0.0.0/8'] })
      open.push(outbound.close)
      const mail = openMail({
        operator: { ...MAIL_OPERATOR, server: server?.server ?? null, ...operator },
        outbound,
        ...(timeoutMs === undefined ? {} : { timeoutMs }),
      })
      open.push(mail.close)
      open.push((await startJobs(lodge.lodge, [mail.channel, ...channels.map((open) => open(outbound))])).stop)
    },
    stop,
    post: async (path, body) => {
      const answer = await lodge.call(desk.token, 'POST', path, body)
      if (answer.status >= 300) throw new Error(answer.text)
      return answer
    },
    get: (path) => lodge.call(desk.token, 'GET', path),
    mails: async (kind, count) => {
      let found: OutboxEntry[] = []
      await until(async () => {
        found = await list(kind)
        return found.filter(({ state }) => ['sent', 'caught', 'failed'].includes(state)).length >= count
      })
      return found
    },
    fastForward: async () => {
      await lodge.store.pool.query(
        `update delivery set due_at = now() - interval '1 second' where state = 'pending' and desk_id = $1`,
        [desk.id],
      )
    },
    planned: async () => {
      const last = await lodge.store.pool.query<{ xid: string; id: string }>(
        'select e.xid::text, e.id::text from event e order by e.xid desc, e.id desc limit 1',
      )
      await until(async () => {
        const at = await lodge.store.pool.query<{ done: boolean }>(
          `select (xid, id) >= ($1::xid8, $2::bigint) as done from follower_cursor where name = 'deliveries'`,
          [last.rows[0]?.xid, last.rows[0]?.id],
        )
        return at.rows[0]?.done ?? false
      })
    },
  }
}
