import type { DeskId } from '../ids.ts'
import { foldSubject } from '../ignored-mail/ignored-mail.ts'
import { inGroups } from '../in-groups.ts'
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

/** `messageId` has angle brackets, `digest` is of what the mail says, `addresses` are those it was sent from. */
type Asked = {
  id: string
  messageId: string | null
  digest: string
  subject: string
  addresses: string[]
  sender: string | null
}

/**
 * Asks what is known of a mail, and counts it for its sender. Two mails of one Message-ID that say different things are
 * two.
 */
export const knownOfMail = (lodge: Lodge, deskId: DeskId, mail: Asked): Promise<KnownOfMail> =>
  known(lodge, { ...mail, deskId })

type Row = {
  is_ours: boolean
  duplicate: { ticket_id: string | null } | null
  is_blocked: boolean
  is_ignored: boolean
  sent: number
}

/** A stored subject as a pattern of `like`: what is special there is escaped, and `*` is any characters. */
const AS_PATTERN = String.raw`replace(regexp_replace(k.value, '([\\%_])', '\\\1', 'g'), '*', '%')`

/** In lateral look-ups by whole keys: the plan is made once, maybe while the tables are empty. */
const known = inGroups(100, async (lodge: Lodge, group: (Asked & { deskId: DeskId })[]): Promise<KnownOfMail[]> => {
  const given = group.map(({ deskId, id, messageId, digest, subject, addresses, sender }, place) => ({
    place,
    desk_id: deskId,
    id,
    message_id: messageId?.toWellFormed() ?? null,
    digest,
    subject: foldSubject(subject).toWellFormed(),
    blockable: addresses.flatMap((one) => [one, one.slice(one.lastIndexOf('@') + 1)]).map((one) => one.toWellFormed()),
    sender: sender?.toWellFormed() ?? null,
  }))
  const found = await lodge.store.pool.query<Row>({
    name: 'known_of_mail',
    text: `with given as materialized (
        select * from json_to_recordset($1) as g (
          place integer, desk_id bigint, id bigint, message_id text, digest text, subject text, blockable text[], sender text
        )
      ), counted as (
        insert into mail_sender as s (desk_id, address, started_at, count)
        select desk_id, sender, now(), count(*) from given where sender is not null
        group by desk_id, sender order by desk_id, sender
        on conflict (desk_id, address) do update set
          count = case when s.started_at > now() - interval '1 hour' then s.count else 0 end + excluded.count,
          started_at = case when s.started_at > now() - interval '1 hour' then s.started_at else now() end
        returning desk_id, address, count
      )
      select coalesce(o.found, false) as is_ours, d.found as duplicate, coalesce(b.found, false) as is_blocked,
        coalesce(n.found, false) as is_ignored,
        -- As if they were counted one after the other.
        coalesce(c.count - (
          select count(*) from given l where l.desk_id = g.desk_id and l.sender = g.sender and l.place > g.place
        ), 1)::integer as sent
      from given g
      left join counted c on c.desk_id = g.desk_id and c.address = g.sender
      left join lateral (
        select true as found from mail_message m where m.desk_id = g.desk_id and m.message_id = g.message_id limit 1
      ) o on true
      left join lateral (
        select json_build_object('ticket_id', i.ticket_id::text) as found from inbound_mail i
        where i.desk_id = g.desk_id and i.message_id = btrim(g.message_id, '<>') and i.id <> g.id
          and i.content_digest = decode(g.digest, 'hex') and i.state in ('filed', 'joined', 'noted')
        order by i.ticket_id nulls last limit 1
      ) d on true
      left join lateral (
        select true as found from blocklist k where k.desk_id = g.desk_id and k.value = any (g.blockable) limit 1
      ) b on true
      left join lateral (
        select true as found from ignored_mail k
        where k.desk_id = g.desk_id
          and (k.kind = 'sender' and k.value = any (g.blockable) or k.kind = 'subject' and g.subject like ${AS_PATTERN})
        limit 1
      ) n on true
      order by g.place`,
    values: [JSON.stringify(given)],
  })
  return found.rows.map((row) => ({
    isOurs: row.is_ours,
    duplicate: row.duplicate && { ticketId: row.duplicate.ticket_id },
    isBlocked: row.is_blocked,
    isIgnored: row.is_ignored,
    sent: row.sent,
  }))
})
