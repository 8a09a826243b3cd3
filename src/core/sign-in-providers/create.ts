import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import { type SignInProvider, sealingOf, toProvider } from './provider.ts'

export type NewProvider = Omit<SignInProvider, 'id' | 'created_at' | 'updated_at'> & { client_secret: string }

/** Who joins by themselves joins by their domain: without one, everybody whom the provider knows would. */
export type ProviderError = { code: 'domains_required' }

/** Sets a provider up. The issuer was checked to be one that may be asked (channels/outbound). */
export const createProvider = async (
  change: Change,
  given: NewProvider,
): Promise<Result<SignInProvider, ProviderError>> => {
  const { tx, lodge, actor } = change
  if (given.auto_join_role !== null && given.allowed_domains.length === 0) return fail({ code: 'domains_required' })
  const now = new Date()
  const key = { desk_id: actor.deskId, id: lodge.store.nextId() }
  const row = await tx
    .insertInto('sign_in_provider')
    .values({
      ...given,
      ...key,
      client_secret: lodge.secrets.seal(sealingOf(key), given.client_secret),
      created_at: now,
      updated_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  const provider = toProvider(row)
  await recordEvent(change, { type: 'sign_in_provider.created', data: { sign_in_provider: provider } })
  return ok(provider)
}
