import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import { checkSignature } from '../signatures/signature.ts'
import type { InvalidTemplate } from '../templates/check.ts'
import { MEMBER, type Member, toMember } from './member.ts'

/** What is absent stays. A signature is below their own answers alone; null for their department's. */
export type OwnChanges = { name?: string | undefined; signature?: string | null | undefined }

/** Changes who acts: what each member says of themselves. What they may do is an administrator's to say (updateMember). */
export const updateOwnMember = async (
  change: Change,
  { name, signature }: OwnChanges,
): Promise<Result<{ member: Member; signature: string | null }, { code: 'member_not_found' } | InvalidTemplate>> => {
  const checked = checkSignature(signature)
  if (!checked.ok) return checked
  const row = await change.tx
    .updateTable('member')
    .set({ name, signature })
    .where('desk_id', '=', change.actor.deskId)
    .where('id', '=', change.actor.memberId)
    .where('disabled_at', 'is', null)
    .returning([...MEMBER, 'signature'])
    .executeTakeFirst()
  if (!row) return fail({ code: 'member_not_found' })
  const member = toMember(row)
  await recordEvent(change, { type: 'member.updated', data: { member } })
  return ok({ member, signature: row.signature })
}
