import type { Transaction } from 'kysely'
import type { Tables } from '../../store/schema.ts'
import type { Actor } from '../actor.ts'
import { allows } from '../credentials/scopes.ts'
import type { CredentialId, DeskId, MemberId } from '../ids.ts'
import { accessOf, readStanding } from '../members/standing.ts'
import { fail, ok, type Result } from '../result.ts'

type Scheduled = {
  desk_id: DeskId
  member_id: string | null
  credential_id: string | null
  actor_kind: string
  actor_name: string
}

type SenderError = { code: 'member_disabled' } | { code: 'not_allowed' } | { code: 'credential_revoked' }

/** Who sends a message at its time: whoever scheduled it, if they still may, with what their role allows by then. */
export const senderOf = async (
  tx: Transaction<Tables>,
  { desk_id, member_id, credential_id, actor_kind, actor_name }: Scheduled,
): Promise<Result<Actor, SenderError>> => {
  const known = {
    deskId: desk_id,
    credentialId: credential_id as CredentialId | null, // as it was when the actor scheduled it
    kind: actor_kind as Actor['kind'], // likewise
    name: actor_name,
    memberId: member_id as MemberId | null, // likewise
  }
  if (member_id !== null) {
    const standing = await readStanding(tx, desk_id, member_id)
    if (!standing) return fail({ code: 'member_disabled' })
    const access = accessOf(standing)
    return allows(access.scopes, 'tickets:write') ? ok({ ...known, ...access }) : fail({ code: 'not_allowed' })
  }
  const credential = await tx
    .selectFrom('credential')
    .select('id')
    .where('desk_id', '=', desk_id)
    .where('id', '=', credential_id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (!credential) return fail({ code: 'credential_revoked' })
  return ok({ ...known, scopes: new Set(['tickets:write']), departments: null })
}
