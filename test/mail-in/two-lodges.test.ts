import { expect, test } from 'vitest'
import type { ReceivedMail } from '../mail/mail-server.ts'
import { until } from '../support/feed.ts'
import { type DeskMail, SUPPORT, useDeskMail } from './desk-mail.ts'
import { sendMail } from './smtp-client.ts'
import { useSmtpDoor } from './smtp-door.ts'

const here = useDeskMail()
const THERE = 'support@there.example'
const there = useDeskMail(THERE)
const openDoor = useSmtpDoor()

/** Headers by which a Lodge says that it is one, that a program wrote, and where answers are to go. */
const MARKS =
  /^(x-lodge-loop|auto-submitted|precedence|x-auto-response-suppress|list-[a-z-]+|reply-to|references|in-reply-to):/i

const withoutMarks = (raw: string): string => {
  const end = raw.indexOf('\r\n\r\n')
  const fields = raw.slice(0, end).split(/\r\n(?![ \t])/)
  const kept = fields.filter((field) => !MARKS.test(field) && !/^subject:/i.test(field))
  // Nor a subject that says what it is.
  return [...kept, 'Subject: Hello'].join('\r\n') + raw.slice(end)
}

/** Two Lodges that send to each other by servers in between, which pass mails on as they are, or without their marks. */
const connect = async (change: (raw: string) => string) => {
  const passed: ReceivedMail[] = []
  const passOn = async (from: DeskMail, to: DeskMail) => {
    const port = await openDoor(to.lodge.lodge)
    const server = await from.server({
      mail: async (mail) => {
        passed.push(mail)
        await sendMail(port, { from: mail.from, to: mail.to, raw: Buffer.from(change(mail.raw)) })
        return undefined
      },
    })
    await from.start(server)
  }
  await passOn(here, there)
  await passOn(there, here)
  return passed
}

/** Waits until nothing is under way on either side any more. */
const settled = async (passed: ReceivedMail[]) => {
  for (let before = -1; before !== passed.length; ) {
    before = passed.length
    for (const side of [here, there]) {
      await until(async () => {
        const waiting = await side.lodge.store.pool.query<{ count: number }>(
          `select (select count(*) from inbound_mail where state = 'stored')::integer
             + (select count(*) from delivery where state in ('pending', 'sending'))::integer as count`,
        )
        return waiting.rows[0]?.count === 0
      })
      await side.planned()
    }
  }
}

test('two Lodges that acknowledge each other stop at once, by the marks', async () => {
  const passed = await connect((raw) => raw)
  await here.post('/v1/tickets', { requester: { email: THERE }, subject: 'Hello', notify: { requester: true } })
  await until(async () => passed.length > 0)
  await settled(passed)
  expect(passed.map(({ from }) => from)).toEqual([SUPPORT])
  expect((await there.decided()).map(({ state, cause }) => `${state} ${cause}`)).toEqual(['noted auto_reply'])
})

test('without any mark, and with every domain vouched for, they stop within five mails', async () => {
  const passed = await connect(withoutMarks)
  await here.post('/v1/tickets', { requester: { email: THERE }, subject: 'Hello', notify: { requester: true } })
  await until(async () => passed.length > 1)
  await settled(passed)
  expect(passed.length).toBeGreaterThan(1)
  expect(passed.length).toBeLessThanOrEqual(5)
})
