import type { DeskId } from '../ids.ts'
import { foldSubject } from '../ignored-mail/ignored-mail.ts'
import type { Lodge } from '../lodge.ts'

/** What is known of a mail before it is decided what becomes of it. */
export type KnownOfMail = {
  /** We sent a mail of this Message-ID. */
  isOurs: boolean
  /** The same mail was decided before: the ticket it belongs to, null where that made none. */
  duplicate: { ticketId: string | null } | null
  /** The sender, or the address it was sent from, is on the blocklist. */
  isBlocked: boolean
  /** The desk ignores mail of this sender or its domain, as it is written, or under this subject. */
  isIgnored: boolean
  /** Mails of this sender within the hour, this one included. */
  sent: number
}

type Row = {
  is_ours: boolean
  duplicate: { ticket_id: string | null } | null
  is_blocked: boolean
  is_ignored: boolean
}

/** A stored subject as a pattern of `like`: what is special there is escaped, and `*` is any characters. */
const AS_PATTERN = String.raw`replace(regexp_replace(value, '([\\%_])', '\\\1', 'g'), '*', '%')`

/**
 * Asks what is known of a mail, and counts it for its sender. `messageId` has angle brackets, `digest` is of what the mail
 * says: two mails of one Message-ID that say different things are two. `addresses` are in their one spelling.
 */
export const knownOfMail = async (
  lodge: Lodge,
  deskId: DeskId,
  mail: {
    id: string
    messageId: string | null
    digest: string
    subject: string
    addresses: string[]
    sender: string | null
  },
): Promise<KnownOfMail> => {
  const values = mail.addresses.flatMap((address) => [address, address.slice(address.lastIndexOf('@') + 1)])
  const asked = lodge.store.pool.query<Row>({
    name: 'known_of_mail',
    text: `select
        exists (select from mail_message where desk_id = $1 and message_id = $2) as is_ours,
        (
          select json_build_object('ticket_id', i.ticket_id::text) from inbound_mail i
          where i.desk_id = $1 and i.message_id = btrim($2, '<>') and i.id <> $3 and i.content_digest = decode($4, 'hex')
            and i.state in ('filed', 'joined', 'noted')
          order by i.ticket_id nulls last limit 1
        ) as duplicate,
        exists (select from blocklist where desk_id = $1 and value = any ($5)) as is_blocked,
        exists (
          select from ignored_mail
          where desk_id = $1 and (kind = 'sender' and value = any ($5) or kind = 'subject' and $6 like ${AS_PATTERN})
        ) as is_ignored`,
    values: [deskId, mail.messageId, mail.id, mail.digest, values, foldSubject(mail.subject)],
  })
  const [found, sent] = await Promise.all([asked, mail.sender === null ? 1 : countSender(lodge, deskId, mail.sender)])
  const row = found.rows[0]
  if (!row) throw new Error('a select without from answers one row')
  return {
    isOurs: row.is_ours,
    duplicate: row.duplicate && { ticketId: row.duplicate.ticket_id },
    isBlocked: row.is_blocked,
    isIgnored: row.is_ignored,
    sent,
  }
}

const countSender = async (lodge: Lodge, deskId: DeskId, address: string): Promise<number> => {
  const counted = await lodge.store.pool.query<{ count: number }>({
    name: 'count_mail_sender',
    text: `insert into mail_sender as s (desk_id, address, started_at, count) values ($1, $2, now(), 1)
      on conflict (desk_id, address) do update set
        count = case when s.started_at > now() - interval '1 hour' then s.count + 1 else 1 end,
        started_at = case when s.started_at > now() - interval '1 hour' then s.started_at else now() end
      returning count`,
    values: [deskId, address],
  })
  return counted.rows[0]?.count ?? 1
}
