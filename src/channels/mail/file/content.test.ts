import { expect, test } from 'vitest'
import { contentOf } from './content.ts'

type Mail = Parameters<typeof contentOf>[0]
const written = (text: string, html: string | null = null) => ({ text, html })

const mail = (body: Partial<Mail['body']>, more: Partial<Mail> = {}): Mail => ({
  subject: 'Printer',
  calendar: null,
  body: { text: '', html: null, quoted: null, signature: null, whole: written(''), ...body },
  ...more,
})
const plain = { forwarded: null, rule: 'from' } as const
const noUrl = () => undefined

test.each([
  ['Printer', 'Printer'],
  ['Re: Printer', 'Printer'],
  ['RE: FW: Fwd: AW: Printer', 'Printer'],
  ['Re[2]: Printer', 'Printer'],
  ['תשובה: מדפסת', 'מדפסת'],
  ['回复：打印机', '打印机'],
  ['  two\r\n lines ', 'two lines'],
  ['Re:', '(no subject)'],
  ['', '(no subject)'],
  ['Reporting: broken', 'Reporting: broken'],
  ['x'.repeat(2_000), 'x'.repeat(1_000)],
])('the subject %j is %j', (subject, wanted) => {
  expect(contentOf(mail({ text: 'a' }, { subject }), plain, noUrl).subject).toBe(wanted)
})

test('html is taken where there is any, its inline images at the addresses of their files', () => {
  const html = '<p>See</p><img src="cid:logo%40x"><IMG SRC=cid:other><img src=\'cid:gone\'>'
  const urls: Record<string, string> = { 'logo@x': '/v1/attachments/1', other: '/v1/attachments/2' }
  const content = contentOf(mail(written('See', html)), plain, (id) => urls[id])
  expect(content.body).toEqual({
    format: 'html',
    source: `<p>See</p><img src="/v1/attachments/1"><IMG SRC=/v1/attachments/2><img src='cid:gone'>`,
  })
})

test('a mail of nothing but a quote is shown whole', () => {
  const quoted = written('> before')
  expect(contentOf(mail({ text: ' ', quoted, whole: quoted }), plain, noUrl)).toMatchObject({
    body: { format: 'text', source: '> before' },
    quoted: null,
  })
})

test('of a forward, what was forwarded is the message', () => {
  const forwarded = { subject: 'Fwd: Help', note: 'please look', text: 'It broke', html: null }
  expect(contentOf(mail(written('please look')), { forwarded, rule: 'agent_forward' }, noUrl)).toMatchObject({
    subject: 'Help',
    body: { format: 'text', source: 'It broke' },
  })
})

test('html past all measure is read as text, and says so', () => {
  const content = contentOf(mail(written('short', '<p>'.repeat(300_000))), plain, noUrl)
  expect(content).toMatchObject({ body: { format: 'text', source: 'short' }, cut: true })
})

test('an invitation without words says what it is to', () => {
  const calendar = {
    method: 'REQUEST',
    summary: 'Review',
    start: '2026-05-01T10:00:00Z',
    end: '2026-05-01T11:00:00Z',
    location: 'Room 1',
    organizer: { address: 'ann@example.com', name: 'Ann' },
    attendees: [],
  }
  const content = contentOf(mail({}, { calendar }), plain, noUrl)
  expect(content.body.source).toBe('Review\n2026-05-01T10:00:00Z – 2026-05-01T11:00:00Z\nRoom 1\nann@example.com')
  expect(content.calendar).toEqual({
    method: 'REQUEST',
    summary: 'Review',
    start: '2026-05-01T10:00:00Z',
    end: '2026-05-01T11:00:00Z',
    location: 'Room 1',
    organizer: 'ann@example.com',
  })
})
