import { expect, test } from 'vitest'
import type { ReceivedMail, TestMailServer } from '../mail/mail-server.ts'
import { until } from '../support/feed.ts'
import { SUPPORT, useDeskMail, type Written, write } from './desk-mail.ts'
import { sendMail } from './smtp-client.ts'
import { useSmtpDoor } from './smtp-door.ts'

const mail = useDeskMail()
const openDoor = useSmtpDoor()

type Got = ReceivedMail['parsed']
type Client = (said: string, got: Got) => Pick<Written, 'headers' | 'text' | 'mime' | 'subject'>

const lines = (got: Got): string[] => (got.text ?? '').trim().split('\n')
const quoted = (got: Got): string =>
  lines(got)
    .map((line) => `> ${line}`)
    .join('\n')
/** What a program puts into its own html. */
const inner = (got: Got): string => /<body[^>]*>(.*)<\/body>/s.exec(got.html || '')?.[1] ?? ''
const references = (got: Got) => ({
  'In-Reply-To': got.messageId ?? '',
  References: [...[got.references ?? []].flat(), got.messageId].join('\r\n '),
})

/** How four programs answer: what they quote, and what they keep of the thread. */
const CLIENTS: Record<string, Client> = {
  gmail: (said, got) => ({
    headers: references(got),
    mime: {
      type: 'multipart/alternative; boundary=g',
      body: `--g
Content-Type: text/plain; charset="UTF-8"

${said}

On Fri, May 1, 2026 at 10:00 AM Test desk <${SUPPORT}> wrote:

${quoted(got)}
--g
Content-Type: text/html; charset="UTF-8"

<div dir="ltr">${said}</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">On Fri, May 1, 2026 at 10:00 AM Test desk &lt;<a href="mailto:${SUPPORT}">${SUPPORT}</a>&gt; wrote:<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex">${inner(got)}</blockquote></div>
--g--`,
    },
  }),
  outlook: (said, got) => ({
    headers: { 'In-Reply-To': got.messageId ?? '', 'Thread-Topic': got.subject ?? '', 'X-MS-Has-Attach': '' },
    subject: `RE: ${got.subject}`,
    text: `${said}

________________________________
From: Test desk <${SUPPORT}>
Sent: Friday, May 1, 2026 10:00 AM
To: Customer
Subject: ${got.subject}

${lines(got).join('\n')}`,
  }),
  // It has been seen to write References anew.
  apple: (said, got) => ({
    headers: { References: got.messageId ?? '', 'X-Mailer': 'Apple Mail (2.3774.600.62)' },
    text: `${said}

> On 1 May 2026, at 10:00, Test desk <${SUPPORT}> wrote:
> 
${quoted(got)}`,
  }),
  thunderbird: (said, got) => ({
    headers: { ...references(got), 'User-Agent': 'Mozilla Thunderbird' },
    text: `On 5/1/26 10:00, Test desk wrote:
${quoted(got)}

${said}`,
  }),
}

const ROUNDS = 5

const latest = (server: TestMailServer, to: string, text: string): ReceivedMail | undefined =>
  server.received.find((one) => one.to[0] === to && one.parsed.text?.includes(text))

test('five rounds over SMTP with four programs: a ticket each, the right authors, one thread', async () => {
  const port = await openDoor(mail.lodge.lodge)
  const server = await mail.server()
  await mail.start(server)
  const names = Object.keys(CLIENTS)
  const addressOf = (name: string) => `${name}@customers.example`
  for (const name of names) {
    const { raw } = write({ from: `${name} <${addressOf(name)}>`, subject: `About ${name}`, text: `${name} asks` })
    expect(await sendMail(port, { from: addressOf(name), to: [SUPPORT], raw })).toMatch(/^250/)
    await mail.decided()
  }
  for (let round = 1; round <= ROUNDS; round++) {
    for (const [place, name] of names.entries()) {
      await mail.post(`/v1/tickets/${place + 1}/messages`, { body: `agent to ${name}, round ${round}.` })
    }
    for (const name of names) {
      const asked = `agent to ${name}, round ${round}.`
      await until(async () => latest(server, addressOf(name), asked) !== undefined)
      const got = latest(server, addressOf(name), asked)?.parsed
      const client = CLIENTS[name]
      if (!got || !client) throw new Error('nothing came')
      const to = got.replyTo?.value[0]?.address ?? ''
      const { raw } = write({
        from: `${name} <${addressOf(name)}>`,
        to,
        subject: `Re: ${got.subject}`,
        ...client(`${name} says ${round}.`, got),
      })
      expect(await sendMail(port, { from: addressOf(name), to: [to], raw })).toMatch(/^250/)
    }
    await mail.decided()
  }
  expect((await mail.get('/v1/tickets')).json.data).toHaveLength(names.length)
  for (const [place, name] of names.entries()) {
    const { messages, requester, message_count } = await mail.ticket(place + 1)
    expect([requester.email, message_count]).toEqual([addressOf(name), 1 + 2 * ROUNDS])
    const said = messages.map(({ author, text }: { author: { kind: string }; text: string }) => [
      author.kind,
      text.trim(),
    ])
    const wanted = Array.from({ length: ROUNDS }, (_, n) => [
      ['agent', `agent to ${name}, round ${n + 1}.`],
      ['contact', `${name} says ${n + 1}.`],
    ])
    expect(said).toEqual([['contact', `${name} asks`], ...wanted.flat()])
    // Each of our answers is one to their last mail, and names all that came before.
    const theirs = messages.flatMap(({ email }: { email?: { message_id: string } }) => email?.message_id ?? [])
    for (let round = 1; round <= ROUNDS; round++) {
      const sent = latest(server, addressOf(name), `agent to ${name}, round ${round}.`)?.parsed
      expect(sent?.inReplyTo).toBe(theirs[round - 1])
      const named = [sent?.references ?? []].flat()
      for (const id of theirs.slice(Math.max(0, round - 4), round)) expect(named).toContain(id)
    }
  }
})
