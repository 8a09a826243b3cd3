import { sql } from 'kysely'
import type { DeskId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import type { Message } from '../tickets/ticket.ts'
import { RULE } from './rule.ts'
import { runRule } from './run.ts'
import { selects } from './trigger.ts'

/** An event's place in the log. */
export type EventKey = { deskId: DeskId; xid: string; id: string }

type Row = {
  type: string
  ticket_id: string | null
  actor_kind: string
  actor_id: string | null
  data: { changes?: Record<string, unknown>; message?: Message; timer?: { kind: string } }
  /** Of the rule that caused it, if one did. */
  depth: number | null
}

/**
 * Lets a desk's rules look at an event, one after another, each in a transaction of its own. Interrupted, it can be called
 * again: what a rule did is not done twice. A rule does not look at what it did itself.
 */
export const runRules = async (lodge: Lodge, { deskId, xid, id }: EventKey): Promise<void> => {
  const { db } = lodge.store
  const found = await sql<Row>`
    select e.type, e.ticket_id, e.actor_kind, e.actor_id, e.data, (
      select max(r.depth) from rule_run r where r.desk_id = e.desk_id and r.xid = e.xid and e.actor_kind = 'automation'
    ) as depth
    from event e where e.desk_id = ${deskId} and e.xid = ${xid}::xid8 and e.id = ${id}`.execute(db)
  const event = found.rows[0]
  if (!event || event.ticket_id === null) return
  const rules = await db
    .selectFrom('rule')
    .select(RULE)
    .where('desk_id', '=', deskId)
    .where('is_enabled', '=', true)
    .where('deleted_at', 'is', null)
    .where(sql<boolean>`${event.type} = any (event_types) and starts_at < ${xid}::xid8`)
    .orderBy('position')
    .orderBy('id')
    .execute()
  const cause = {
    key: `event/${xid}.${id}`,
    eventId: id,
    message: event.data.message ?? null,
    depth: (event.depth ?? 0) + 1,
  }
  for (const rule of rules) {
    const isItsOwn = event.actor_kind === 'automation' && event.actor_id === rule.id
    if (isItsOwn || !selects(rule.trigger, event)) continue
    if ((await runRule(lodge, deskId, rule, event.ticket_id, cause)) && rule.is_last) return
  }
}
