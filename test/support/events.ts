import type { TestDesk, TestLodge } from './lodge.ts'

// biome-ignore lint/suspicious/noExplicitAny: the snapshot's shape is what each test asserts
export type LoggedEvent = { type: string; data: any }

/** A desk's event log, from its beginning. */
export const eventsOf = async (lodge: TestLodge, desk: TestDesk): Promise<LoggedEvent[]> => {
  const found = await lodge.store.pool.query<LoggedEvent>(
    'select type, data from event where desk_id = $1 order by xid, id',
    [desk.id],
  )
  return found.rows
}
