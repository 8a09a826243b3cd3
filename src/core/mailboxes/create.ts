import type { Change } from '../change.ts'
import { findDepartment } from '../departments/find.ts'
import { lockSettings } from '../desks/lock.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import { type HttpSettings, type ImapSettings, imapColumns, newPostAddress, signingColumn } from './columns.ts'
import { addressTaken } from './find.ts'
import { type Mailbox, toMailbox } from './mailbox.ts'

export type NewMailbox = {
  name: string
  /** In its one spelling (core/contacts/email.ts). */
  address: string
  /** Id or name; null for the desk's default. */
  department: string | null
  enabled: boolean
  detectForwards: boolean
  unverified: 'mark' | 'quarantine'
  authservId: string | null
  /** How mail gets here; neither is by SMTP. */
  imap: ImapSettings | null
  http: HttpSettings | null
}

export type MailboxError = { code: 'address_taken' } | { code: 'department_not_found' }

/** Makes a mailbox. `secret` is the last part of the address that a provider posts to; null where none does. */
export const createMailbox = async (
  change: Change,
  given: NewMailbox,
): Promise<Result<{ mailbox: Mailbox; secret: string | null }, MailboxError>> => {
  const { tx, lodge, actor } = change
  await lockSettings(change)
  if (await addressTaken(change, given.address)) return fail({ code: 'address_taken' })
  const department = given.department === null ? null : await findDepartment(change, given.department)
  if (department === undefined) return fail({ code: 'department_not_found' })

  const whose = { deskId: actor.deskId, id: lodge.store.nextId() }
  const post = given.http && newPostAddress(lodge, whose)
  const row = await tx
    .insertInto('mailbox')
    .values({
      desk_id: whose.deskId,
      id: whose.id,
      name: given.name,
      address: given.address,
      kind: given.imap ? 'imap' : given.http ? 'http' : 'smtp',
      department_id: department?.id ?? null,
      enabled: given.enabled,
      detect_forwards: given.detectForwards,
      unverified: given.unverified,
      authserv_id: given.authservId,
      ...(given.imap && imapColumns(lodge, whose, given.imap)),
      ...(given.http && {
        provider: given.http.provider,
        ...signingColumn(lodge, whose, given.http.signingKey),
        ...post?.columns,
      }),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await tx.insertInto('mailbox_state').values({ desk_id: whose.deskId, mailbox_id: whose.id }).execute()
  const mailbox = toMailbox({ ...row, department: department && { id: department.id, name: department.name } })
  await recordEvent(change, { type: 'mailbox.created', data: { mailbox } })
  return ok({ mailbox, secret: post?.secret ?? null })
}
