import { systemActor } from '../../../src/core/actor.ts'
import { issueCredential } from '../../../src/core/credentials/issue.ts'
import type { Scope } from '../../../src/core/credentials/scopes.ts'
import { type Ability, scopesFor } from '../../../src/dialects/tickiti/abilities.ts'
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
        scopes: abilities ? scopesFor(abilities) : null,
        department: null,
        member,
        expiresAt: null,
      },
    )
    if (!made.ok) throw new Error(made.error.code)
    return made.value.secret
  })
