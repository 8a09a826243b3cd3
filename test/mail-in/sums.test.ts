import fc from 'fast-check'
import { expect, test } from 'vitest'
import { until } from '../support/feed.ts'
import { fails, SUPPORT, useDeskMail, type Written, write } from './desk-mail.ts'
import { sumsAgree } from './mailbox.ts'

const mail = useDeskMail()
const MAILS = 240

const headers: Record<string, string>[] = [
  {},
  { 'Auto-Submitted': 'auto-replied' },
  { 'Auto-Submitted': 'auto-generated' },
  { 'X-Spam-Flag': 'YES' },
  { Precedence: 'bulk' },
  { 'In-Reply-To': '<1@clients.example>' },
  { References: '<2@clients.example> <3@clients.example>' },
  { 'Reply-To': 'Dana <dana@example.com>' },
  { 'Content-Transfer-Encoding': 'base64' },
  { 'X-Lodge-Loop': '17' },
]

const written: fc.Arbitrary<Written> = fc.record({
  from: fc.constantFrom(
    'Ann <ann@example.com>',
    'bob@example.com',
    'noreply@shop.example',
    SUPPORT,
    '',
    'nobody',
    '<>',
  ),
  id: fc.constantFrom('<1@clients.example>', '<2@clients.example>', '<3@clients.example>', null),
  subject: fc.oneof(fc.constantFrom('Printer', 'Out of office', 'Undeliverable'), fc.string({ unit: 'grapheme' })),
  headers: fc.constantFrom(...headers),
  text: fc.oneof(fc.lorem(), fc.string({ unit: 'binary' })),
  mime: fc.option(
    fc.record({
      type: fc.constantFrom(
        'text/html',
        'multipart/mixed; boundary=b',
        'multipart/report; report-type=delivery-status; boundary=b',
        'message/rfc822',
        'text/calendar',
        'application/octet-stream',
        'text/plain; charset=nonsense',
      ),
      body: fc.oneof(
        fc.constantFrom('<p>a', '--b\r\nContent-Type: text/plain\r\n\r\na\r\n--b--', '--b\r\n--b\r\n--b', ''),
        fc.string({ unit: 'binary' }),
      ),
    }),
    { nil: undefined },
  ),
})

test(`whatever ${MAILS} mails are, each is filed, joined, noted or kept back, and the sums say so`, async () => {
  const given = fc.sample(
    fc.oneof(
      { weight: 9, arbitrary: written.map((one) => write(one).raw) },
      { weight: 1, arbitrary: fc.uint8Array({ maxLength: 500 }).map((bytes) => Buffer.from(bytes)) },
    ),
    MAILS,
  )
  const verdicts = [{ verdict: fails }, { verdict: null }, {}, {}]
  for (let n = 0; n < MAILS; n += 12) {
    await Promise.all(given.slice(n, n + 12).map((raw, place) => mail.arrive(raw, verdicts[place % 4])))
  }
  // Chance may give no answer to any mail.
  const first = {
    from: 'Ann <ann@example.com>',
    id: '<first@clients.example>',
    subject: 'Printer',
    text: 'It is broken.',
  }
  const answer = { ...first, id: '<answer@clients.example>', headers: { 'In-Reply-To': first.id } }
  for (const one of [{ ...first, headers: {} }, answer]) await mail.arrive(write(one).raw)
  const statusOf = async () => (await mail.get(`/v1/mailboxes/${mail.mailbox()}`)).json.status
  await until(async () => (await statusOf()).waiting === 0)
  const status = await statusOf()
  expect(sumsAgree(status)).toBe(true)
  expect(status.stored + status.repeats).toBe(MAILS + 2)
  for (const state of ['filed', 'joined', 'noted', 'quarantined'])
    expect([state, status[state]]).not.toEqual([state, 0])
  const rows = await mail.lodge.store.pool.query<{ state: string; cause: string | null; is_whole: boolean }>(
    `select i.state, i.cause, (i.state in ('filed', 'joined')) = exists (
       select from message_mail x join message m on m.desk_id = x.desk_id and m.ticket_id = x.ticket_id and m.id = x.message_id
       where x.desk_id = i.desk_id and x.inbound_mail_id = i.id
     ) as is_whole
     from inbound_mail i where i.desk_id = $1`,
    [mail.desk().id],
  )
  expect(rows.rows.filter(({ is_whole }) => !is_whole)).toEqual([])
  // None of them was too much for us.
  expect(rows.rows.filter(({ cause }) => cause === 'failed' || cause === 'unreadable')).toEqual([])
  expect((await mail.get('/v1/tickets?limit=100')).status).toBe(200)
})
