import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import DKIM from 'nodemailer/lib/dkim'
import MailComposer from 'nodemailer/lib/mail-composer'
import type { WrittenMail } from './write.ts'

export type DkimKey = { domainName: string; keySelector: string; privateKey: string }

/**
 * A mail as the bytes that go over the wire, made while it is read. Written twice it is the same, boundaries and date
 * included: a receiver that sees both can tell. Header lines are encoded and folded by nodemailer, which takes line breaks
 * out of what is put into them.
 */
export const compose = (mail: WrittenMail, dkim: DkimKey | null): Readable => {
  const { data } = mail
  const shown = data.shown ?? { to: [data.to], cc: [] }
  const node = new MailComposer({
    from: mail.from,
    to: shown.to,
    cc: shown.cc,
    ...(mail.replyTo === null ? {} : { replyTo: { name: mail.from.name, address: mail.replyTo } }),
    subject: data.subject,
    messageId: data.message_id,
    date: mail.date,
    ...(mail.references.length > 0 ? { inReplyTo: mail.references.at(-1), references: mail.references } : {}),
    headers: Object.entries(mail.headers).map(([key, value]) => ({ key, value: { prepared: true, value } })),
    text: mail.text,
    html: mail.html,
    attachments: mail.files,
    baseBoundary: createHash('sha256').update(data.message_id).digest('hex').slice(0, 24),
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: 'windows',
  }).compile()
  const stream = node.createReadStream()
  return dkim ? new DKIM(dkim).sign(stream) : stream
}
