import type { Actor } from '../../actor.ts'
import type { Change } from '../../change.ts'
import { lockIntake } from '../../desks/lock.ts'
import type { Lodge } from '../../lodge.ts'
import { shownWithOne } from '../../merges/shown-with.ts'
import { lockInOrder } from '../lock-in-order.ts'
import { eraseTicket } from './erase.ts'
import { type ReadLog, readLog, UNREAD } from './log.ts'

/** What is read for eraseWithMerged() before its transaction: the log of the ticket, and of each that was merged into it. */
export type ReadLogs = { log: ReadLog; merged: Map<string, ReadLog> }

export const readLogs = async (lodge: Lodge, actor: Actor, idOrNumber: string): Promise<ReadLogs> => {
  const log = await readLog(lodge, actor, idOrNumber)
  const merged = new Map<string, ReadLog>()
  for (const id of await shownWithOne(lodge.store.db, actor.deskId, idOrNumber)) {
    merged.set(id, await readLog(lodge, actor, id))
  }
  return { log, merged }
}

/** Erases a ticket (eraseTicket) with all that its conversation shows: the tickets that were merged into it too. */
export const eraseWithMerged = async (
  change: Change,
  idOrNumber: string,
  { log, merged }: ReadLogs,
): ReturnType<typeof eraseTicket> => {
  const { tx, actor } = change
  await lockIntake(change)
  const ids = await shownWithOne(tx, actor.deskId, idOrNumber)
  await lockInOrder(change, [idOrNumber, ...ids])
  const files: string[] = []
  for (const id of ids) {
    const erased = await eraseTicket(change, id, merged.get(id) ?? UNREAD)
    if (erased.ok) files.push(...erased.value.files)
  }
  const erased = await eraseTicket(change, idOrNumber, log)
  return erased.ok ? { ok: true, value: { ...erased.value, files: [...files, ...erased.value.files] } } : erased
}
