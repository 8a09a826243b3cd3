import type { Lodge } from '../lodge.ts'

/** How a mailbox does. `seen` is `waiting + filed + joined + noted + quarantined + repeats + refused`. */
export type MailboxStatus = {
  /** Every mail that came: from a folder those that were fetched, by a provider or a server those that it sent. */
  seen: number
  /** What is kept of them, a row each. */
  stored: number
  /** Of what is stored, what nobody has looked into yet. */
  waiting: number
  /** Became a ticket; became a message of one; was noted on one or dropped with a reason; is kept back. */
  filed: number
  joined: number
  noted: number
  quarantined: number
  /** Was stored already; was sent away, being too large or not signed rightly. */
  repeats: number
  refused: number
  /** Of a folder: how many mails it had when it was read first, and how many of them are still to come. */
  backlog: { total: number; left: number } | null
  connected_at: string | null
  /** Since when a folder cannot be read, and why. */
  failing_since: string | null
  last_error: string | null
}

type Row = {
  mailbox_id: string
  kind: string
  states: Record<string, number>
  fetched: string
  repeats: string
  refused: string
  backlog_total: string | null
  backlog_left: string | null
  connected_at: Date | null
  failing_since: Date | null
  last_error: string | null
}

/** How these mailboxes of a desk do, by their ids, counted from the mails themselves. */
export const mailboxStatuses = async (
  lodge: Lodge,
  deskId: string,
  ids: string[],
): Promise<Map<string, MailboxStatus>> => {
  const found = await lodge.store.pool.query<Row>(
    `select s.*, m.kind, coalesce((
        select jsonb_object_agg(state, count) from (
          select state, count(*) from inbound_mail i
          where i.desk_id = s.desk_id and i.mailbox_id = s.mailbox_id group by state
        ) counted
      ), '{}') as states
     from mailbox_state s join mailbox m on m.desk_id = s.desk_id and m.id = s.mailbox_id
     where s.desk_id = $1 and s.mailbox_id = any ($2::bigint[])`,
    [deskId, ids],
  )
  return new Map(found.rows.map((row) => [row.mailbox_id, toStatus(row)]))
}

const toStatus = (row: Row): MailboxStatus => {
  const count = (state: string) => row.states[state] ?? 0
  const stored = Object.values(row.states).reduce((sum, one) => sum + one, 0)
  const [repeats, refused] = [Number(row.repeats), Number(row.refused)]
  return {
    // A folder's reader counts for itself: that it agrees with the rest is a check, not a sum.
    seen: row.kind === 'imap' ? Number(row.fetched) : stored + repeats + refused,
    stored,
    waiting: count('stored'),
    filed: count('filed'),
    joined: count('joined'),
    noted: count('noted'),
    quarantined: count('quarantined'),
    repeats,
    refused,
    backlog:
      row.backlog_total === null ? null : { total: Number(row.backlog_total), left: Number(row.backlog_left ?? 0) },
    connected_at: row.connected_at?.toISOString() ?? null,
    failing_since: row.failing_since?.toISOString() ?? null,
    last_error: row.last_error,
  }
}
