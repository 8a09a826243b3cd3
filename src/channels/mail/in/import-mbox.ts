import type { ImportError } from '../../../core/imports/import.ts'
import { type ImportWork, recordTaken, type StepOutcome } from '../../../core/imports/work.ts'
import { importMails } from '../../../core/inbound-mail/import.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { toImported } from './imported.ts'
import { type Archived, readMbox } from './mbox.ts'

const AT_ONCE = 50
const BYTES_AT_ONCE = 8 * 1024 * 1024

/**
 * Takes in the mails of an mbox from where it was left, until `isOver`. A mail is known by its bytes: one that was stored
 * before a crash, and not counted yet, is told as known the second time, and is there once.
 */
export const importMbox = async (lodge: Lodge, opened: ImportWork, isOver: () => boolean): Promise<StepOutcome> => {
  let work = opened
  const { deskId, mailboxId, mailMaxBytes } = work
  const mailbox = await lodge.store.db
    .selectFrom('mailbox')
    .select(['address', 'authserv_id'])
    .where('desk_id', '=', deskId)
    .where('id', '=', mailboxId)
    .executeTakeFirst()
  if (!mailbox || mailboxId === null) return { failed: 'mailbox_not_found' }
  if (work.readBytes >= work.size) return 'done'
  const start = work.readBytes
  const file = await lodge.blobs.read(work.storageKey, { start, end: work.size - 1 })
  if (!file) return { failed: 'file_missing' }

  let mails: Archived[] = []
  let bytes = 0
  const flush = async (): Promise<StepOutcome | undefined> => {
    const fits = mails.filter(({ raw }) => raw.length <= mailMaxBytes)
    const errors: ImportError[] = mails.flatMap(({ raw }, index) =>
      raw.length > mailMaxBytes ? [{ place: work.place + index + 1, code: 'mail_too_large' }] : [],
    )
    const imported = await importMails(
      lodge,
      { deskId, mailboxId },
      fits.map(({ raw }) => toImported(raw, mailbox.address, mailbox.authserv_id)),
      mailMaxBytes,
    )
    if (!imported.ok) return { failed: imported.error.code }
    const { stored } = imported.value
    const left = await recordTaken(lodge.store.db, work, {
      readBytes: start + (mails.at(-1)?.at ?? 0),
      place: work.place + mails.length,
      seen: mails.length,
      created: stored,
      updated: 0,
      known: fits.length - stored,
      errors,
    })
    if (!left) return 'other'
    work = left
    mails = []
    bytes = 0
    return undefined
  }
  for await (const mail of readMbox(file, mailMaxBytes)) {
    mails.push(mail)
    bytes += mail.raw.length
    if (mails.length < AT_ONCE && bytes < BYTES_AT_ONCE) continue
    const ended = await flush()
    if (ended) return ended
    if (isOver()) return 'later'
  }
  const ended = mails.length > 0 ? await flush() : undefined
  if (ended) return ended
  return work.place === 0 ? { failed: 'no_mail' } : 'done'
}
