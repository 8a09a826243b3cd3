import type { Actor } from '../actor.ts'
import { looksLikeId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import { type CannedReply, toCannedReply } from './canned-reply.ts'
import { visibleCannedReplies } from './find.ts'

/** A canned reply that the actor may see; undefined where there is none. */
export const getCannedReply = async (lodge: Lodge, actor: Actor, id: string): Promise<CannedReply | undefined> => {
  if (!looksLikeId(id)) return undefined
  const row = await visibleCannedReplies(lodge.store.db, actor).where('canned_reply.id', '=', id).executeTakeFirst()
  return row && toCannedReply(row)
}
