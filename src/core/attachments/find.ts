import { ofTicketInReach } from '../../store/reach.ts'
import type { Actor } from '../actor.ts'
import { looksLikeId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import type { Attachment } from './attachment.ts'

/** An attachment of this desk, of a ticket within the actor's reach or of none yet, and where its bytes are; undefined where there is none. */
export const findAttachment = async (
  lodge: Lodge,
  actor: Actor,
  id: string,
): Promise<{ attachment: Attachment; storageKey: string } | undefined> => {
  if (!looksLikeId(id)) return undefined
  const row = await lodge.store.db
    .selectFrom('attachment')
    .select(['id', 'name', 'media_type', 'size', 'sha256', 'storage_key', 'created_at'])
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', id)
    .where(ofTicketInReach(actor.departments, 'attachment'))
    .executeTakeFirst()
  if (!row) return undefined
  const attachment: Attachment = {
    id: row.id,
    name: row.name,
    media_type: row.media_type,
    size: Number(row.size),
    sha256: row.sha256.toString('hex'),
    created_at: row.created_at.toISOString(),
  }
  return { attachment, storageKey: row.storage_key }
}
