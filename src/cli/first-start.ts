import { createCredential } from '../core/credentials/create.ts'
import { createDesk } from '../core/desks/create.ts'
import type { Store } from '../store/open.ts'

/** A database without a desk gets one, and a token for it. Undefined where there is one already. */
export const firstStart = async (store: Store): Promise<{ slug: string; token: string } | undefined> => {
  const found = await store.db.selectFrom('desk').select('desk_id').limit(1).executeTakeFirst()
  if (found) return undefined
  const desk = await createDesk(store, { slug: 'acme', name: 'Acme' })
  if (!desk.ok) return undefined
  const token = await createCredential(store, {
    deskId: desk.value.id,
    kind: 'token',
    name: 'First token',
    scopes: ['admin'],
    departmentId: null,
    memberId: null,
    expiresAt: null,
  })
  return { slug: desk.value.slug, token: token.secret }
}
