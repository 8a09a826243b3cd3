import { type SqlBool, sql } from 'kysely'
import type { BodyFormat, TicketStatus } from '../../store/schema.ts'
import type { Actor } from '../actor.ts'
import type { AttachmentSummary } from '../tickets/ticket.ts'

/** What somebody is writing, as they left it: nothing of it is checked before it is sent. */
export type DraftContent = {
  public: boolean
  format: BodyFormat
  body: string
  to: string[]
  cc: string[]
  bcc: string[]
  status_after: TicketStatus | null
  /** The last message of the ticket that its writer saw. */
  seen_message_id: string | null
  /** Whether a signature is to stand below it. */
  signed: boolean
}

export type Draft = DraftContent & { ticket_id: string; attachments: AttachmentSummary[]; updated_at: string }

/** Whose drafts an actor's are: their member's, or the credential's own where it stands for nobody. */
export const writerOf = (actor: Actor): string => actor.memberId ?? actor.credentialId ?? '0'

/** The uploads that a row `d` names and that are still there, in the shape of AttachmentSummary. */
export const ATTACHMENTS_OF_ROW = sql<AttachmentSummary[]>`coalesce((
  select json_agg(json_build_object(
    'id', a.id::text, 'name', a.name, 'media_type', a.media_type, 'size', a.size, 'sha256', encode(a.sha256, 'hex')
  ) order by array_position(d.attachments, a.id))
  from attachment a where a.desk_id = d.desk_id and a.id = any (d.attachments)
), '[]')`

/** Whether a draft, or a message that waits for its time, names an upload of this desk: then it is not too old to be taken. */
export const isHeld = (actor: Actor) => sql<SqlBool>`
  attachment.id in (
    select unnest(attachments) from draft where desk_id = ${actor.deskId}
    union all
    select unnest(attachments) from scheduled_message where desk_id = ${actor.deskId}
  )`

type Row = { ticket_id: string; content: DraftContent; attachments: AttachmentSummary[]; updated_at: Date }

export const toDraft = ({ ticket_id, content, attachments, updated_at }: Row): Draft => ({
  ticket_id,
  ...content,
  attachments,
  updated_at: updated_at.toISOString(),
})
