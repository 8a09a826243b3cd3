import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import { DESK, type DeskProfile, toDeskProfile } from './desk.ts'

/** The actor's desk. */
export const getDesk = async (lodge: Lodge, actor: Actor): Promise<DeskProfile> =>
  toDeskProfile(
    await lodge.store.db.selectFrom('desk').select(DESK).where('desk_id', '=', actor.deskId).executeTakeFirstOrThrow(),
  )
