import type { Change } from '../change.ts'
import { findDepartment } from '../departments/find.ts'
import { lockSettings } from '../desks/lock.ts'
import { recordEvent } from '../events/record.ts'
import { looksLikeId } from '../ids.ts'
import { fail, ok, type Result } from '../result.ts'
import { type ImapSettings, imapColumns, signingColumn } from './columns.ts'
import type { MailboxError } from './create.ts'
import { addressTaken } from './find.ts'
import { type Mailbox, type MailboxRow, selectMailboxes, toMailbox } from './mailbox.ts'

/** What is absent stays; a department of null is the desk's default. */
export type MailboxChanges = {
  name?: string | undefined
  address?: string | undefined
  department?: string | null | undefined
  enabled?: boolean | undefined
  detectForwards?: boolean | undefined
  unverified?: 'mark' | 'quarantine' | undefined
  authservId?: string | null | undefined
  imap?: { [field in keyof ImapSettings]?: ImapSettings[field] | undefined } | undefined
  http?: { signingKey?: string | null | undefined } | undefined
}

export type UpdateMailboxError =
  | { code: 'mailbox_not_found' }
  | MailboxError
  /** Settings of another kind than the mailbox is of. */
  | { code: 'wrong_kind'; field: 'imap' | 'http'; kind: string }
  | { code: 'login_required' }
  | { code: 'after_folder_required' }

/**
 * Changes a mailbox. The login is asked for again where the server or the user changes: a stored one never goes to a
 * server that it was not given for. Another server, user or folder is read from its beginning.
 */
export const updateMailbox = async (
  change: Change,
  id: string,
  given: MailboxChanges,
): Promise<Result<Mailbox, UpdateMailboxError>> => {
  const { tx, lodge, actor } = change
  if (!looksLikeId(id)) return fail({ code: 'mailbox_not_found' })
  await lockSettings(change)
  const known = await selectMailboxes(tx, actor.deskId).where('m.id', '=', id).forUpdate('m').executeTakeFirst()
  if (!known) return fail({ code: 'mailbox_not_found' })
  const wrong = wrongIn(known, given)
  if (wrong) return fail(wrong)
  if (given.address !== undefined && (await addressTaken(change, given.address, id))) {
    return fail({ code: 'address_taken' })
  }
  const department = given.department ? await findDepartment(change, given.department) : null
  if (!department && given.department) return fail({ code: 'department_not_found' })
  const inDepartment = given.department === undefined ? known.department : (department ?? null)

  const whose = { deskId: actor.deskId, id }
  const signingKey = given.http?.signingKey
  const row = await tx
    .updateTable('mailbox')
    .set({
      name: given.name,
      address: given.address,
      department_id: inDepartment?.id ?? null,
      enabled: given.enabled,
      detect_forwards: given.detectForwards,
      unverified: given.unverified,
      authserv_id: given.authservId,
      ...(given.imap && imapColumns(lodge, whose, given.imap)),
      ...(signingKey !== undefined && signingColumn(lodge, whose, signingKey)),
      updated_at: new Date(),
    })
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  if (isElsewhere(known, given.imap) || given.imap?.folder !== undefined) {
    await tx
      .updateTable('mailbox_state')
      .set({ uid_validity: null, last_uid: '0', tidied_uid: '0', backlog_total: null, backlog_left: null })
      .where('desk_id', '=', actor.deskId)
      .where('mailbox_id', '=', id)
      .execute()
  }
  const mailbox = toMailbox({ ...row, department: inDepartment && { id: inDepartment.id, name: inDepartment.name } })
  await recordEvent(change, { type: 'mailbox.updated', data: { mailbox } })
  return ok(mailbox)
}

const wrongIn = (known: MailboxRow, given: MailboxChanges): UpdateMailboxError | undefined => {
  for (const field of ['imap', 'http'] as const) {
    if (given[field] && known.kind !== field) return { code: 'wrong_kind', field, kind: known.kind }
  }
  if (isElsewhere(known, given.imap) && !given.imap?.login) return { code: 'login_required' }
  const after = given.imap?.afterStore ?? known.after_store
  const folder = given.imap?.afterFolder === undefined ? known.after_folder : given.imap.afterFolder
  if (after === 'move' && folder === null) return { code: 'after_folder_required' }
  return undefined
}

/** Another server, or another user there. */
const isElsewhere = (known: MailboxRow, given: MailboxChanges['imap']): boolean =>
  given !== undefined &&
  ((given.host ?? known.host) !== known.host ||
    (given.port ?? known.port) !== known.port ||
    (given.username ?? known.username) !== known.username)
