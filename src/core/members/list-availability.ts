import type { Availability } from '../../store/schema.ts'
import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import { type Page, type Paging, toPage } from '../page.ts'
import { fail, ok, type Result } from '../result.ts'
import { getMember } from './get.ts'

/** What a member was, from when to when, and whose doing that was. `ended_at` null: so it is now. */
export type AvailabilityEntry = {
  id: string
  availability: Availability
  away_reason: string | null
  started_at: string
  ended_at: string | null
  actor: { kind: string; id: string | null }
}

/** A member's log, the newest first: what lasted till `since` or longer and began before `until`. */
export const listAvailability = async (
  lodge: Lodge,
  actor: Actor,
  memberId: string,
  { limit, after, since, until }: Paging<[id: string]> & { since: Date | null; until: Date | null },
): Promise<Result<Page<AvailabilityEntry>, { code: 'member_not_found' }>> => {
  if (!(await getMember(lodge, actor, memberId))) return fail({ code: 'member_not_found' })
  let query = lodge.store.db
    .selectFrom('member_availability')
    .select(['id', 'availability', 'away_reason', 'started_at', 'ended_at', 'actor_kind', 'actor_id'])
    .where('desk_id', '=', actor.deskId)
    .where('member_id', '=', memberId)
    .orderBy('id', 'desc')
    .limit(limit + 1)
  if (after) query = query.where('id', '<', after[0])
  if (since) query = query.where((where) => where.or([where('ended_at', 'is', null), where('ended_at', '>=', since)]))
  if (until) query = query.where('started_at', '<', until)
  const show = ({ actor_kind, actor_id, ...row }: Awaited<ReturnType<typeof query.execute>>[number]) => ({
    ...row,
    started_at: row.started_at.toISOString(),
    ended_at: row.ended_at?.toISOString() ?? null,
    actor: { kind: actor_kind, id: actor_id },
  })
  return ok(toPage(await query.execute(), limit, (row) => [row.id], show))
}
