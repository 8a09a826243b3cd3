import { buffer } from 'node:stream/consumers'
import type { Actor } from '../../core/actor.ts'
import { onlyDesk } from '../../core/desks/only.ts'
import { looksLikeId } from '../../core/ids.ts'
import type { Lodge } from '../../core/lodge.ts'
import { findOutboxMail, type OutboxMail } from '../../core/mail/outbox.ts'
import { openShared } from '../../core/shared.ts'
import { LETS_IN, type MailData } from './mail.ts'
import type { MailOperator } from './operator.ts'
import { compose } from './send/compose.ts'
import { writeMail } from './send/write.ts'

/** A mail as it can be read: what a person sees, and what goes over the wire. */
type ReadableMail = OutboxMail & {
  text: string
  html: string
  headers: { name: string; value: string }[]
  attachments: { name: string; media_type: string }[]
  /** The whole mail; null where that is more than a mebibyte. */
  raw: string | null
}

export type Outbox = (lodge: Lodge, actor: Actor, id: string) => Promise<ReadableMail | undefined>

const RAW_MAX = 1024 * 1024

/**
 * Reads mails: written anew from their events, as each attempt does. A link that lets its reader in is shown only where
 * nobody else could have got it: of a caught mail, of the only desk. An administrator could come in by it as an owner, or
 * on another desk.
 */
export const openOutbox =
  (operator: MailOperator): Outbox =>
  async (lodge, actor, id) => {
    const found = looksLikeId(id) ? await findOutboxMail(lodge, actor, id) : undefined
    if (!found) return undefined
    const data = found.data as MailData // planMail's own
    const hidesLinks = LETS_IN.has(data.kind) && (found.mail.state !== 'caught' || !(await onlyDesk(lodge)))
    const mail = await writeMail({ lodge, operator, shared: openShared() }, { ...found, deskId: actor.deskId }, data, {
      hidesLinks,
    })
    if (!mail) return undefined
    const raw = await buffer(compose(mail, null))
    return {
      ...found.mail,
      text: mail.text,
      html: mail.html,
      headers: readHeaders(raw),
      attachments: mail.files.map(({ filename, contentType }) => ({ name: filename, media_type: contentType })),
      raw: raw.length > RAW_MAX ? null : raw.toString('utf8'),
    }
  }

/** The header lines of a mail, unfolded (RFC 5322, section 2.2.3). */
const readHeaders = (raw: Buffer): { name: string; value: string }[] => {
  const end = raw.indexOf('\r\n\r\n')
  const head = raw.subarray(0, end === -1 ? raw.length : end).toString('utf8')
  return head
    .replaceAll(/\r\n(?=[ \t])/g, '')
    .split('\r\n')
    .map((line) => {
      const colon = line.indexOf(':')
      return { name: line.slice(0, colon), value: line.slice(colon + 1).trim() }
    })
}
