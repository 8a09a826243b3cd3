import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import { type Page, type Paging, toPage } from '../page.ts'

/** Something that somebody did to the desk. `hash` is its digest, over that of the entry before it. */
export type AuditEntry = {
  seq: number
  event_id: string
  type: string
  actor: { kind: string; id: string | null; name: string | null }
  data: Record<string, unknown>
  created_at: string
  hash: string
}

export type AuditFilter = {
  /** The id or the name of whoever did it. */
  actor?: string | undefined
  /** A type, or the noun of several. */
  type?: string | undefined
  /** Moments: the first included, the second not. */
  from?: Date | undefined
  to?: Date | undefined
}

/** What was done to the desk, the newest first. */
export const listAudit = async (
  lodge: Lodge,
  { deskId }: Actor,
  { actor, type, from, to }: AuditFilter,
  { limit, after }: Paging<[seq: string]>,
): Promise<Page<AuditEntry>> => {
  let query = lodge.store.db
    .selectFrom('audit_entry')
    .select(['seq', 'event_id', 'type', 'actor_kind', 'actor_id', 'actor_name', 'data', 'created_at', 'hash'])
    .where('desk_id', '=', deskId)
    .orderBy('seq', 'desc')
    .limit(limit + 1)
  if (after) query = query.where('seq', '<', after[0])
  if (from) query = query.where('created_at', '>=', from)
  if (to) query = query.where('created_at', '<', to)
  if (type !== undefined) {
    query = query.where((is) =>
      is.or([is('type', '=', type), is('type', 'like', `${type.replaceAll(/[%_\\]/g, '\\$&')}.%`)]),
    )
  }
  if (actor !== undefined) {
    query = /^\d{1,18}$/.test(actor)
      ? query.where((is) => is.or([is('actor_id', '=', actor), is('actor_name', '=', actor)]))
      : query.where('actor_name', '=', actor)
  }
  return toPage(
    await query.execute(),
    limit,
    (row) => [row.seq],
    (row) => ({
      seq: Number(row.seq),
      event_id: row.event_id,
      type: row.type,
      actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
      data: row.data,
      created_at: row.created_at.toISOString(),
      hash: row.hash.toString('hex'),
    }),
  )
}
