import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { looksLikeId } from '../ids.ts'
import { fail, ok, type Result } from '../result.ts'
import { type Credential, selectCredentials, toCredential } from './credential.ts'

/**
 * Ends a credential for good. Whoever remembers it (Authenticator.forget) is told after the commit; other processes find
 * out within a second. Nothing happens to one that is revoked already.
 */
export const revokeCredential = async (
  change: Change,
  id: string,
): Promise<Result<Credential, { code: 'credential_not_found' }>> => {
  if (!looksLikeId(id)) return fail({ code: 'credential_not_found' })
  const row = await selectCredentials(change.tx, change.actor.deskId)
    .where('c.id', '=', id)
    .forUpdate('c')
    .executeTakeFirst()
  if (!row) return fail({ code: 'credential_not_found' })
  if (row.revoked_at) return ok(toCredential(row))
  const revoked = { ...row, revoked_at: new Date() }
  await change.tx
    .updateTable('credential')
    .set({ revoked_at: revoked.revoked_at })
    .where('desk_id', '=', change.actor.deskId)
    .where('id', '=', id)
    .execute()
  const credential = toCredential(revoked)
  await recordEvent(change, { type: 'credential.revoked', data: { credential } })
  return ok(credential)
}
