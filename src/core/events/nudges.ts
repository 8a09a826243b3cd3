import { randomUUID } from 'node:crypto'
import type { Lodge } from '../lodge.ts'
import { openListener } from './listener.ts'

const CHANNEL = 'lodge_events'
/** At most one NOTIFY a process in this time: at thousands of commits a second nobody is told of each. */
const TELL_MS = 50

/**
 * Lets the followers of all processes of a database wake each other: PostgreSQL's NOTIFY, sent after commits by a
 * connection of its own, never within a transaction that writes (committing a NOTIFY takes a lock all of them share).
 * Best effort: a nudge that is lost costs a second, since every follower also looks by itself.
 */
export const openNudges = (lodge: Lodge): { close: () => Promise<void> } => {
  const self = randomUUID()
  let owed = false
  let timer: NodeJS.Timeout | undefined
  let telling: Promise<unknown> = Promise.resolve()

  const tell = () => {
    owed = false
    timer = setTimeout(() => {
      timer = undefined
      if (owed) tell()
    }, TELL_MS)
    // A lost nudge is no harm, so its commit need not reach the disk.
    telling = lodge.store.pool
      .query(`select set_config('synchronous_commit', 'off', true), pg_notify($1, $2)`, [CHANNEL, self])
      .catch(() => {})
  }
  const forget = lodge.signal.onCommitted(() => {
    owed = true
    if (!timer) tell()
  })

  const listener = openListener(lodge, CHANNEL, {
    heard: (payload) => {
      if (payload !== self) lodge.signal.wake()
    },
    began: () => lodge.signal.wake(), // for what was missed in between
  })

  return {
    close: async () => {
      forget()
      clearTimeout(timer)
      await telling
      await listener.close()
    },
  }
}
