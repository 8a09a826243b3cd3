import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { looksLikeId } from '../ids.ts'
import { fail, ok, type Result } from '../result.ts'
import { type SignInProvider, toProvider } from './provider.ts'

/** Nobody signs in by it any more; who is signed in stays so, and what they are there is forgotten. */
export const deleteProvider = async (
  change: Change,
  id: string,
): Promise<Result<SignInProvider, { code: 'sign_in_provider_not_found' }>> => {
  const { tx, actor } = change
  if (!looksLikeId(id)) return fail({ code: 'sign_in_provider_not_found' })
  const row = await tx
    .deleteFrom('sign_in_provider')
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
  if (!row) return fail({ code: 'sign_in_provider_not_found' })
  await tx.deleteFrom('auth_account').where('provider_id', '=', id).execute()
  const provider = toProvider(row)
  await recordEvent(change, { type: 'sign_in_provider.deleted', data: { sign_in_provider: provider } })
  return ok(provider)
}
