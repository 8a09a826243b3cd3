import type { Lodge } from '../lodge.ts'

/** What processes tell each other for those who look on: who is where, and what came in for whom. Never what a ticket says. */
export type LiveNote =
  | {
      about: 'presence'
      desk: string
      ticket: string
      department: string
      member: string
      name: string
      state: 'viewing' | 'typing' | 'left'
      /** Passed on late: said so many ms ago. */
      ago?: number
    }
  | { about: 'notification'; desk: string; member: string; id: string }

export const LIVE_CHANNEL = 'lodge_live'
/** PostgreSQL takes less than 8,000 bytes at once. */
const PAYLOAD_MAX = 7_000

/**
 * Tells all processes of this database, this one included, by NOTIFY, outside of any transaction that writes. Best effort:
 * one that is lost is made up for by the next heartbeat, or when an inbox reads its notifications.
 */
export const tellLive = async (lodge: Lodge, notes: LiveNote[]): Promise<void> => {
  for (const payload of payloadsOf(notes)) {
    await lodge.store.pool
      .query(`select set_config('synchronous_commit', 'off', true), pg_notify($1, $2)`, [LIVE_CHANNEL, payload])
      .catch((error) => lodge.log.warn({ err: error }, 'who looks on could not be told'))
  }
}

const payloadsOf = (notes: LiveNote[]): string[] => {
  const payloads: string[][] = []
  let size = PAYLOAD_MAX
  for (const note of notes) {
    const text = JSON.stringify(note)
    const bytes = Buffer.byteLength(text) + 1
    if (size + bytes > PAYLOAD_MAX) {
      payloads.push([])
      size = 2
    }
    payloads.at(-1)?.push(text)
    size += bytes
  }
  return payloads.map((texts) => `[${texts.join(',')}]`)
}
