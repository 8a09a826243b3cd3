import { hash } from 'node:crypto'
import type { MailEnvelope, MailVerdict } from '../../store/schema.ts'
import { transaction } from '../../store/transaction.ts'
import type { Lodge } from '../lodge.ts'
import { fail, ok, type Result } from '../result.ts'
import { type KeepMailError, keepMail } from './keep.ts'
import { type MailForMailbox, writeMails } from './write.ts'

/** A mail out of an archive or a pipe. */
export type ImportedMail = { raw: Buffer; envelope: MailEnvelope; verdict: MailVerdict | null }

/**
 * Stores mails of one mailbox at once, and answers how many were new; the others are here already, so that what was cut off
 * is begun again from the start. On a failure none of them is stored.
 */
export const importMails = async (
  lodge: Lodge,
  { deskId, mailboxId }: { deskId: string; mailboxId: string },
  mails: ImportedMail[],
  maxBytes: number,
): Promise<Result<{ stored: number }, KeepMailError>> => {
  const rows: MailForMailbox[] = []
  const dropFiles = async (keys: string[]) => {
    for (const key of keys) await lodge.blobs.remove(key)
  }
  for (const { raw, envelope, verdict } of mails) {
    const kept = await keepMail(lodge, whole(raw), maxBytes)
    if (!kept.ok) {
      await dropFiles(rows.map((row) => row.kept.key))
      return fail(kept.error)
    }
    rows.push({
      deskId,
      mailboxId,
      kept: kept.value,
      envelope,
      verdict,
      sourceKey: `import/${hash('sha256', raw)}`,
    })
  }
  const written = await transaction(lodge.store.pool, async (client) => {
    const written = await writeMails(lodge, client, rows)
    await client.query(
      `update mailbox_state set fetched = fetched + $3, repeats = repeats + $4 where desk_id = $1 and mailbox_id = $2`,
      [deskId, mailboxId, rows.length, rows.length - written.length],
    )
    return new Set(written.map((one) => one.key))
  })
  await dropFiles(rows.map((row) => row.kept.key).filter((key) => !written.has(key)))
  if (written.size > 0) lodge.nudge()
  return ok({ stored: written.size })
}

async function* whole(raw: Buffer) {
  yield raw
}
