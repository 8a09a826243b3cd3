import { sql } from 'kysely'
import { ofTicketInReach } from '../../store/reach.ts'
import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { looksLikeId } from '../ids.ts'
import { fail, ok, type Result } from '../result.ts'
import { INBOUND_MAIL, type InboundMail, type InboundMailRow, toInboundMail } from './mail.ts'

export type ReleaseError =
  | { code: 'inbound_mail_not_found' }
  | { code: 'inbound_mail_erased' }
  | { code: 'inbound_mail_not_quarantined'; state: string }

/**
 * Takes in a mail that was kept back, or noted as an automatic answer or as ignored, as if what did so were not so. What
 * becomes of it is decided a moment later; it may be kept back again for another cause.
 */
export const releaseMail = async (change: Change, id: string): Promise<Result<InboundMail, ReleaseError>> => {
  if (!looksLikeId(id)) return fail({ code: 'inbound_mail_not_found' })
  const { tx, actor } = change
  const found = await tx
    .selectFrom('inbound_mail')
    .select(['state', 'cause', 'storage_key'])
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', id)
    .where(ofTicketInReach(actor.departments, 'inbound_mail'))
    .forUpdate()
    .executeTakeFirst()
  if (!found) return fail({ code: 'inbound_mail_not_found' })
  const isKeptBack = found.state === 'quarantined' || found.cause === 'auto_reply' || found.cause === 'ignored'
  if (!isKeptBack) return fail({ code: 'inbound_mail_not_quarantined', state: found.state })
  if (found.storage_key === '') return fail({ code: 'inbound_mail_erased' })
  const released = await sql<InboundMailRow>`
    update inbound_mail
    set state = 'stored', released = released || coalesce(cause, 'unreadable'), cause = null, reason = null, attempts = 0,
      error = null, ticket_id = null, content_digest = null, due_at = now(), decided_at = null
    where desk_id = ${actor.deskId} and id = ${id}
    returning ${sql.raw(INBOUND_MAIL)}`.execute(tx)
  const [row] = released.rows
  if (!row) throw new Error('an update of a locked row answers it')
  const mail = toInboundMail(row)
  await recordEvent(change, { type: 'inbound_mail.released', data: { inbound_mail: mail } })
  return ok(mail)
}
