import { sql } from 'kysely'
import type { Database } from '../../store/open.ts'
import type { Actor } from '../actor.ts'
import { isHeld } from '../drafts/draft.ts'
import { looksLikeId } from '../ids.ts'
import { fail, ok, type Result } from '../result.ts'
import type { AttachmentSummary } from '../tickets/ticket.ts'
import { LINKABLE_MINUTES } from './attachment.ts'

/** The uploads a message may take, each once: of this desk, of no other message yet, and not about to be swept. Within a change `db` is its transaction. */
export const claimable = async (
  db: Database,
  actor: Actor,
  ids: string[],
): Promise<Result<AttachmentSummary[], { code: 'attachment_not_found'; id: string }>> => {
  const wrong = ids.find((id) => !looksLikeId(id))
  if (wrong !== undefined) return fail({ code: 'attachment_not_found', id: wrong })
  if (ids.length === 0) return ok([])
  const rows = await db
    .selectFrom('attachment')
    .select(['id', 'name', 'media_type', 'size', 'sha256'])
    .where('desk_id', '=', actor.deskId)
    .where('id', 'in', ids)
    .where('ticket_id', 'is', null)
    .where('message_id', 'is', null)
    .where((where) =>
      where.or([
        where('created_at', '>', sql<Date>`now() - make_interval(mins => ${LINKABLE_MINUTES})`),
        isHeld(actor),
      ]),
    )
    .execute()
  const found = new Map(rows.map((row) => [row.id, row]))
  const summaries: AttachmentSummary[] = []
  for (const id of new Set(ids)) {
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
