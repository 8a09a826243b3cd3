import type { Change } from '../change.ts'

/** A person, as far as their sign-in goes. */
export type Account = { id: string; email: string; hasPassword: boolean }

/** Whose an address is; undefined where nobody has signed in under it yet. `email` is normalised. */
export const accountAt = ({ tx }: Pick<Change, 'tx'>, email: string): Promise<Account | undefined> =>
  selectAccounts(tx).where('u.email', '=', email).executeTakeFirst()

export const accountById = ({ tx }: Pick<Change, 'tx'>, id: string): Promise<Account | undefined> =>
  selectAccounts(tx).where('u.id', '=', id).executeTakeFirst()

const selectAccounts = (tx: Change['tx']) =>
  tx
    .selectFrom('auth_user as u')
    .select(['u.id', 'u.email'])
    .select((of) =>
      of
        .exists(
          of
            .selectFrom('auth_account as a')
            .select('a.id')
            .whereRef('a.user_id', '=', 'u.id')
            .where('a.provider_id', '=', 'credential')
            .where('a.password', 'is not', null),
        )
        .$castTo<boolean>()
        .as('hasPassword'),
    )

/** Makes a person's account; how they prove who they are comes after. The address is free: see accountAt(). */
export const createAccount = async (
  { tx, lodge }: Pick<Change, 'tx' | 'lodge'>,
  { email, name }: { email: string; name: string },
): Promise<string> => {
  const id = lodge.store.nextId()
  await tx.insertInto('auth_user').values({ id, email, name, email_verified: true }).execute()
  return id
}

/** Sets a password, the first or another one; `passwordHash` is hashOf()'s. */
export const setPassword = async (
  { tx, lodge }: Pick<Change, 'tx' | 'lodge'>,
  userId: string,
  passwordHash: string,
): Promise<void> => {
  await tx
    .insertInto('auth_account')
    .values({
      id: lodge.store.nextId(),
      user_id: userId,
      account_id: userId,
      provider_id: 'credential',
      password: passwordHash,
    })
    .onConflict((conflict) =>
      conflict.columns(['provider_id', 'account_id']).doUpdateSet({ password: passwordHash, updated_at: new Date() }),
    )
    .execute()
}

/** Forgets a person's password and second factor, so that they set them up anew; what proves them elsewhere stays. */
export const forgetFactors = async ({ tx }: Pick<Change, 'tx'>, userId: string): Promise<void> => {
  await tx.deleteFrom('auth_account').where('user_id', '=', userId).where('provider_id', '=', 'credential').execute()
  await tx.deleteFrom('auth_two_factor').where('user_id', '=', userId).execute()
  await tx.updateTable('auth_user').set({ two_factor_enabled: false }).where('id', '=', userId).execute()
}

/** Ends all sessions of a person but one, if that is named. Answers how many. */
export const endSessions = async (
  { tx }: Pick<Change, 'tx'>,
  userId: string,
  exceptId: string | null,
): Promise<number> => {
  let query = tx.deleteFrom('auth_session').where('user_id', '=', userId)
  if (exceptId !== null) query = query.where('id', '<>', exceptId)
  return Number((await query.executeTakeFirst()).numDeletedRows)
}
