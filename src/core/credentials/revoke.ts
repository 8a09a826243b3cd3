import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { looksLikeId } from '../ids.ts'
import { fail, ok, type Result } from '../result.ts'

/** Ends a credential for good, within a second on every node. Once more changes nothing. */
export const revokeCredential = async (
  change: Change,
  id: string,
): Promise<Result<{ id: string }, { code: 'credential_not_found' }>> => {
  if (!looksLikeId(id)) return fail({ code: 'credential_not_found' })
  const { deskId } = change.actor
  const credential = await change.tx
    .selectFrom('credential')
    .select(['id', 'kind', 'name', 'revoked_at'])
    .where('desk_id', '=', deskId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!credential) return fail({ code: 'credential_not_found' })
  if (credential.revoked_at) return ok({ id })
  await change.tx
    .updateTable('credential')
    .set({ revoked_at: new Date() })
    .where('desk_id', '=', deskId)
    .where('id', '=', id)
    .execute()
  const { kind, name } = credential
  await recordEvent(change, { type: 'credential.revoked', data: { credential: { id, kind, name } } })
  return ok({ id })
}
