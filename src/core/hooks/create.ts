import type { Change } from '../change.ts'
import { findDepartment } from '../departments/find.ts'
import { lockSettings } from '../desks/lock.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import { findTicketType } from '../ticket-types/find.ts'
import type { Hook, HookDefaults, HookMapping, HookSourceName } from './hook.ts'
import { newAddress, sealSigning } from './secrets.ts'

export type NewHook = {
  name: string
  source: HookSourceName
  /** Ids or names; null for the desk's default. */
  department: string | null
  type: string | null
  signingSecret: string | null
  notifyRequester: boolean
  defaults: HookDefaults
  mapping: HookMapping
}

export type HookReferenceError = { code: 'department_not_found' } | { code: 'ticket_type_not_found' }

/** Makes a hook. `secret` is the last part of its address. */
export const createHook = async (
  change: Change,
  given: NewHook,
): Promise<Result<{ hook: Hook; secret: string }, HookReferenceError>> => {
  const { tx, lodge, actor } = change
  await lockSettings(change)
  const department = given.department === null ? null : await findDepartment(change, given.department)
  if (department === undefined) return fail({ code: 'department_not_found' })
  const type = given.type === null ? null : await findTicketType(change, given.type)
  if (type === undefined) return fail({ code: 'ticket_type_not_found' })

  const whose = { deskId: actor.deskId, hookId: lodge.store.nextId() }
  const { secret, columns } = newAddress(lodge, whose)
  const row = await tx
    .insertInto('hook')
    .values({
      desk_id: whose.deskId,
      id: whose.hookId,
      name: given.name,
      source: given.source,
      ...columns,
      signing_sealed: sealSigning(lodge, whose, given.signingSecret),
      department_id: department?.id ?? null,
      ticket_type_id: type?.id ?? null,
      notify_requester: given.notifyRequester,
      defaults: JSON.stringify(given.defaults),
      mapping: JSON.stringify(given.mapping),
    })
    .returning('created_at')
    .executeTakeFirstOrThrow()
  const hook: Hook = {
    id: whose.hookId,
    name: given.name,
    source: given.source,
    signed: given.signingSecret !== null,
    department: department && { id: department.id, name: department.name },
    type: type && { id: type.id, name: type.name },
    notify_requester: given.notifyRequester,
    defaults: given.defaults,
    mapping: given.mapping,
    created_at: row.created_at.toISOString(),
    updated_at: row.created_at.toISOString(),
    revoked_at: null,
  }
  await recordEvent(change, { type: 'hook.created', data: { hook } })
  return ok({ hook, secret })
}
