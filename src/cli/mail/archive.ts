import { createReadStream } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { OperatorError } from '../../store/errors.ts'

/** A mail of an archive, and how far into it that is. */
export type Archived = { raw: Buffer; at: number }

/** An archive of mails: how much there is of it (`unit`), and its mails in their order. */
export type Archive = { total: number; unit: 'bytes' | 'mails'; mails: () => AsyncGenerator<Archived> }

/** Opens an mbox file or a Maildir. Throws an OperatorError where it is neither. */
export const openArchive = async (path: string): Promise<Archive> => {
  const found = await stat(path).catch(() => undefined)
  if (!found) throw new OperatorError(`There is no file or folder ${path}.`)
  if (found.isDirectory()) return openMaildir(path)
  return { total: found.size, unit: 'bytes', mails: () => readMbox(createReadStream(path)) }
}

/** https://cr.yp.to/proto/maildir.html: `tmp` holds what is still being delivered. */
const openMaildir = async (path: string): Promise<Archive> => {
  const folders = ['cur', 'new'].map(async (folder) => {
    const names = await readdir(join(path, folder)).catch(() => [])
    return names.filter((name) => !name.startsWith('.')).map((name) => join(path, folder, name))
  })
  const files = (await Promise.all(folders)).flat().toSorted()
  if (files.length === 0)
    throw new OperatorError(`${path} is no Maildir with mails in it: there is nothing in cur or new.`)
  return {
    total: files.length,
    unit: 'mails',
    mails: async function* () {
      for (const [index, file] of files.entries()) {
        // Its reader may move it on in the meantime.
        const raw = await readFile(file).catch(() => undefined)
        if (raw) yield { raw, at: index + 1 }
      }
    },
  }
}

const LINE_BREAK = 0x0a
const FROM = Buffer.from('From ')

/**
 * The mails of an mbox (RFC 4155): each begins with a line `From …` that the file itself or an empty line comes before. Of
 * lines that were quoted, `>From `, one `>` is taken away (the variant mboxrd); all else is byte for byte. Holds one mail.
 */
export async function* readMbox(source: AsyncIterable<Buffer>): AsyncGenerator<Archived> {
  let rest: Buffer = Buffer.alloc(0)
  let lines: Buffer[] | undefined
  let afterEmpty = true
  let at = 0
  const whole = (mail: Buffer[]): Buffer => {
    // The empty line before the next mail is the file's, not the mail's.
    const last = mail.at(-1)
    return Buffer.concat(last !== undefined && isEmpty(last) ? mail.slice(0, -1) : mail)
  }
  for await (const piece of endingInBreak(source)) {
    rest = rest.length === 0 ? piece : Buffer.concat([rest, piece])
    let from = 0
    for (let end = rest.indexOf(LINE_BREAK); end !== -1; end = rest.indexOf(LINE_BREAK, from)) {
      const line = rest.subarray(from, end + 1)
      if (afterEmpty && line.subarray(0, 5).equals(FROM)) {
        if (lines) yield { raw: whole(lines), at }
        lines = []
      } else lines?.push(isQuotedFrom(line) ? line.subarray(1) : line)
      afterEmpty = isEmpty(line)
      at += line.length
      from = end + 1
    }
    rest = Buffer.from(rest.subarray(from)) // its own memory, so that the piece can go
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
