/** A mail of an archive, and how far into it that is. */
export type Archived = { raw: Buffer; at: number }

const LINE_BREAK = 0x0a
const FROM = Buffer.from('From ')
/** No line of a mail is as long (RFC 5322: 998); of what is, the rest is no line's beginning. */
const LINE_MAX = 1024 * 1024

/**
 * The mails of an mbox (RFC 4155): each begins with a line `From …` that the file itself or an empty line comes before. Of
 * lines that were quoted, `>From `, one `>` is taken away (the variant mboxrd); all else is byte for byte. Holds one mail,
 * and of one that is larger than `maxBytes` just so much that it is seen to be. A source may begin where any mail does.
 */
export async function* readMbox(
  source: AsyncIterable<Buffer>,
  maxBytes = Number.POSITIVE_INFINITY,
): AsyncGenerator<Archived> {
  let rest: Buffer = Buffer.alloc(0)
  let lines: Buffer[] | undefined
  let held = 0
  let afterEmpty = true
  let isWithin = false // a line whose beginning was taken already
  let at = 0
  const whole = (mail: Buffer[]): Buffer => {
    // The empty line before the next mail is the file's, not the mail's.
    const last = mail.at(-1)
    return Buffer.concat(held <= maxBytes && last !== undefined && isEmpty(last) ? mail.slice(0, -1) : mail)
  }
  const hold = (line: Buffer) => {
    if (held <= maxBytes) lines?.push(line)
    held += line.length
  }
  for await (const piece of endingInBreak(source)) {
    rest = rest.length === 0 ? piece : Buffer.concat([rest, piece])
    let from = 0
    for (let end = rest.indexOf(LINE_BREAK); end !== -1; end = rest.indexOf(LINE_BREAK, from)) {
      const line = rest.subarray(from, end + 1)
      if (afterEmpty && !isWithin && line.subarray(0, 5).equals(FROM)) {
        if (lines) yield { raw: whole(lines), at }
        lines = []
        held = 0
      } else hold(!isWithin && isQuotedFrom(line) ? line.subarray(1) : line)
      afterEmpty = !isWithin && isEmpty(line)
      isWithin = false
      at += line.length
      from = end + 1
    }
    rest = Buffer.from(rest.subarray(from)) // its own memory, so that the piece can go
    if (rest.length > LINE_MAX) {
      hold(rest)
      at += rest.length
      rest = Buffer.alloc(0)
      isWithin = true
    }
  }
  if (lines) yield { raw: whole(lines), at }
}

/** A file may end without a line break. */
async function* endingInBreak(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let last: number | undefined
  for await (const piece of source) {
    last = piece.at(-1) ?? last
    yield piece
  }
  if (last !== undefined && last !== LINE_BREAK) yield Buffer.of(LINE_BREAK)
}

const isEmpty = (line: Buffer): boolean => line.length === 1 || (line.length === 2 && line[0] === 0x0d)
const isQuotedFrom = (line: Buffer): boolean =>
  line[0] === 0x3e && /^>+From /.test(line.subarray(0, 100).toString('latin1'))
