import { issueCredential } from '../core/credentials/issue.ts'
import { createDesk } from '../core/desks/create.ts'
import type { Lodge } from '../core/lodge.ts'
import { createMember } from '../core/members/create.ts'
import { makeSignInLink } from '../core/sign-in-links/enter.ts'
import { change } from './command.ts'

/** `signInToken` is that of the one-time link by which the owner comes in. */
export type Welcome = { desk: string; owner: string; signInToken: string; token: string }

const OWNER = { email: 'owner@acme.example', name: 'Owner', role: 'owner' } as const

/** A database without a desk gets one, with an owner, a link that signs them in, and a token. Undefined where there is one already. */
export const firstStart = async (lodge: Lodge): Promise<Welcome | undefined> => {
  const { store } = lodge
  const found = await store.db.selectFrom('desk').select('desk_id').limit(1).executeTakeFirst()
  if (found) return undefined
  const desk = await createDesk(store, { slug: 'acme', name: 'Acme' })
  // Taken: another process that starts at this moment makes it.
  if (!desk.ok) return undefined
  const { credential, signInToken } = await change(lodge, desk.value.id, async (change) => {
    await createMember(change, OWNER)
    const link = await makeSignInLink(change, { email: OWNER.email, reset: false })
    if (!link.ok) throw new Error(`the owner was made, and is not there: ${link.error.code}`)
    const credential = await issueCredential(change, {
      kind: 'token',
      name: 'First token',
      scopes: null,
      department: null,
      member: null,
      expiresAt: null,
    })
    return { credential, signInToken: link.value.token }
  })
  if (!credential.ok) throw new Error(`the first token was refused: ${credential.error.code}`)
  return { desk: desk.value.slug, owner: OWNER.email, signInToken, token: credential.value.secret }
}
