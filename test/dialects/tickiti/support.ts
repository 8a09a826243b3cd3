import { systemActor } from '../../../src/core/actor.ts'
import { issueCredential } from '../../../src/core/credentials/issue.ts'
import type { Scope } from '../../../src/core/credentials/scopes.ts'
import { type Ability, grantFor } from '../../../src/dialects/tickiti/abilities.ts'
import type { TestDesk, TestLodge } from '../../support/lodge.ts'

/** A Tickiti token of a desk, of all abilities but those of its administration; or of those that are named. */
export const tickitiToken = async (
  { lodge }: TestLodge,
  desk: TestDesk,
  abilities?: (Ability | Scope)[],
  member: string | null = null,
): Promise<string> =>
  lodge.store.db.transaction().execute(async (tx) => {
    const made = await issueCredential(
      { tx, lodge, actor: systemActor(desk.id) },
      {
        kind: 'tickiti',
        name: 'test',
        ...(abilities ? grantFor(abilities) : { scopes: null }),
        department: null,
        member,
        expiresAt: null,
      },
    )
    if (!made.ok) throw new Error(made.error.code)
    return made.value.secret
  })

let keys = 0
/** A key that nobody has used. */
export const key = (): Record<string, string> => ({ 'idempotency-key': `key-${++keys}` })

/** How many tickets, messages, contacts, uploads, keys and events a desk has: what a refusal leaves as it is. */
export const countAll = async ({ store }: TestLodge, desk: TestDesk): Promise<Record<string, number>> => {
  const found = await store.pool.query(
    `select (select count(*)::integer from ticket where desk_id = $1) as tickets,
       (select count(*)::integer from message where desk_id = $1) as messages,
       (select count(*)::integer from contact where desk_id = $1) as contacts,
       (select count(*)::integer from attachment where desk_id = $1) as attachments,
       (select count(*)::integer from idempotency_key where desk_id = $1) as keys,
       (select count(*)::integer from event where desk_id = $1) as events`,
    [desk.id],
  )
  return found.rows[0]
}
