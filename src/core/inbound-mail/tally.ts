import type { Lodge } from '../lodge.ts'

type Whose = { deskId: string; mailboxId: string }

/** Counts mails that came again to mailboxes that had them. */
export const countRepeats = (lodge: Lodge, mailboxes: Whose[]): Promise<void> => count(lodge, 'repeats', mailboxes)

/** Counts mails that were sent away: too large, or not signed rightly. */
export const countRefused = (lodge: Lodge, mailboxes: Whose[]): Promise<void> => count(lodge, 'refused', mailboxes)

const count = async (lodge: Lodge, column: 'repeats' | 'refused', mailboxes: Whose[]): Promise<void> => {
  if (mailboxes.length === 0) return
  await lodge.store.pool.query(
    `update mailbox_state set ${column} = ${column} + 1
     where (desk_id, mailbox_id) in (select * from unnest($1::bigint[], $2::bigint[]))`,
    [mailboxes.map((one) => one.deskId), mailboxes.map((one) => one.mailboxId)],
  )
}
