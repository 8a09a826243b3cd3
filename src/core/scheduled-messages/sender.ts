import type { Transaction } from 'kysely'
import type { Tables } from '../../store/schema.ts'
import type { Actor } from '../actor.ts'
import type { CredentialId, DeskId, MemberId } from '../ids.ts'
import { fail, ok, type Result } from '../result.ts'

type Scheduled = {
  desk_id: DeskId
  member_id: string | null
  credential_id: string | null
  actor_kind: string
  actor_name: string
}

/** Who sends a message at its time: whoever scheduled it, if they still may. */
export const senderOf = async (
  tx: Transaction<Tables>,
  { desk_id, member_id, credential_id, actor_kind, actor_name }: Scheduled,
): Promise<Result<Actor, { code: 'member_disabled' } | { code: 'credential_revoked' }>> => {
  if (member_id !== null) {
    const member = await tx
      .selectFrom('member')
      .select('id')
      .where('desk_id', '=', desk_id)
      .where('id', '=', member_id)
      .where('disabled_at', 'is', null)
      .executeTakeFirst()
    if (!member) return fail({ code: 'member_disabled' })
  } else {
    const credential = await tx
      .selectFrom('credential')
      .select('id')
      .where('desk_id', '=', desk_id)
      .where('id', '=', credential_id)
      .where('revoked_at', 'is', null)
      .executeTakeFirst()
    if (!credential) return fail({ code: 'credential_revoked' })
  }
  return ok({
    deskId: desk_id,
    credentialId: credential_id as CredentialId | null, // as it was when the actor scheduled it
    kind: actor_kind as Actor['kind'], // likewise
    name: actor_name,
    scopes: new Set(['tickets:write']),
    memberId: member_id as MemberId | null, // likewise
  })
}
