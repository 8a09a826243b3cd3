import type { Actor } from '../actor.ts'
import { looksLikeId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import { type Page, type Paging, toPage } from '../page.ts'
import { fail, ok, type Result } from '../result.ts'
import { type Mailbox, sealedAddress, selectMailboxes, toMailbox } from './mailbox.ts'
import { type MailboxStatus, mailboxStatuses } from './status.ts'

export type MailboxWithStatus = Mailbox & { status: MailboxStatus }

/** Mailboxes, oldest first, with how they do. */
export const listMailboxes = async (
  lodge: Lodge,
  actor: Actor,
  { limit, after }: Paging<[id: string]>,
): Promise<Page<MailboxWithStatus>> => {
  let query = selectMailboxes(lodge.store.db, actor.deskId)
    .orderBy('m.id')
    .limit(limit + 1)
  if (after) query = query.where('m.id', '>', after[0])
  const rows = await query.execute()
  const statuses = await mailboxStatuses(
    lodge,
    actor.deskId,
    rows.map((row) => row.id),
  )
  return toPage(
    rows,
    limit,
    (row) => [row.id],
    (row) => ({ ...toMailbox(row), status: statusOf(statuses, row.id) }),
  )
}

/** A mailbox, and the secret of the address that a provider posts to, null where none does: for who may make one. */
export const getMailbox = async (
  lodge: Lodge,
  actor: Actor,
  id: string,
): Promise<Result<{ mailbox: MailboxWithStatus; secret: string | null }, { code: 'mailbox_not_found' }>> => {
  if (!looksLikeId(id)) return fail({ code: 'mailbox_not_found' })
  const row = await selectMailboxes(lodge.store.db, actor.deskId).where('m.id', '=', id).executeTakeFirst()
  if (!row) return fail({ code: 'mailbox_not_found' })
  const statuses = await mailboxStatuses(lodge, actor.deskId, [id])
  const sealed = row.secret_sealed
  const secret = sealed && lodge.secrets.unseal({ deskId: actor.deskId, purpose: sealedAddress(id) }, sealed)
  return ok({ mailbox: { ...toMailbox(row), status: statusOf(statuses, id) }, secret: secret ?? null })
}

const statusOf = (statuses: Map<string, MailboxStatus>, id: string): MailboxStatus => {
  const status = statuses.get(id)
  if (!status) throw new Error('a mailbox has its state from the start')
  return status
}
