import { sql, type Transaction } from 'kysely'
import type { Store } from '../../store/open.ts'
import type { CredentialKind, Tables } from '../../store/schema.ts'
import type { CredentialId, DeskId } from '../ids.ts'
import type { Scope } from './scopes.ts'
import { hashSecret, newSecret } from './secret.ts'

export type NewCredential = {
  deskId: DeskId
  kind: CredentialKind
  name: string
  scopes: readonly Scope[]
  abilities?: readonly string[] | null
  departmentId: string | null
  memberId: string | null
  expiresAt: Date | null
}

export type MadeCredential = { id: CredentialId; number: number; secret: string; createdAt: Date }

/** Makes a credential. The secret is in the answer and nowhere else: only its digest is stored. */
export const createCredential = (store: Store, given: NewCredential): Promise<MadeCredential> =>
  store.db.transaction().execute((tx) => insertCredential(tx, store, given))

/** The same within a change that is under way. */
export const insertCredential = async (
  tx: Transaction<Tables>,
  store: Store,
  given: NewCredential,
): Promise<MadeCredential> => {
  const id = store.nextId() as CredentialId // a new id becomes the credential's here
  const counter = await tx
    .updateTable('desk_counter')
    .set({ credential_number: sql`credential_number + 1` })
    .where('desk_id', '=', given.deskId)
    .returning('credential_number')
    .executeTakeFirstOrThrow()
  const number = counter.credential_number
  const secret = newSecret(given.kind, number)
  const createdAt = new Date()
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
      abilities: given.abilities ? [...given.abilities] : null,
      department_id: given.departmentId,
      member_id: given.memberId,
      created_at: createdAt,
      expires_at: given.expiresAt,
    })
    .execute()
  return { id, number, secret, createdAt }
}
