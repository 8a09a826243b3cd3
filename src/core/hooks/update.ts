import type { Change } from '../change.ts'
import { findDepartment } from '../departments/find.ts'
import { lockSettings } from '../desks/lock.ts'
import { recordEvent } from '../events/record.ts'
import { looksLikeId } from '../ids.ts'
import { fail, ok, type Result } from '../result.ts'
import { findTicketType } from '../ticket-types/find.ts'
import type { HookReferenceError, NewHook } from './create.ts'
import { type Hook, selectHooks, toHook } from './hook.ts'
import { sealSigning } from './secrets.ts'

/** What is absent stays; null takes away. `defaults` and `mapping` are replaced as a whole. */
export type HookChanges = { [field in keyof Omit<NewHook, 'source'>]?: NewHook[field] | undefined }

export const updateHook = async (
  change: Change,
  id: string,
  given: HookChanges,
): Promise<Result<Hook, { code: 'hook_not_found' } | HookReferenceError>> => {
  const { tx, lodge, actor } = change
  if (!looksLikeId(id)) return fail({ code: 'hook_not_found' })
  await lockSettings(change)
  const known = await selectHooks(tx, actor.deskId).where('h.id', '=', id).forUpdate('h').executeTakeFirst()
  if (!known) return fail({ code: 'hook_not_found' })
  const department = given.department ? await findDepartment(change, given.department) : null
  if (!department && given.department) return fail({ code: 'department_not_found' })
  const type = given.type ? await findTicketType(change, given.type) : null
  if (!type && given.type) return fail({ code: 'ticket_type_not_found' })

  const { signingSecret } = given
  const changed = {
    name: given.name ?? known.name,
    notify_requester: given.notifyRequester ?? known.notify_requester,
    updated_at: new Date(),
  }
  const defaults = given.defaults ?? known.defaults
  const mapping = given.mapping ?? known.mapping
  const inDepartment = given.department === undefined ? known.department : (department ?? null)
  const ofType = given.type === undefined ? known.type : (type ?? null)
  await tx
    .updateTable('hook')
    .set({
      ...changed,
      defaults: JSON.stringify(defaults),
      mapping: JSON.stringify(mapping),
      department_id: inDepartment?.id ?? null,
      ticket_type_id: ofType?.id ?? null,
      ...(signingSecret === undefined
        ? {}
        : { signing_sealed: sealSigning(lodge, { deskId: actor.deskId, hookId: id }, signingSecret) }),
    })
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', id)
    .execute()
  const hook = toHook({
    ...known,
    ...changed,
    defaults,
    mapping,
    department: inDepartment && { id: inDepartment.id, name: inDepartment.name },
    type: ofType && { id: ofType.id, name: ofType.name },
    signed: signingSecret === undefined ? known.signed : signingSecret !== null,
  })
  await recordEvent(change, { type: 'hook.updated', data: { hook } })
  return ok(hook)
}
