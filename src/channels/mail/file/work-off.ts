import type { DeskId } from '../../../core/ids.ts'
import { holdingDesk, postponeMail, type WaitingMail, waitingMails } from '../../../core/inbound-mail/waiting.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { isUnavailable } from '../../../store/errors.ts'
import { IntakeFull } from '../../../store/intake.ts'
import type { MailOperator } from '../operator.ts'
import { type IntakeDesk, readIntakeDesk } from './desk.ts'
import { inLanes } from './lanes.ts'
import { keepBack } from './note.ts'
import { type OpenedMail, openMail, StorageFull, threadKeys } from './open-mail.ts'
import { groupThreads } from './order.ts'
import { processMail } from './process.ts'

/** Mails that are decided together, the next ones being read meanwhile: of one thread they go one after the other. */
const BATCH = 32
/** After so many the desk is let go and taken anew: whether it is still ours is known by that alone. */
const HELD_MAX = 512
const READ_AT_ONCE = 8

/**
 * Decides about the mails of a desk that wait, some hundreds at most, or until `stopped`. Answers how many there were: 0 where
 * nothing is left, or another process is at work on them. Rejects where the database is away or too much waits: they are
 * for later.
 */
export const workOffMail = async (
  lodge: Lodge,
  operator: MailOperator,
  deskId: DeskId,
  stopped: AbortSignal,
): Promise<number> => {
  let count = 0
  await holdingDesk(lodge, deskId, async () => {
    let batch = await readBatch(lodge, operator, deskId, null)
    while (batch) {
      count += batch.count
      const isEnough = stopped.aborted || count >= HELD_MAX
      const next = isEnough ? undefined : readBatch(lodge, operator, deskId, batch.last)
      // Its failure is met when it is its turn; that of this one does not leave it at work.
      await Promise.allSettled([next, decideBatch(lodge, batch)]).then(([, decided]) => {
        if (decided.status === 'rejected') throw decided.reason
      })
      batch = await next
    }
  })
  return count
}

type MailBatch = { desk: IntakeDesk; opened: OpenedMail[]; count: number; last: string }

/** The next mails, read. Undefined where there are none. */
const readBatch = async (
  lodge: Lodge,
  operator: MailOperator,
  deskId: DeskId,
  after: string | null,
): Promise<MailBatch | undefined> => {
  const rows = await waitingMails(lodge, deskId, after, BATCH)
  const last = rows.at(-1)?.id
  const desk = last === undefined ? undefined : await readIntakeDesk(lodge, operator, deskId)
  if (!desk || last === undefined) return undefined
  const opened = await inLanes(rows, READ_AT_ONCE, (row) => read(lodge, desk, row))
  return { desk, opened: opened.filter((mail) => mail !== undefined), count: rows.length, last }
}

/** All threads at once: they share their look-ups and commits. */
const decideBatch = async (lodge: Lodge, { desk, opened }: MailBatch): Promise<void> => {
  const threads = groupThreads(opened, (mail) => threadKeys(lodge, desk, mail))
  await inLanes(threads, threads.length, async (thread) => {
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
