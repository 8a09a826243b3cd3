import { expect, test } from 'vitest'
import { until } from '../support/feed.ts'
import { useMail } from './support.ts'

const mail = useMail()

const TICKETS = 200
const RECIPIENTS = 50

test('a queue of 10,000 recipients drains: each gets the mail once, none is lost', { timeout: 600_000 }, async () => {
  const server = await mail.server({ unread: true })
  const participants = Array.from({ length: RECIPIENTS - 1 }, (_, n) => ({ role: 'bcc', email: `bcc${n}@example.com` }))
  const tickets: string[] = []
  for (let n = 0; n < TICKETS; n++) {
    const body = {
      requester: { email: `ann${n}@example.com` },
      subject: `Help ${n}`,
      participants,
      notify: { requester: false, team: false },
    }
    tickets.push((await mail.post('/v1/tickets', body)).json.id)
  }
  for (const id of tickets) await mail.post(`/v1/tickets/${id}/messages`, { body: 'Hello to all' })
  await mail.start(server)
  // Counted here first: the database would count thousands of rows again and again, while it is to send them.
  await until(async () => server.received.length >= TICKETS * RECIPIENTS)
  await until(async () => {
    const left = await mail.lodge.store.pool.query<{ sent: number }>(
      `select count(*)::integer as sent from delivery where desk_id = $1 and state = 'sent'`,
      [mail.desk().id],
    )
    return left.rows[0]?.sent === TICKETS * RECIPIENTS
  })
  expect(server.received).toHaveLength(TICKETS * RECIPIENTS)
  const ids = server.received.map(({ raw }) => /^Message-ID:\s*(<[^>]*>)/im.exec(raw)?.[1])
  const copies = new Set(server.received.map(({ to }, n) => `${to[0]} ${ids[n]}`))
  expect(copies.size).toBe(TICKETS * RECIPIENTS)
  expect([new Set(ids).size, ids.includes(undefined)]).toEqual([TICKETS, false])
  // Connections are kept: far fewer than mails.
  expect(server.connections()).toBeLessThan(1_000)
})
