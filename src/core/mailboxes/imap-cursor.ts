import { transaction } from '../../store/transaction.ts'
import { type MailForMailbox, writeMails } from '../inbound-mail/write.ts'
import type { Lodge } from '../lodge.ts'
import type { ImapMailbox } from './imap-claim.ts'

/** How far a folder was read, and flagged or moved from. */
export type ImapCursor = { lastUid: number; tidiedUid: number }

type Whose = Pick<ImapMailbox, 'deskId' | 'mailboxId'> & { holder: string }

/** Another process reads the folder now, or nobody is to any more. */
export class LeaseLost extends Error {
  override name = 'LeaseLost'
}

const MINE = 'desk_id = $1 and mailbox_id = $2 and holder = $3'
const mine = ({ deskId, mailboxId, holder }: Whose) => [deskId, mailboxId, holder]

/**
 * Where to read on in a folder of this UIDVALIDITY: where the last reader stopped, or, where the UIDs are new ones
 * (RFC 9051, section 2.3.1.1), from behind `from`; what was stored under the ones before is found to be a repeat.
 */
export const openCursor = async (
  lodge: Lodge,
  whose: Whose,
  folder: { uidValidity: bigint; exists: number; from: number },
): Promise<ImapCursor> => {
  const found = await lodge.store.pool.query<{ last_uid: string; tidied_uid: string }>(
    `update mailbox_state set
       last_uid = case when uid_validity = $4 then last_uid else $5 end,
       tidied_uid = case when uid_validity = $4 then tidied_uid else $5 end,
       backlog_total = case when uid_validity = $4 then backlog_total else $6 end,
       backlog_left = case when uid_validity = $4 then backlog_left else $6 end,
       uid_validity = $4, connected_at = now(), failing_since = null, last_error = null
     where ${MINE} returning last_uid, tidied_uid`,
    [...mine(whose), String(folder.uidValidity), folder.from, folder.from > 0 ? 0 : folder.exists],
  )
  const row = found.rows[0]
  if (!row) throw new LeaseLost()
  return { lastUid: Number(row.last_uid), tidiedUid: Number(row.tidied_uid) }
}

/**
 * Stores fetched mails and moves the cursor to `lastUid`, in one transaction: a crash at any moment leaves both done or
 * neither. `left` is how many of the folder's mails are still to come. Throws LeaseLost where another process has the folder.
 */
export const storeFetched = async (
  lodge: Lodge,
  whose: Whose,
  mails: MailForMailbox[],
  { lastUid, left }: { lastUid: number; left: number },
): Promise<void> => {
  const kept = await transaction(lodge.store.pool, async (client) => {
    // First, so that nobody takes the folder over in between.
    const held = await client.query(`select from mailbox_state where ${MINE} for update`, mine(whose))
    if (held.rowCount === 0) throw new LeaseLost()
    const written = await writeMails(lodge, client, mails)
    await client.query(
      `update mailbox_state set last_uid = $4, fetched = fetched + $5, repeats = repeats + $6, failing_since = null,
         last_error = null, backlog_left = case when backlog_left > 0 then $7 else backlog_left end
       where ${MINE}`,
      [...mine(whose), lastUid, mails.length, mails.length - written.length, left],
    )
    return new Set(written.map((one) => one.key))
  })
  if (kept.size > 0) lodge.nudge()
  for (const { kept: file } of mails) if (!kept.has(file.key)) await lodge.blobs.remove(file.key)
}

/** Writes down up to which mail a folder was flagged or moved from. */
export const noteTidied = async (lodge: Lodge, whose: Whose, uid: number): Promise<void> => {
  await lodge.store.pool.query(`update mailbox_state set tidied_uid = $4 where ${MINE}`, [...mine(whose), uid])
}

/** Writes down why a folder cannot be read, or its mails not be moved; the first failure's moment stays. */
export const noteFailing = async (lodge: Lodge, whose: Whose, reason: string): Promise<void> => {
  await lodge.store.pool.query(
    `update mailbox_state set failing_since = coalesce(failing_since, now()), last_error = $4 where ${MINE}`,
    [...mine(whose), reason.slice(0, 1_000)],
  )
}
