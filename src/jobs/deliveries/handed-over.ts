import type { Lodge } from '../../core/lodge.ts'
import type { Claim } from './claim.ts'

type Waiting = { claim: Claim; done: (isOurs: boolean) => void; fail: (error: unknown) => void }

/**
 * Notes, durably, that the receiver of a delivery may have it from here on. False where another process has taken it
 * meanwhile. Those who ask while a note is being written share the next one, and its commit.
 */
export const openHandedOver = (lodge: Lodge): ((claim: Claim) => Promise<boolean>) => {
  let waiting: Waiting[] = []
  let isWriting = false

  const write = async (): Promise<void> => {
    isWriting = true
    while (waiting.length > 0) {
      const group = waiting
      waiting = []
      try {
        const ours = await note(lodge, group)
        for (const { claim, done } of group) done(ours.has(keyOf(claim.deskId, claim.id)))
      } catch (error) {
        for (const { fail } of group) fail(error)
      }
    }
    isWriting = false
  }
  return (claim) =>
    new Promise((done, fail) => {
      waiting.push({ claim, done, fail })
      if (isWriting || waiting.length > 1) return
      // After the others of this turn of the event loop.
      setImmediate(() => void write())
    })
}

const keyOf = (deskId: string, id: string): string => `${deskId}/${id}`

const note = async (lodge: Lodge, group: Waiting[]): Promise<Set<string>> => {
  const noted = await lodge.store.pool.query<{ desk_id: string; id: string }>(
    `update delivery d set handed_over = true
     from unnest($1::bigint[], $2::bigint[], $3::integer[]) as c (desk_id, id, attempt)
     where d.desk_id = c.desk_id and d.id = c.id and d.state = 'sending' and d.attempts = c.attempt
     returning d.desk_id, d.id`,
    [
      group.map(({ claim }) => claim.deskId),
      group.map(({ claim }) => claim.id),
      group.map(({ claim }) => claim.attempt),
    ],
  )
  return new Set(noted.rows.map(({ desk_id, id }) => keyOf(desk_id, id)))
}
