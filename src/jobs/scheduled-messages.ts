import { setTimeout as sleep } from 'node:timers/promises'
import type { Lodge } from '../core/lodge.ts'
import { sendDueMessages } from '../core/scheduled-messages/send-due.ts'
import { isUnavailable } from '../store/errors.ts'

/** What is scheduled for sooner than this, by another process too, may be as much late. */
const POLL_MS = 1_000

/** Sends messages at their time, until it is stopped; one that is being sent is finished. */
export const startSendingScheduled = (lodge: Lodge): { stop: () => Promise<void> } => {
  const stopped = new AbortController()
  const run = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      const next = await sendDueMessages(lodge).catch((error) => {
        const away = isUnavailable(error)
        lodge.log.warn({ err: error }, away ? 'the database is away; messages wait for it' : 'messages are tried again')
        return undefined
      })
      await sleep(Math.min(next ?? POLL_MS, POLL_MS), undefined, { signal: stopped.signal }).catch(() => {})
    }
  }
  const running = run()
  return {
    stop: async () => {
      stopped.abort()
      await running
    },
  }
}
