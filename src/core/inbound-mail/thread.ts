import type { TicketStatus } from '../../store/schema.ts'
import type { DeskId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import { ticketOfReplyAddress } from '../mail/reply-address.ts'
import { isSubjectToken, tokensOfSubject } from '../mail/subject-token.ts'
import type { ThreadClue } from '../messages/email.ts'

/** The ticket that a mail names, and how. */
export type Thread = {
  ticketId: string
  number: number
  status: TicketStatus
  closedAt: Date | null
  clue: ThreadClue
  /** It answers what was said among the team. */
  isInternal: boolean
  /** The requester's addresses, and those of who takes part. */
  requester: ReadonlySet<string>
  participants: ReadonlySet<string>
}

export type ThreadClues = { recipients: string[]; inReplyTo: string[]; references: string[]; subject: string }

type Named = { ticketId: string; clue: ThreadClue; isInternal: boolean }

/**
 * The ticket that a mail is for: of one that was merged, the one it goes on with. By the first of: our reply address among its recipients, a mail of ours or theirs in
 * In-Reply-To, the last such in References, the signed number in its subject. Whether it may join it is another matter:
 * only the reply address cannot be made up.
 */
export const findThread = async (lodge: Lodge, deskId: DeskId, clues: ThreadClues): Promise<Thread | undefined> => {
  const mails = await mailsNamed(lodge, deskId, [...clues.inReplyTo, ...clues.references])
  const named =
    byReplyAddress(lodge, deskId, clues, mails) ??
    byMails(clues.inReplyTo, mails, 'in_reply_to') ??
    byMails(clues.references.toReversed(), mails, 'references') ??
    (await bySubject(lodge, deskId, clues.subject))
  return named && readThread(lodge, deskId, named)
}

type KnownMails = Map<string, { ticketId: string; isInternal: boolean }>

/** A mail may name some thousands: the last hundred are the thread's. */
const NAMED_MAX = 100

const mailsNamed = async (lodge: Lodge, deskId: DeskId, ids: string[]): Promise<KnownMails> => {
  if (ids.length === 0) return new Map()
  const found = await lodge.store.pool.query<{ mail_id: string; ticket_id: string; is_internal: boolean }>({
    name: 'mails_named',
    text: `select message_id as mail_id, ticket_id, coalesce(kind = 'mention', false) as is_internal
      from mail_message where desk_id = $1 and message_id = any ($2)
      union all
      select mail_id, ticket_id, not is_public from message_mail where desk_id = $1 and mail_id = any ($2)`,
    values: [deskId, ids.slice(-NAMED_MAX)],
  })
  return new Map(found.rows.map((row) => [row.mail_id, { ticketId: row.ticket_id, isInternal: row.is_internal }]))
}

const byReplyAddress = (lodge: Lodge, deskId: DeskId, clues: ThreadClues, mails: KnownMails): Named | undefined => {
  for (const address of clues.recipients) {
    const ticketId = ticketOfReplyAddress(lodge.secrets, deskId, address)
    if (ticketId === undefined) continue
    const isInternal = clues.inReplyTo.some((id) => mails.get(id)?.isInternal)
    return { ticketId, clue: 'reply_address', isInternal }
  }
  return undefined
}

const byMails = (ids: string[], mails: KnownMails, clue: ThreadClue): Named | undefined => {
  for (const id of ids) {
    const mail = mails.get(id)
    if (mail) return { ...mail, clue }
  }
  return undefined
}

const bySubject = async (lodge: Lodge, deskId: DeskId, subject: string): Promise<Named | undefined> => {
  for (const token of tokensOfSubject(subject).slice(0, 3)) {
    const row = await lodge.store.db
      .selectFrom('ticket')
      .select('id')
      .where('desk_id', '=', deskId)
      .where('number', '=', token.number)
      .executeTakeFirst()
    if (row && isSubjectToken(lodge.secrets, deskId, row.id, token)) {
      return { ticketId: row.id, clue: 'subject', isInternal: false }
    }
  }
  return undefined
}

type Row = {
  id: string
  number: string
  status: TicketStatus
  closed_at: Date | null
  requester: string[]
  participants: string[]
}

const readThread = async (lodge: Lodge, deskId: DeskId, named: Named): Promise<Thread | undefined> => {
  const found = await lodge.store.pool.query<Row>({
    name: 'mail_thread',
    text: `select t.id, t.number, t.status, t.closed_at,
        array(
          select i.value from contact_identity i
          where i.desk_id = $1 and i.contact_id = t.contact_id and i.kind in ('email', 'unverified_email')
        ) as requester,
        array(
          select p.email from participant p
          where p.desk_id = $1 and p.ticket_id = any (f.merged || t.id) and p.email is not null
          union
          select i.value from ticket s
          join contact_identity i on i.desk_id = $1 and i.contact_id = s.contact_id and i.kind in ('email', 'unverified_email')
          where s.desk_id = $1 and s.id = any (f.merged)
        ) as participants
      from ticket t
      cross join lateral (
        select array(select g.ticket_id from ticket_merge g where g.desk_id = $1 and g.root_id = t.id) as merged
      ) f
      where t.desk_id = $1
        and t.id = coalesce((select g.root_id from ticket_merge g where g.desk_id = $1 and g.ticket_id = $2), $2)`,
    values: [deskId, named.ticketId],
  })
  const row = found.rows[0]
  return (
    row && {
      ...named,
      ticketId: row.id,
      number: Number(row.number),
      status: row.status,
      closedAt: row.closed_at,
      requester: new Set(row.requester),
      participants: new Set(row.participants),
    }
  )
}
