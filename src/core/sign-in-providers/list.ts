import type { Actor } from '../actor.ts'
import type { DeskId } from '../ids.ts'
import { looksLikeId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import { type Page, type Paging, toPage } from '../page.ts'
import { type ProviderRow, type SignInProvider, toProvider } from './provider.ts'

export const listProviders = async (
  lodge: Lodge,
  actor: Actor,
  { limit, after }: Paging<[id: string]>,
): Promise<Page<SignInProvider>> => {
  let query = lodge.store.db
    .selectFrom('sign_in_provider')
    .selectAll()
    .where('desk_id', '=', actor.deskId)
    .orderBy('id')
    .limit(limit + 1)
  if (after) query = query.where('id', '>', after[0])
  return toPage(await query.execute(), limit, (row) => [row.id], toProvider)
}

/** By which providers one signs in to a desk: what its sign-in page shows to anybody. */
export const providersToShow = (lodge: Lodge, deskId: DeskId): Promise<{ id: string; name: string }[]> =>
  lodge.store.db
    .selectFrom('sign_in_provider')
    .select(['id', 'name'])
    .where('desk_id', '=', deskId)
    .orderBy('name')
    .orderBy('id')
    .limit(100)
    .execute()

/** A provider by its id, of the host's desk where the host names one. */
export const findProvider = async (
  lodge: Lodge,
  id: string,
  desk: DeskId | 'any',
): Promise<ProviderRow | undefined> => {
  if (!looksLikeId(id)) return undefined
  let query = lodge.store.db.selectFrom('sign_in_provider').selectAll().where('id', '=', id)
  if (desk !== 'any') query = query.where('desk_id', '=', desk)
  return query.executeTakeFirst()
}
