import { Readable } from 'node:stream'
import { readBody } from './body/body.ts'
import { parseAddresses } from './bytes/addresses.ts'
import { decodeHeader, type RawHeader, splitHeaders } from './bytes/headers.ts'
import { readCalendar } from './calendar.ts'
import { automaticMark } from './kind/automatic.ts'
import { first, type Headers } from './kind/header.ts'
import { kindOfMail } from './kind/kind.ts'
import { spamMark } from './kind/spam.ts'
import { readParts } from './parts.ts'
import { subjectPrefix } from './sender/subject-prefix.ts'
import type { AttachmentSink, EmbeddedMail, MailAddress, ReadMail } from './types.ts'

/**
 * Reads a mail from its bytes, in memory that does not grow with it: files stream to the sink. Whatever the bytes are, there
 * is an answer; what could not be read is in `damage`. Rejects with what the source or the sink fails with.
 */
export const readMail = async <Stored>(source: Readable, sink: AttachmentSink<Stored>): Promise<ReadMail<Stored>> => {
  const parts = await readParts(source, sink)
  const { headers, addresses } = readHeaders(parts.headers)
  const subject = first(headers, 'subject')
  const [from = null] = addresses('from')
  const { body, damaged } = await readBody(parts.piece, subject)
  const embedded = await Promise.all(parts.messages.slice(0, EMBEDDED_MAX).map(readEmbedded))
  const inReplyTo = idsIn(headers.get('in-reply-to'))
  const references = idsIn(headers.get('references')).slice(-REFERENCES_MAX)
  const shown = body.whole.html ?? ''
  return {
    messageId: idsIn(headers.get('message-id'))[0] ?? null,
    inReplyTo,
    references,
    date: dateIn(first(headers, 'date')),
    subject,
    from,
    sender: addresses('sender')[0] ?? null,
    replyTo: addresses('reply-to'),
    to: addresses('to'),
    cc: addresses('cc'),
    headers,
    what: kindOfMail({
      headers,
      from,
      subject,
      text: body.whole.text,
      answers: inReplyTo.length > 0 || references.length > 0 || subjectPrefix(subject) === 'reply',
      deliveryStatus: parts.deliveryStatus,
      feedbackReport: parts.feedbackReport,
      originalMessageId: embedded[0]?.messageId ?? null,
    }),
    body,
    attachments: parts.attachments.map((file) => ({
      ...file,
      inline: file.contentId !== null && shown.includes(`cid:${file.contentId}`),
    })),
    embedded,
    calendar: parts.calendar === null ? null : readCalendar(parts.calendar),
    spam: spamMark(headers),
    lodgeLoop: headers.get('x-lodge-loop') ?? [],
    automatic: automaticMark(headers) !== undefined,
    damage: damaged ? [...parts.damage, 'unreadable'] : parts.damage,
  }
}

const EMBEDDED_MAX = 10
const REFERENCES_MAX = 100

/** Headers of one name that are more than this are an attack, or a loop: the first ones are read. */
const SAME_MAX = 200

const readHeaders = (raw: readonly RawHeader[]): { headers: Headers; addresses: (name: string) => MailAddress[] } => {
  const headers = new Map<string, string[]>()
  for (const { name, value } of raw) {
    const values = headers.get(name)
    if (!values) headers.set(name, [decodeHeader(value)])
    else if (values.length < SAME_MAX) values.push(decodeHeader(value))
  }
  // Before its words are decoded: a comma in a name is none between addresses.
  const addresses = (name: string) =>
    raw
      .filter((field) => field.name === name)
      .slice(0, 5)
      .flatMap(({ value }) => parseAddresses(value))
  return { headers, addresses }
}

/** `<left@right>` each; some programs leave the brackets out. */
const idsIn = (values: string[] | undefined): string[] => {
  const text = values?.join(' ').slice(0, 60_000) ?? ''
  const found = text.match(/<[^<>\s]{1,900}>/g)
  if (found) return [...new Set(found)]
  return /^[^\s<>]{1,900}@[^\s<>]{1,900}$/.test(text) ? [`<${text}>`] : []
}

const dateIn = (value: string): Date | null => {
  const date = new Date(value.replace(/\([^)]{0,80}\)/g, '').trim())
  const time = date.getTime()
  // What no clock of a mail program says: before there was mail, or beyond what a database can hold.
  return time > 0 && time < Date.UTC(2200, 0) ? date : null
}

/** A mail within the mail: what of it tells whom it is from, and what it says. Files of it are in its own file. */
const readEmbedded = async (bytes: Buffer): Promise<EmbeddedMail> => {
  const { headers, addresses } = readHeaders(splitHeaders(bytes.toString('latin1')))
  const { piece } = await readParts(Readable.from([bytes]), async () => null)
  const { body } = await readBody(piece, '')
  return {
    from: addresses('from')[0] ?? null,
    replyTo: addresses('reply-to'),
    subject: first(headers, 'subject'),
    messageId: idsIn(headers.get('message-id'))[0] ?? null,
    text: body.text,
  }
}
