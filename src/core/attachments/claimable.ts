import type { Database } from '../../store/open.ts'
import type { Actor } from '../actor.ts'
import { looksLikeId } from '../ids.ts'
import { fail, ok, type Result } from '../result.ts'
import type { AttachmentSummary } from '../tickets/ticket.ts'

/** The uploads a message may take, one or more: of this desk, and of no other message yet. Within a change `db` is its transaction. */
export const claimable = async (
  db: Database,
  actor: Actor,
  ids: string[],
): Promise<Result<AttachmentSummary[], { code: 'attachment_not_found'; id: string }>> => {
  const malformed = ids.find((id) => !looksLikeId(id))
  if (malformed !== undefined) return fail({ code: 'attachment_not_found', id: malformed })
  const rows = await db
    .selectFrom('attachment')
    .select(['id', 'name', 'media_type', 'size', 'sha256'])
    .where('desk_id', '=', actor.deskId)
    .where('id', 'in', ids)
    .where('message_id', 'is', null)
    .execute()
  const found = new Map(rows.map((row) => [row.id, row]))
  const summaries: AttachmentSummary[] = []
  for (const id of ids) {
    const row = found.get(id)
    if (!row) return fail({ code: 'attachment_not_found', id })
    summaries.push({
      id,
      name: row.name,
      media_type: row.media_type,
      size: Number(row.size),
      sha256: row.sha256.toString('hex'),
    })
  }
  return ok(summaries)
}
