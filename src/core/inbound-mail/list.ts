import { sql } from 'kysely'
import { ofTicketInReach } from '../../store/reach.ts'
import type { InboundMailState } from '../../store/schema.ts'
import type { Actor } from '../actor.ts'
import { looksLikeId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import { type Page, type Paging, toPage } from '../page.ts'
import { fail, ok, type Result } from '../result.ts'
import type { MailCause } from './cause.ts'
import { INBOUND_MAIL, type InboundMail, type InboundMailRow, toInboundMail } from './mail.ts'

/** Mails that came in, newest first: all, one mailbox's, those in one state, or both. */
export const listInboundMails = async (
  lodge: Lodge,
  actor: Actor,
  { mailboxId, state, cause }: { mailboxId: string | null; state: InboundMailState | null; cause: MailCause | null },
  { limit, after }: Paging<[id: string]>,
): Promise<Page<InboundMail>> => {
  const found = await sql<InboundMailRow>`
    select ${sql.raw(INBOUND_MAIL)} from inbound_mail
    where desk_id = ${actor.deskId} and ${ofTicketInReach(actor.departments, 'inbound_mail')}
      and (${mailboxId}::bigint is null or mailbox_id = ${mailboxId})
      and (${state}::text is null or state = ${state})
      and (${cause}::text is null or cause = ${cause})
      and (${after?.[0] ?? null}::bigint is null or id < ${after?.[0] ?? null})
    order by id desc limit ${limit + 1}`.execute(lodge.store.db)
  return toPage(found.rows, limit, (row) => [row.id], toInboundMail)
}

/** One mail, and where its bytes are. */
export const getInboundMail = async (
  lodge: Lodge,
  actor: Actor,
  id: string,
): Promise<Result<{ mail: InboundMail; storageKey: string }, { code: 'inbound_mail_not_found' }>> => {
  if (!looksLikeId(id)) return fail({ code: 'inbound_mail_not_found' })
  const found = await sql<InboundMailRow & { storage_key: string }>`
    select ${sql.raw(INBOUND_MAIL)}, storage_key from inbound_mail
    where desk_id = ${actor.deskId} and id = ${id} and ${ofTicketInReach(actor.departments, 'inbound_mail')}`.execute(
    lodge.store.db,
  )
  const row = found.rows[0]
  if (!row) return fail({ code: 'inbound_mail_not_found' })
  return ok({ mail: toInboundMail(row), storageKey: row.storage_key })
}
