import { createHash } from 'node:crypto'
import { type ReceivedFile, receiveFile } from '../../../core/attachments/receive.ts'
import { normaliseEmail } from '../../../core/contacts/email.ts'
import type { WaitingMail } from '../../../core/inbound-mail/waiting.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { ticketOfReplyAddress } from '../../../core/mail/reply-address.ts'
import { tokensOfSubject } from '../../../core/mail/subject-token.ts'
import type { Standing } from '../../../core/messages/email.ts'
import { readMail } from '../read/read-mail.ts'
import { whoIsItFrom } from '../read/sender/who.ts'
import type { ReadMail, RealSender } from '../read/types.ts'
import type { IntakeDesk, IntakeMailbox } from './desk.ts'
import { standingOf } from './standing.ts'

/** A mail that was read: its files are stored, and have no rows yet. */
export type OpenedMail = {
  row: WaitingMail
  mailbox: IntakeMailbox
  mail: ReadMail<ReceivedFile>
  from: string | null
  sender: RealSender | null
  standing: Standing
  /** Every address it was sent to, as its envelope and its header say. */
  recipients: string[]
  /** sha256 in hex, of what makes it the same mail as another of its Message-ID. */
  digest: string
}

/** The disk is full, or its quota used up: for later. */
export class StorageFull extends Error {
  override name = 'StorageFull'
}

/** No mail that is let in is known to take a second: one that does not come to an end must not hold up all others. */
const PATIENCE_MS = 120_000

/** More than any server takes. */
const FILE_MAX = 200 * 1024 * 1024

/**
 * Reads a mail. Undefined where its bytes are gone. Throws what reading it throws, and where it takes longer than
 * `patienceMs`, leaving none of its files.
 */
export const openMail = async (
  lodge: Lodge,
  desk: IntakeDesk,
  mailbox: IntakeMailbox,
  row: WaitingMail,
  patienceMs = PATIENCE_MS,
): Promise<OpenedMail | undefined> => {
  // Its size is known: a small mail is read at once, into no more memory than it needs.
  const range = row.size > 0 ? { start: 0, end: row.size - 1 } : undefined
  const source = await lodge.blobs.read(row.storage_key, range)
  if (!source) return undefined
  const received: ReceivedFile[] = []
  let timer: NodeJS.Timeout | undefined
  let isGivenUp = false
  try {
    const reading = readMail(source, async ({ name, content }) => {
      const file = await receiveFile(lodge, { source: content, name, maxBytes: FILE_MAX })
      if (!file.ok) throw new StorageFull(file.error.code)
      // What is given up has no use for it any more.
      if (isGivenUp) await lodge.blobs.remove(file.value.key)
      else received.push(file.value)
      return file.value
    })
    const tooLong = new Promise<never>((_, fail) => {
      timer = setTimeout(() => fail(new Error(`reading it took longer than ${patienceMs} ms`)), patienceMs)
    })
    // Where it is given up nobody waits for how it ends.
    reading.catch(() => {})
    return describe(desk, mailbox, row, await Promise.race([reading, tooLong]))
  } catch (error) {
    await removeFiles(lodge, received)
    throw error
  } finally {
    isGivenUp = true
    clearTimeout(timer)
    source.destroy()
  }
}

/** Removes the files of a mail that becomes no message: its original has them. */
export const removeFiles = async (lodge: Lodge, files: ReceivedFile[]): Promise<void> => {
  for (const { key } of files) await lodge.blobs.remove(key)
}

const describe = (
  desk: IntakeDesk,
  mailbox: IntakeMailbox,
  row: WaitingMail,
  mail: ReadMail<ReceivedFile>,
): OpenedMail => {
  const from = (mail.from && normaliseEmail(mail.from.address)) ?? null
  const found = whoIsItFrom(mail, {
    isOurs: desk.isOurs,
    isMember: (address) => desk.memberOf(address) !== undefined,
    detectForwards: mailbox.detect_forwards,
  })
  const address = found && normaliseEmail(found.address)
  return {
    row,
    mailbox,
    mail,
    from,
    sender: found && address !== undefined && address !== null ? { ...found, address } : null,
    standing: standingOf(row.verdict, from, row.envelope.from),
    recipients: [
      ...new Set([
        ...row.envelope.to,
        ...[...mail.to, ...mail.cc].map((one) => one.address),
        ...RECIPIENT_HEADERS.flatMap((name) => mail.headers.get(name) ?? []),
      ]),
    ],
    digest: createHash('sha256')
      .update([mail.messageId, from, mail.subject, mail.body.whole.text.replace(BLANKS, ' ').trim()].join('\0'))
      .digest('hex'),
  }
}

/** As `\s+`, but leaving alone what is a single space already: nearly all of them. */
const BLANKS = /\s{2,}|[^\S ]/g

/** Where a mailbox that is fetched tells whom a mail was for. */
const RECIPIENT_HEADERS = ['delivered-to', 'x-original-to', 'x-envelope-to']

/** What two mails of one thread have in common. */
export const threadKeys = (lodge: Lodge, desk: IntakeDesk, opened: OpenedMail): string[] => {
  const { mail, recipients, sender } = opened
  return [
    ...[mail.messageId, ...mail.inReplyTo, ...mail.references].map((id) => `id ${id}`),
    ...recipients.flatMap((address) => {
      const ticket = ticketOfReplyAddress(lodge.secrets, desk.id, address)
      return ticket === undefined ? [] : [`ticket ${ticket}`]
    }),
    ...tokensOfSubject(mail.subject).map(({ number }) => `number ${number}`),
    ...(sender ? [`sender ${sender.address}`] : []),
  ]
}
