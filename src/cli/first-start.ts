import { issueCredential } from '../core/credentials/issue.ts'
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
  const issued = await change(lodge, desk.value.id, async (change) => {
    await createMember(change, OWNER)
    return issueCredential(change, {
      kind: 'token',
      name: 'First token',
      scopes: null,
      department: null,
      member: null,
      expiresAt: null,
    })
  })
  if (!issued.ok) throw new Error(`the first token was refused: ${issued.error.code}`)
  return { desk: desk.value.slug, owner: OWNER.email, token: issued.value.secret }
}
