import { TimedClient } from '../../store/timed-client.ts'
import type { Lodge } from '../lodge.ts'

const RECONNECT_MS = 1_000

/**
 * Listens on a channel of PostgreSQL's NOTIFY by a connection of its own, and does so again a second after that breaks.
 * `began` is called each time it listens: what was said in between is lost. `ready` resolves after the first attempt.
 */
export const openListener = (
  lodge: Lodge,
  channel: string,
  { heard, began }: { heard: (payload: string) => void; began: () => void },
): { ready: Promise<void>; close: () => Promise<void> } => {
  let closed = false
  let client: TimedClient | undefined
  let reconnect: NodeJS.Timeout | undefined
  const listen = async (): Promise<void> => {
    const fresh = new TimedClient(lodge.store.pool.options)
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
    fresh.on('notification', ({ payload }) => heard(payload ?? ''))
    try {
      await fresh.connect()
      await fresh.query(`listen ${channel}`)
      began()
    } catch {
      again()
    }
  }
  let listening = listen()

  return {
    ready: listening,
    close: async () => {
      closed = true
      clearTimeout(reconnect)
      await listening
      await client?.end().catch(() => {})
    },
  }
}
