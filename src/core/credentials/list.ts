import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import { type Page, type Paging, toPage } from '../page.ts'
import { type Credential, selectCredentials, toCredential } from './credential.ts'

/** Credentials, the newest first, those that are revoked or expired too. */
export const listCredentials = async (
  lodge: Lodge,
  actor: Actor,
  { limit, after }: Paging<[id: string]>,
): Promise<Page<Credential>> => {
  let query = selectCredentials(lodge.store.db, actor.deskId)
    .orderBy('c.id', 'desc')
    .limit(limit + 1)
  if (after) query = query.where('c.id', '<', after[0])
  return toPage(await query.execute(), limit, (row) => [row.id], toCredential)
}
