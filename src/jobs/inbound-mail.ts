import { setTimeout as sleep } from 'node:timers/promises'
import { workOffMail } from '../channels/mail/file/work-off.ts'
import type { MailOperator } from '../channels/mail/operator.ts'
import type { DeskId } from '../core/ids.ts'
import { desksWithMail } from '../core/inbound-mail/waiting.ts'
import type { Lodge } from '../core/lodge.ts'
import { isUnavailable } from '../store/errors.ts'

/** Each holds a connection of the pool while its mails are worked on. */
const DESKS_AT_ONCE = 3
/** What is due by the clock, or was left by a process that died, is looked for this often. */
const POLL_MS = 1_000

/** Everything that is committed wakes us: at thousands of tickets a second nobody looks for mail after each. */
const GATHER_MS = 50

/**
 * Decides what becomes of stored mails, of several desks at once, until it is stopped. Nothing is taken out of the
 * database to be worked on: what a crash cuts off is still there, and done again from the beginning.
 */
export const startFilingMail = (lodge: Lodge, operator: MailOperator): { stop: () => Promise<void> } => {
  const stopped = new AbortController()
  const running = new Map<DeskId, Promise<void>>()
  /** Of those at work: more came, maybe after they had looked for the last time. */
  const again = new Set<DeskId>()

  const workOff = async (deskId: DeskId): Promise<void> => {
    try {
      do again.delete(deskId)
      while (
        !stopped.signal.aborted &&
        ((await workOffMail(lodge, operator, deskId, stopped.signal)) > 0 || again.has(deskId))
      )
    } catch (error) {
      const away = isUnavailable(error)
      lodge.log.warn({ err: error }, away ? 'the database is away; mails wait for it' : 'mails are worked on again')
      await sleep(POLL_MS, undefined, { signal: stopped.signal }).catch(() => {})
    } finally {
      running.delete(deskId)
    }
  }

  const run = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      const count = lodge.signal.count()
      try {
        for (const deskId of await desksWithMail(lodge)) {
          again.add(deskId)
          if (running.has(deskId)) continue
          if (running.size >= DESKS_AT_ONCE) await Promise.race(running.values())
          running.set(deskId, workOff(deskId))
        }
      } catch (error) {
        lodge.log.warn({ err: error }, 'mails that wait could not be looked for')
      }
      await sleep(GATHER_MS)
      await lodge.signal.after(count, POLL_MS, stopped.signal)
    }
  }
  const done = run()
  return {
    stop: async () => {
      stopped.abort()
      await done
      await Promise.all(running.values())
    },
  }
}
