import type { Actor } from '../actor.ts'
import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { looksLikeId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import { fail, ok, type Result } from '../result.ts'

/** Failures that are known, and no news: those whose reason has these words, in any case. */
export type KnownFailure = { id: string; pattern: string; description: string }

const KNOWN = ['id', 'pattern', 'description'] as const

/** Knows failures by their words, or describes them anew. */
export const knowFailure = async (change: Change, given: Omit<KnownFailure, 'id'>): Promise<KnownFailure> => {
  const { tx, lodge, actor } = change
  const known_failure = await tx
    .insertInto('known_failure')
    .values({ desk_id: actor.deskId, id: lodge.store.nextId(), ...given })
    .onConflict((conflict) => conflict.columns(['desk_id', 'pattern']).doUpdateSet({ description: given.description }))
    .returning(KNOWN)
    .executeTakeFirstOrThrow()
  await recordEvent(change, { type: 'known_failure.saved', data: { known_failure } })
  return known_failure
}

export const forgetFailure = async (
  change: Change,
  id: string,
): Promise<Result<KnownFailure, { code: 'known_failure_not_found' }>> => {
  if (!looksLikeId(id)) return fail({ code: 'known_failure_not_found' })
  const known_failure = await change.tx
    .deleteFrom('known_failure')
    .where('desk_id', '=', change.actor.deskId)
    .where('id', '=', id)
    .returning(KNOWN)
    .executeTakeFirst()
  if (!known_failure) return fail({ code: 'known_failure_not_found' })
  await recordEvent(change, { type: 'known_failure.deleted', data: { known_failure } })
  return ok(known_failure)
}

/** The failures that are known, the oldest first. */
export const listKnownFailures = (lodge: Lodge, actor: Actor): Promise<KnownFailure[]> =>
  lodge.store.db.selectFrom('known_failure').select(KNOWN).where('desk_id', '=', actor.deskId).orderBy('id').execute()
