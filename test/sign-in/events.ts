import { expect } from 'vitest'
import { EVENT_TYPES } from '../../src/http/v1/webhooks/event-types.ts'
import type { TestDesk, TestLodge } from '../support/lodge.ts'

type Logged = { id: string; type: string; actor: { kind: string; id: string | null }; data: Record<string, unknown> }

/** The events of a type that a desk's log has, each of them as its schema says. */
export const eventsOf = async (lodge: TestLodge, desk: TestDesk, type: string): Promise<Logged[]> => {
  const found = await lodge.store.pool.query<Logged>(
    `select id::text, type, json_build_object('kind', actor_kind, 'id', actor_id::text) as actor, data
     from event where desk_id = $1 and type = $2 order by xid, id`,
    [desk.id, type],
  )
  const described = EVENT_TYPES[type]
  if (!described) throw new Error(`${type} is not described`)
  for (const { data } of found.rows) expect(described.data.safeParse(data).error?.issues ?? []).toEqual([])
  return found.rows
}
