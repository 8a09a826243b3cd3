import { randomBytes } from 'node:crypto'
import type { Actor } from '../actor.ts'
import type { Change } from '../change.ts'
import { lockSettings } from '../desks/lock.ts'
import { recordEvent } from '../events/record.ts'
import type { Lodge } from '../lodge.ts'

/** How a desk knows that users are who a page says, as the API shows it: never the secret. */
export type IdentityVerification = {
  enabled: boolean
  /** The secret's last four characters; null where there is none yet. */
  secret_hint: string | null
  updated_at: string | null
}

type Row = { enabled: boolean; hint: string; updated_at: Date }
const COLUMNS = ['enabled', 'hint', 'updated_at'] as const

const toSettings = (row: Row | undefined): IdentityVerification => ({
  enabled: row?.enabled ?? false,
  secret_hint: row?.hint ?? null,
  updated_at: row?.updated_at.toISOString() ?? null,
})

/** What it is sealed for. */
export const sealing = (deskId: string) => ({ deskId, purpose: 'identity-verification' })

export const getIdentityVerification = async (lodge: Lodge, actor: Actor): Promise<IdentityVerification> =>
  toSettings(
    await lodge.store.db
      .selectFrom('identity_verification')
      .select(COLUMNS)
      .where('desk_id', '=', actor.deskId)
      .executeTakeFirst(),
  )

/**
 * Switches it on or off, and sets its secret: `secret` as given (what another help desk's users' tokens are signed with),
 * a new one where `rotate` is asked for or there is none yet. A new secret is answered, this once; the one before ends.
 */
export const setIdentityVerification = async (
  change: Change,
  given: { enabled?: boolean | undefined; secret?: string | undefined; rotate?: boolean },
): Promise<{ settings: IdentityVerification; newSecret: string | null }> => {
  const { tx, lodge, actor } = change
  await lockSettings(change)
  const known = await tx
    .selectFrom('identity_verification')
    .select('enabled')
    .where('desk_id', '=', actor.deskId)
    .executeTakeFirst()
  const newSecret = given.secret === undefined && (given.rotate || !known) ? makeSecret() : null
  const secret = given.secret ?? newSecret
  const values = {
    enabled: given.enabled ?? known?.enabled ?? false,
    ...(secret !== null && { secret: lodge.secrets.seal(sealing(actor.deskId), secret), hint: secret.slice(-4) }),
    updated_at: new Date(),
  }
  const row = known
    ? await tx
        .updateTable('identity_verification')
        .set(values)
        .where('desk_id', '=', actor.deskId)
        .returning(COLUMNS)
        .executeTakeFirstOrThrow()
    : await tx
        .insertInto('identity_verification')
        // Without a row there is a secret, given or new.
        .values({ desk_id: actor.deskId, ...(values as Required<typeof values>) })
        .returning(COLUMNS)
        .executeTakeFirstOrThrow()
  const settings = toSettings(row)
  await recordEvent(change, {
    type: 'identity_verification.updated',
    data: { identity_verification: settings, secret_changed: secret !== null },
  })
  return { settings, newSecret }
}

const makeSecret = (): string => `ha_secret_${randomBytes(32).toString('base64url')}`
