import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readMail } from '../../src/channels/mail/read/read-mail.ts'
import { mapSubject, type SubjectPattern } from '../../src/channels/mail/read/subject.ts'
import { mimeOf } from './corpus/mime.ts'
import { read, senderOf } from './corpus/read.ts'
import { tnefOf } from './corpus/tnef.ts'

const file = (type: string, name: string, content: string | Buffer, more = ''): string =>
  `Content-Type: ${type}; name="${name}"\r\nContent-Disposition: attachment; filename="${name}"\r\n${more}Content-Transfer-Encoding: base64\r\n\r\n${Buffer.from(content).toString('base64')}`

test('headers that thread a mail: ids in brackets, each once, and a date that is one', async () => {
  const mail = await read(
    mimeOf({
      text: 'x',
      headers: {
        'In-Reply-To': 'Your message of Monday <a@x> <b@x>',
        References: '<a@x>\r\n <b@x> <a@x>',
        Date: 'Tue, 05 Nov 2024 10:30:00 +0200 (IST)',
        Cc: 'Team: a@x.example, "B, C" <b@x.example>;, not an address',
      },
    }),
  )
  expect(mail).toMatchObject({
    messageId: '<m1@customer.example>',
    inReplyTo: ['<a@x>', '<b@x>'],
    references: ['<a@x>', '<b@x>'],
    date: new Date('2024-11-05T08:30:00Z'),
    cc: [{ address: 'a@x.example' }, { address: 'b@x.example', name: 'B, C' }],
    damage: [],
  })
  expect(await read(mimeOf({ text: 'x', headers: { Date: 'yesterday', 'Message-ID': '' } }))).toMatchObject({
    date: null,
    messageId: null,
  })
})

test('files go to the sink, in their order; those the html shows are inline', async () => {
  const mail = await read(
    mimeOf({
      text: 'see it',
      html: 'see <img src="cid:logo@x">',
      parts: [
        file('image/png', 'logo.png', 'png', 'Content-ID: <logo@x>\r\n'),
        file('application/pdf', '=?utf-8?B?157Xp9eR15w=?=.pdf', 'pdf'),
        `Content-Type: text/plain\r\nContent-Disposition: attachment; filename*=utf-8''%D7%9E.txt\r\n\r\nnotes`,
      ],
    }),
  )
  expect(mail.body).toMatchObject({ text: 'see it', html: 'see <img src="cid:logo@x">' })
  expect(mail.attachments).toEqual([
    { name: 'logo.png', declaredType: 'image/png', contentId: 'logo@x', inline: true, stored: Buffer.from('png') },
    { name: 'מקבל.pdf', declaredType: 'application/pdf', contentId: null, inline: false, stored: Buffer.from('pdf') },
    { name: 'מ.txt', declaredType: 'text/plain', contentId: null, inline: false, stored: Buffer.from('notes') },
  ])
})

test('texts around a file are read in their order, as one', async () => {
  const raw =
    '--m\r\nContent-Type: text/plain\r\n\r\none\r\n--m\r\nContent-Type: text/html\r\n\r\n<p>two</p>\r\n--m--\r\n'
  const mail = await read(mimeOf({ raw, headers: { 'Content-Type': 'multipart/mixed; boundary=m' } }))
  expect(mail.body).toMatchObject({ text: 'one\ntwo', html: '<div>one</div><br>\n<p>two</p>' })
})

test('winmail.dat is unpacked; one that is broken is kept', async () => {
  const bytes = tnefOf([
    { name: 'plan.txt', content: Buffer.from('the plan') },
    { name: 'b.bin', content: Buffer.from([1, 2]) },
  ])
  const names = async (content: Buffer) =>
    (await read(mimeOf({ text: 'x', parts: [file('application/ms-tnef', 'winmail.dat', content)] }))).attachments.map(
      ({ name, stored }) => [name, stored],
    )
  expect(await names(bytes)).toEqual([
    ['plan.txt', Buffer.from('the plan')],
    ['b.bin', Buffer.from([1, 2])],
  ])
  expect(await names(bytes.subarray(0, -3))).toEqual([['winmail.dat', bytes.subarray(0, -3)]])
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
      const wrong = Buffer.from(bytes)
      wrong[at] = ((wrong[at] ?? 0) + by) % 256
      expect((await names(wrong)).length).toBeGreaterThan(0)
    }),
    { numRuns: 200 },
  )
})

const INVITE = [
  'BEGIN:VCALENDAR',
  'METHOD:REQUEST',
  'BEGIN:VTIMEZONE',
  'TZID:Israel',
  'BEGIN:STANDARD',
  'DTSTART:19701025T020000',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0200',
  'END:STANDARD',
  'END:VTIMEZONE',
  'BEGIN:VEVENT',
  'UID:1',
  'SUMMARY:Walk through',
  'DTSTART;TZID=Israel:20241105T100000',
  'DTEND:20241105T090000Z',
  'LOCATION:Room 4',
  'ORGANIZER;CN=Ann Lee:mailto:ann@customer.example',
  'ATTENDEE:mailto:support@acme.example',
  'END:VEVENT',
  'END:VCALENDAR',
].join('\r\n')

test('an invitation is read, and kept as a file', async () => {
  const invited = (content: string) =>
    read(mimeOf({ text: 'come', parts: [`Content-Type: text/calendar; method=REQUEST\r\n\r\n${content}`] }))
  const mail = await invited(INVITE)
  expect(mail.calendar).toEqual({
    method: 'REQUEST',
    summary: 'Walk through',
    start: '2024-11-05T10:00:00+02:00',
    end: '2024-11-05T09:00:00Z',
    location: 'Room 4',
    organizer: { address: 'ann@customer.example', name: 'Ann Lee' },
    attendees: [{ address: 'support@acme.example', name: '' }],
  })
  expect(mail.attachments.map(({ name }) => name)).toEqual(['invite.ics'])
  expect((await invited(INVITE.replace('DTEND:20241105T090000Z', 'DTEND;VALUE=DATE:20241106'))).calendar?.end).toBe(
    '2024-11-06',
  )
  expect(await invited('BEGIN:VCALENDAR\r\nnonsense')).toMatchObject({
    calendar: null,
    attachments: [{ name: 'invite.ics' }],
  })
})

test('25 MiB pass by, whole, a little of them in memory at a time', async () => {
  const block = Buffer.from(`${'QUJD'.repeat(19)}\r\n`.repeat(800))
  const rounds = 420
  let [given, size, most] = [0, 0, 0]
  async function* bytes(): AsyncGenerator<Buffer> {
    yield Buffer.from(
      'From: a@x.example\r\nContent-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\n\r\nhi\r\n--m\r\nContent-Type: application/x; name=a\r\nContent-Transfer-Encoding: base64\r\n\r\n',
    )
    for (let i = 0; i < rounds; i++) {
      given += 800 * 57
      yield block
    }
    yield Buffer.from('\r\n--m--\r\n')
  }
  const hash = createHash('sha256')
  const mail = await readMail(Readable.from(bytes(), { objectMode: false }), async ({ content }) => {
    for await (const chunk of content) {
      hash.update(chunk)
      size += chunk.length
      most = Math.max(most, given - size)
    }
    return size
  })
  expect(mail).toMatchObject({ body: { text: 'hi' }, attachments: [{ stored: rounds * 800 * 57 }], damage: [] })
  expect(hash.digest('hex')).toBe(
    createHash('sha256')
      .update('ABC'.repeat(rounds * 800 * 19))
      .digest('hex'),
  )
  // What lies between the source and the sink, of 19 MB.
  expect(most).toBeLessThan(4 * 1024 * 1024)
})

test('a sink that stops reading, and one that fails', async () => {
  const bytes = mimeOf({ text: 'hi', parts: [file('a/b', 'a', Buffer.alloc(300_000)), file('a/b', 'b', 'second')] })
  const lazy = await readMail(Readable.from([bytes]), async ({ name, content }) => {
    for await (const chunk of content) return [name, chunk.length > 0]
    return [name, false]
  })
  expect(lazy.attachments.map(({ stored }) => stored)).toEqual([
    ['a', true],
    ['b', true],
  ])
  expect((await readMail(Readable.from([bytes]), async () => null)).attachments.length).toBe(2)
  await expect(
    readMail(Readable.from([bytes]), async () => Promise.reject(new Error('the disk is full'))),
  ).rejects.toThrow('the disk is full')
  const broken = new Readable({ read() {} })
  broken.push(bytes.subarray(0, 1000))
  setImmediate(() => broken.destroy(new Error('the connection is gone')))
  await expect(readMail(broken, async () => null)).rejects.toThrow('the connection is gone')
})

test('what is beyond reading is told, and the rest read', async () => {
  expect(await read(mimeOf({ text: 'x'.repeat(1_100_000) }))).toMatchObject({
    damage: ['body_cut'],
    subject: 'Export is stuck',
  })
  const many = mimeOf({
    raw: '--m\r\n\r\nhi\r\n'.repeat(1_500),
    headers: { 'Content-Type': 'multipart/mixed; boundary=m' },
  })
  expect(await read(many)).toMatchObject({ damage: ['too_many_parts'], from: { address: 'ann@customer.example' } })
  expect(await read(Buffer.from(`From: ann@customer.example\r\nX: ${'x'.repeat(1_200_000)}\r\n\r\nhi`))).toMatchObject({
    damage: ['header_too_long'],
    from: { address: 'ann@customer.example' },
  })
  for (const bytes of ['', '\r\n', 'hi', '\0\0\0', 'From', ':\r\n:\r\n\r\n']) {
    expect(await read(Buffer.from(bytes))).toMatchObject({ from: null, what: { kind: 'mail' } })
  }
})

test('a long text is understood in a thread, to the same', async () => {
  const story = 'A long story about the export.\n'.repeat(1_000)
  const mail = await read(
    mimeOf({ html: `<p>${story}</p><blockquote type="cite">On 5 Nov 2024, Ann wrote: hi</blockquote>` }),
  )
  expect(mail.body.text).toBe(story.trim().replaceAll('\n', ' '))
  expect(mail.body.quoted?.text).toContain('Ann wrote')
  expect(mail.damage).toEqual([])
})

test.each([
  [
    'an answer between the lines stays with them',
    'On Tue, Nov 5, 2024, Ann <a@x.example> wrote:\n> one?\nyes\n> two?\nno',
    null,
  ],
  ['an answer below a quote', '> one?\n\nyes', 'yes'],
  ['nothing but a quote', 'On Tue, Nov 5, 2024, Ann <a@x.example> wrote:\n> one?', null],
  ['a signature of its own mark', 'hi\n-- \nAnn\nCustomer Ltd', 'hi'],
  ['a name is no signature', 'hi\n\nBest regards\nAnn', 'hi\n\nBest regards\nAnn'],
  ['a line of the text that ends with a colon', 'On Monday we wrote:\nnothing', 'On Monday we wrote:\nnothing'],
  [
    'words right above an intro',
    'Order 55 is late\nOn Tue, Nov 5, 2024 at 10:00 AM Ann <a@x.example> wrote:\n> hi',
    'Order 55 is late',
  ],
  ['an intro over two lines', 'hi\n\nOn Tue, Nov 5, 2024 at 10:00 AM Ann Lee\n<ann@x.example> wrote:\n\n> hi', 'hi'],
])('%s', async (_, text, left) => {
  expect((await read(mimeOf({ subject: 'Re: x', text }))).body.text).toBe(left ?? text)
})

test.each([
  '\n',
  '> a\n',
  '>',
  'On 1:\n',
  'From: a@b.c\n',
  'a@b.c ',
  '<a@b.c>:\n',
  'Email: a@b.c\n',
  ' ',
  '-',
  'a:\n',
  '<div>',
  '<',
  '<!--',
  '<a b="',
  '<blockquote type=cite>x</blockquote>y',
  '<hr>',
  '<p>From: a@b.c</p>',
  '&#',
])('200,000 characters of %j come to an end', async (piece) => {
  const content = piece.repeat(200_000 / piece.length)
  const headers = {
    'Return-Path': '<>',
    'Content-Type': piece.startsWith('<') || piece === '&#' ? 'text/html' : 'text/plain',
  }
  const mail = await read(
    mimeOf({ from: 'Bo <bo@acme.example>', subject: 'Fwd: failure notice', raw: content, headers }),
  )
  expect(mail.damage).toEqual([])
  expect(senderOf(mail).sender).toBeTypeOf('string')
})

test("a subject says type, priority and tags by the desk's marks", () => {
  const patterns: SubjectPattern[] = [
    { mark: { bracket: 'Bug' }, type: 'Bug', tags: ['bug'] },
    { mark: { bracket: 'major' }, priority: 'high' },
    { mark: { prefix: 'Contact form' }, type: 'Question', tags: ['form', 'bug'] },
  ]
  expect(mapSubject('[Bug] [Major] Cannot log in', patterns)).toEqual({ type: 'Bug', priority: 'high', tags: ['bug'] })
  expect(mapSubject('Fwd: [BUG] contact form: hi', patterns)).toEqual({
    type: 'Bug',
    priority: null,
    tags: ['bug', 'form'],
  })
  expect(mapSubject('A [Bug] in the middle', patterns)).toEqual({ type: null, priority: null, tags: [] })
})
