import type { MailEnvelope, MailVerdict } from '../../store/schema.ts'
import { inGroups } from '../in-groups.ts'
import type { Lodge } from '../lodge.ts'
import { ok, type Result } from '../result.ts'
import { type KeepMailError, type KeptMail, keepMail } from './keep.ts'
import { countRepeats } from './tally.ts'
import { type MailForMailbox, type WrittenMail, writeMails } from './write.ts'

export type AcceptedMail = { id: string; deskId: string; mailboxId: string }

/**
 * Takes a mail in for the mailboxes it came to. It answers once the mail's bytes and its rows are durable, so that the
 * sender can be told so. `mails` are the new ones: a mailbox that has the mail already keeps the first. What becomes of
 * them is decided later, by whoever takes rows that are `stored`.
 *
 * Throws what `source` throws, and where the database is away; nothing of the mail is here then, or all of it, in which
 * case the sender's next attempt is found to be a repeat.
 */
export const acceptMail = async (
  lodge: Lodge,
  given: {
    source: AsyncIterable<Buffer>
    maxBytes: number
    /** Each with its own recipients: desks do not learn of each other's. */
    mailboxes: { deskId: string; mailboxId: string; to: string[] }[]
    envelope: Omit<MailEnvelope, 'to'>
    /** Known beforehand, or found out once the bytes are kept, for each of the mailboxes. */
    verdict: MailVerdict | null | ((kept: KeptMail, mailboxId: string) => Promise<MailVerdict | null>)
    sourceKey: string | null
  },
): Promise<Result<{ mails: AcceptedMail[]; kept: KeptMail }, KeepMailError>> => {
  const stored = await keepMail(lodge, given.source, given.maxBytes)
  if (!stored.ok) return stored
  const kept = stored.value
  try {
    const { verdict, sourceKey } = given
    const rows = given.mailboxes.map(async ({ deskId, mailboxId, to }) => ({
      deskId,
      mailboxId,
      kept,
      envelope: { ...given.envelope, to },
      verdict: typeof verdict === 'function' ? await verdict(kept, mailboxId) : verdict,
      sourceKey,
    }))
    const mails = await writeTogether(lodge, await Promise.all(rows))
    if (mails.length === 0) await lodge.blobs.remove(kept.key)
    const isNew = (mailboxId: string) => mails.some((mail) => mail.mailboxId === mailboxId)
    await countRepeats(
      lodge,
      given.mailboxes.filter((one) => !isNew(one.mailboxId)),
    )
    return ok({ mails: mails.map(({ id, deskId, mailboxId }) => ({ id, deskId, mailboxId })), kept })
  } catch (error) {
    // The file stays: the rows may have been committed although nobody told us so. The sweep knows, a day later.
    lodge.log.warn({ err: error, file: kept.key }, 'a mail was kept, but its row could not be written')
    throw error
  }
}

/** Mails that arrive while others are being written share the next commit. Each has a file of its own, which tells whose a row is. */
const writeTogether = inGroups(100, async (lodge: Lodge, group: MailForMailbox[][]): Promise<WrittenMail[][]> => {
  const written = await writeMails(lodge, lodge.store.pool, group.flat())
  if (written.length > 0) lodge.nudge()
  return group.map((mails) => written.filter(({ key }) => mails.some(({ kept }) => kept.key === key)))
})
