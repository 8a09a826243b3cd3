import type { DeskId } from '../../../core/ids.ts'
import { holdingDesk, postponeMail, type WaitingMail, waitingMails } from '../../../core/inbound-mail/waiting.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { isUnavailable } from '../../../store/errors.ts'
import { IntakeFull } from '../../../store/intake.ts'
import type { MailOperator } from '../operator.ts'
import { type IntakeDesk, readIntakeDesk } from './desk.ts'
import { inLanes } from './lanes.ts'
import { keepBack } from './note.ts'
import { openMail, StorageFull, threadKeys } from './open-mail.ts'
import { groupThreads } from './order.ts'
import { processMail } from './process.ts'

/** Mails that are looked at together: of one thread they go one after the other. */
const BATCH = 64
const READ_AT_ONCE = 8
/** They share their commits. */
const THREADS_AT_ONCE = 32

/**
 * Decides about the mails of a desk that wait, a batch of them. Answers how many there were: 0 where nothing is left, or
 * another process is at work on them. Rejects where the database is away or too much waits: they are for later.
 */
export const workOffMail = async (lodge: Lodge, operator: MailOperator, deskId: DeskId): Promise<number> => {
  let count = 0
  await holdingDesk(lodge, deskId, async () => {
    const rows = await waitingMails(lodge, deskId, BATCH)
    const desk = rows.length > 0 ? await readIntakeDesk(lodge, operator, deskId) : undefined
    if (!desk) return
    count = rows.length
    await workOffBatch(lodge, desk, rows)
  })
  return count
}

const workOffBatch = async (lodge: Lodge, desk: IntakeDesk, rows: WaitingMail[]): Promise<void> => {
  const opened = await inLanes(rows, READ_AT_ONCE, (row) => read(lodge, desk, row))
  const threads = groupThreads(
    opened.filter((mail) => mail !== undefined),
    (mail) => threadKeys(lodge, desk, mail),
  )
  await inLanes(threads, THREADS_AT_ONCE, async (thread) => {
    for (const mail of thread) {
      await orKeepBack(lodge, desk, mail.mailbox, mail.row, 'failed', () => processMail(lodge, desk, mail))
    }
  })
}

const read = (lodge: Lodge, desk: IntakeDesk, row: WaitingMail) => {
  const mailbox = desk.mailboxes.get(row.mailbox_id)
  if (!mailbox) throw new Error(`mail ${row.id} came to no mailbox`)
  return orKeepBack(lodge, desk, mailbox, row, 'unreadable', async () => {
    const opened = await openMail(lodge, desk, mailbox, row)
    if (opened) return opened
    await keepBack(lodge, desk, mailbox, row.id, { cause: 'unreadable', reason: 'Its original is gone from storage.' })
    return undefined
  })
}

/** A bug of ours must not lose a mail, nor hold up the others: it is kept back. What passes by itself is for later. */
const orKeepBack = async <T>(
  lodge: Lodge,
  desk: IntakeDesk,
  mailbox: { id: string; name: string },
  { id }: WaitingMail,
  cause: 'unreadable' | 'failed',
  work: () => Promise<T>,
): Promise<T | undefined> => {
  try {
    return await work()
  } catch (error) {
    if (isUnavailable(error)) throw error
    if (error instanceof IntakeFull || error instanceof StorageFull) {
      await postponeMail(lodge, desk.id, id, error.message)
      return undefined
    }
    lodge.log.error({ err: error, mail: id }, 'a mail could not be worked on')
    const reason =
      cause === 'unreadable'
        ? 'Lodge could not read it. Its original is kept.'
        : 'Lodge failed on it, which is our fault. Tell your operator; then release it.'
    await keepBack(lodge, desk, mailbox, id, { cause, reason })
    return undefined
  }
}
