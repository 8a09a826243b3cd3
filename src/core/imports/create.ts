import type { ReceivedFile } from '../attachments/receive.ts'
import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { looksLikeId } from '../ids.ts'
import { fail, ok, type Result } from '../result.ts'
import { IMPORT, type Import, toImport } from './import.ts'

export type NewImport = {
  kind: Import['kind']
  /** Of an mbox: the mailbox that takes its mails in. */
  mailboxId: string | null
  mailMaxBytes: number
}

/** Has a received file taken in, a moment later. Event: `import.created`. */
export const createImport = async (
  change: Change,
  file: ReceivedFile,
  { kind, mailboxId, mailMaxBytes }: NewImport,
): Promise<Result<Import, { code: 'mailbox_not_found' }>> => {
  const { tx, lodge, actor } = change
  if (mailboxId !== null) {
    const mailbox =
      looksLikeId(mailboxId) &&
      (await tx
        .selectFrom('mailbox')
        .select('id')
        .where('desk_id', '=', actor.deskId)
        .where('id', '=', mailboxId)
        .executeTakeFirst())
    if (!mailbox) return fail({ code: 'mailbox_not_found' })
  }
  const row = await tx
    .insertInto('import')
    .values({
      desk_id: actor.deskId,
      id: lodge.store.nextId(),
      kind,
      name: file.name,
      mailbox_id: mailboxId,
      mail_max_bytes: mailMaxBytes,
      storage_key: file.key,
      size: String(file.size),
    })
    .returning(IMPORT)
    .executeTakeFirstOrThrow()
  const created = toImport(row)
  await recordEvent(change, { type: 'import.created', data: { import: created } })
  return ok(created)
}
