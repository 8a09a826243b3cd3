import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { ok, type Result } from '../result.ts'
import { checkSignature } from '../signatures/signature.ts'
import type { InvalidTemplate } from '../templates/check.ts'
import { DESK, type DeskProfile, toDeskProfile } from './desk.ts'

/** What is absent stays. The culture is that of tickets that come without one. */
export type DeskChanges = {
  name?: string | undefined
  culture?: string | undefined
  allowedOrigins?: string[] | undefined
  signature?: string | null | undefined
}

export const updateDesk = async (change: Change, given: DeskChanges): Promise<Result<DeskProfile, InvalidTemplate>> => {
  const checked = checkSignature(given.signature)
  if (!checked.ok) return checked
  const row = await change.tx
    .updateTable('desk')
    .set({
      name: given.name,
      culture: given.culture,
      allowed_origins: given.allowedOrigins,
      signature: given.signature,
      updated_at: new Date(),
    })
    .where('desk_id', '=', change.actor.deskId)
    .returning(DESK)
    .executeTakeFirstOrThrow()
  const desk = toDeskProfile(row)
  await recordEvent(change, { type: 'desk.updated', data: { desk } })
  return ok(desk)
}
