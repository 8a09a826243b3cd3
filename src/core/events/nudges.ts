import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { Lodge } from '../lodge.ts'

const CHANNEL = 'lodge_events'
/** At most one NOTIFY a process in this time: at thousands of commits a second nobody is told of each. */
const TELL_MS = 50
const RECONNECT_MS = 1_000

/**
 * Lets the followers of all processes of a database wake each other: PostgreSQL's NOTIFY, sent after commits by a
 * connection of its own, never within a transaction that writes (committing a NOTIFY takes a lock all of them share).
 * Best effort: a nudge that is lost costs a second, since every follower also looks by itself.
 */
export const openNudges = (lodge: Lodge): { close: () => Promise<void> } => {
  const self = randomUUID()
  let closed = false
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

  let client: pg.Client | undefined
  let reconnect: NodeJS.Timeout | undefined
  const listen = async (): Promise<void> => {
    const fresh = new pg.Client(lodge.store.pool.options)
    client = fresh
    const again = () => {
      if (closed || client !== fresh) return
      client = undefined
      fresh.end().catch(() => {})
      reconnect = setTimeout(() => {
        listening = listen()
      }, RECONNECT_MS)
    }
    fresh.on('error', again)
    fresh.on('end', again)
    fresh.on('notification', (note) => {
      if (note.payload !== self) lodge.signal.wake()
    })
    try {
      await fresh.connect()
      await fresh.query(`listen ${CHANNEL}`)
      lodge.signal.wake() // for what was missed in between
    } catch {
      again()
    }
  }
  let listening = listen()

  return {
    close: async () => {
      closed = true
      forget()
      clearTimeout(timer)
      clearTimeout(reconnect)
      await telling
      await listening
      await client?.end().catch(() => {})
    },
  }
}
