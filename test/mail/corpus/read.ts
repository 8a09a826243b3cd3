import { Readable } from 'node:stream'
import { readMail } from '../../../src/channels/mail/read/read-mail.ts'
import { whoIsItFrom } from '../../../src/channels/mail/read/sender/who.ts'
import type { ReadMail, SenderGiven } from '../../../src/channels/mail/read/types.ts'
import { MEMBER, OURS } from './clients-table.ts'

export const given: SenderGiven = {
  isOurs: (address) => address === OURS,
  isMember: (address) => address === MEMBER || address === 'cy@acme.example',
  detectForwards: true,
}

/** Reads a mail, its files into memory. */
export const read = (bytes: Buffer): Promise<ReadMail<Buffer>> =>
  readMail(Readable.from([bytes]), async ({ content }) => {
    const chunks: Buffer[] = []
    for await (const chunk of content) chunks.push(chunk)
    return Buffer.concat(chunks)
  })

/** Whom it is from, as the tables write it. */
export const senderOf = (
  mail: ReadMail<Buffer>,
): { sender: string; rule: string | undefined; forwarded: string | undefined } => {
  const who = whoIsItFrom(mail, given)
  const sender = who === null ? 'nobody' : who.name === '' ? who.address : `${who.name} <${who.address}>`
  return { sender, rule: who?.rule, forwarded: who?.forwarded?.text }
}
