import { sql } from 'kysely'
import type { Store } from '../../store/open.ts'
import type { CredentialKind } from '../../store/schema.ts'
import type { CredentialId, DeskId } from '../ids.ts'
import type { Scope } from './scopes.ts'
import { hashSecret, newSecret } from './secret.ts'

export type NewCredential = {
  deskId: DeskId
  kind: CredentialKind
  name: string
  scopes: readonly Scope[]
  departmentId: string | null
  memberId: string | null
  expiresAt: Date | null
}

/** Makes a credential. The secret is in the answer and nowhere else: only its digest is stored. */
export const createCredential = async (
  store: Store,
  given: NewCredential,
): Promise<{ id: CredentialId; number: number; secret: string }> => {
  const id = store.nextId() as CredentialId // a new id becomes the credential's here
  return store.db.transaction().execute(async (tx) => {
    const counter = await tx
      .updateTable('desk_counter')
      .set({ credential_number: sql`credential_number + 1` })
      .where('desk_id', '=', given.deskId)
      .returning('credential_number')
      .executeTakeFirstOrThrow()
    const number = counter.credential_number
    const secret = newSecret(given.kind, number)
    await tx
      .insertInto('credential')
      .values({
        desk_id: given.deskId,
        id,
        number,
        kind: given.kind,
        name: given.name,
        secret_hash: hashSecret(secret),
        hint: secret.slice(-4),
        scopes: [...given.scopes],
        department_id: given.departmentId,
        member_id: given.memberId,
        expires_at: given.expiresAt,
      })
      .execute()
    return { id, number, secret }
  })
}
