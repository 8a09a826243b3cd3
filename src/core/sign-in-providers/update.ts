import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { looksLikeId } from '../ids.ts'
import { fail, ok, type Result } from '../result.ts'
import type { NewProvider, ProviderError } from './create.ts'
import { type SignInProvider, sealingOf, toProvider } from './provider.ts'

/** What is absent stays. Another issuer or client is another provider: accounts of the one are not those of the other. */
export type ProviderChanges = {
  [Field in Exclude<keyof NewProvider, 'issuer' | 'client_id'>]?: NewProvider[Field] | undefined
}

export const updateProvider = async (
  change: Change,
  id: string,
  { client_secret, ...given }: ProviderChanges,
): Promise<Result<SignInProvider, ProviderError | { code: 'sign_in_provider_not_found' }>> => {
  const { tx, lodge, actor } = change
  if (!looksLikeId(id)) return fail({ code: 'sign_in_provider_not_found' })
  const row = await tx
    .updateTable('sign_in_provider')
    .set({
      ...given,
      ...(client_secret === undefined
        ? {}
        : { client_secret: lodge.secrets.seal(sealingOf({ desk_id: actor.deskId, id }), client_secret) }),
      updated_at: new Date(),
    })
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
  if (!row) return fail({ code: 'sign_in_provider_not_found' })
  // The caller rolls back.
  if (row.auto_join_role !== null && row.allowed_domains.length === 0) return fail({ code: 'domains_required' })
  const provider = toProvider(row)
  await recordEvent(change, { type: 'sign_in_provider.updated', data: { sign_in_provider: provider } })
  return ok(provider)
}
