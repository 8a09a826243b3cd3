import fc from 'fast-check'

/** A change to a mail's bytes that changes nothing of what it says. */
type Mutation = (mail: Buffer) => Buffer

/** Of the headers, one character a byte. */
const inHeaders =
  (change: (headers: string) => string): Mutation =>
  (mail) => {
    const end = mail.indexOf('\r\n\r\n')
    return Buffer.concat([Buffer.from(change(mail.subarray(0, end).toString('latin1')), 'latin1'), mail.subarray(end)])
  }

const lines = (headers: string): string[] => headers.split(/\r\n(?![ \t])/)

/** Those whose value is words, and may be folded at any of its spaces. */
const foldEvery = (most: number): Mutation =>
  inHeaders((headers) =>
    lines(headers)
      .map((line) =>
        line.length > most && !/^content-/i.test(line)
          ? line.replace(/ (?=\S)/g, (_, at: number) => (at > 12 ? '\r\n ' : ' '))
          : line,
      )
      .join('\r\n'),
  )

const cased = (change: (name: string) => string): Mutation =>
  inHeaders((headers) =>
    lines(headers)
      .map((line) => line.replace(/^[^:]+/, change))
      .join('\r\n'),
  )

const reversed = inHeaders((headers) => lines(headers).toReversed().join('\r\n'))

const withLf: Mutation = (mail) => Buffer.from(mail.toString('latin1').replaceAll('\r\n', '\n'), 'latin1')

/** Where the mail has parts: under another boundary, words before them, none after. */
const bounded =
  (boundary: string): Mutation =>
  (mail) =>
    Buffer.from(
      mail
        .toString('latin1')
        .replaceAll(/boundary="?(?:alt)"?/g, `boundary="${boundary}"`)
        .replaceAll('\r\n--alt', `\r\n--${boundary}`),
      'latin1',
    )

const received: Mutation = (mail) =>
  Buffer.concat([
    Buffer.from(
      'Received: from a.example by b.example;\r\n\tTue, 5 Nov 2024 10:00:00 +0000\r\nX-Spam-Status: No, score=0.0\r\n',
    ),
    mail,
  ])

const listFooter: Mutation = (mail) => Buffer.concat([mail, Buffer.from('\r\n')])

export const mutations: fc.Arbitrary<Mutation> = fc
  .tuple(
    fc.option(fc.integer({ min: 10, max: 70 }).map(foldEvery)),
    fc.option(
      fc.constantFrom(
        cased((name) => name.toLowerCase()),
        cased((name) => name.toUpperCase()),
      ),
    ),
    fc.option(fc.constant(reversed)),
    fc.option(fc.constant(received)),
    fc.option(fc.constant(listFooter)),
    fc.option(fc.stringMatching(/^[A-Za-z0-9'()+_,./:=?-]{1,60}$/).map(bounded)),
    fc.option(fc.constant(withLf)),
  )
  .map((some) => (mail) => some.reduce((bytes, mutate) => (mutate ? mutate(bytes) : bytes), mail))
