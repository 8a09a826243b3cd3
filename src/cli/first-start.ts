import { createCredential } from '../core/credentials/create.ts'
import { defaultScopes } from '../core/credentials/scopes.ts'
import { createDesk } from '../core/desks/create.ts'
import type { Lodge } from '../core/lodge.ts'
import { createMember } from '../core/members/create.ts'
import { change } from './command.ts'

export type Welcome = { desk: string; owner: string; token: string }

const OWNER = { email: 'owner@acme.example', name: 'Owner', role: 'owner' } as const

/** A database without a desk gets one, with an owner and a token. Undefined where there is one already. */
export const firstStart = async (lodge: Lodge): Promise<Welcome | undefined> => {
  const { store } = lodge
  const found = await store.db.selectFrom('desk').select('desk_id').limit(1).executeTakeFirst()
  if (found) return undefined
  const desk = await createDesk(store, { slug: 'acme', name: 'Acme' })
  // Taken: another process that starts at this moment makes it.
  if (!desk.ok) return undefined
  const deskId = desk.value.id
  await change(lodge, deskId, (change) => createMember(change, OWNER))
  const token = await createCredential(store, {
    deskId,
    kind: 'token',
    name: 'First token',
    scopes: defaultScopes('token'),
    departmentId: null,
    memberId: null,
    expiresAt: null,
  })
  return { desk: desk.value.slug, owner: OWNER.email, token: token.secret }
}
