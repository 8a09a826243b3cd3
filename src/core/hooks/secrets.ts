import { randomBytes } from 'node:crypto'
import { hashSecret } from '../credentials/secret.ts'
import type { Lodge } from '../lodge.ts'

type Whose = { deskId: string; hookId: string }

/** A new secret of a hook's address, 256 random bits, and how its row keeps it: to be found by, and to be shown to its owner. */
export const newAddress = (lodge: Lodge, { deskId, hookId }: Whose) => {
  const secret = randomBytes(32).toString('base64url')
  const columns = {
    secret_hash: hashSecret(secret),
    secret_sealed: lodge.secrets.seal({ deskId, purpose: `hook/${hookId}/address` }, secret),
  }
  return { secret, columns }
}

export const openAddress = (lodge: Lodge, { deskId, hookId }: Whose, sealed: Buffer): string =>
  opened(lodge.secrets.unseal({ deskId, purpose: `hook/${hookId}/address` }, sealed))

export const sealSigning = (lodge: Lodge, { deskId, hookId }: Whose, secret: string | null): Buffer | null =>
  secret === null ? null : lodge.secrets.seal({ deskId, purpose: `hook/${hookId}/signing` }, secret)

export const openSigning = (lodge: Lodge, { deskId, hookId }: Whose, sealed: Buffer | null): string | null =>
  sealed && opened(lodge.secrets.unseal({ deskId, purpose: `hook/${hookId}/signing` }, sealed))

const opened = (secret: string | undefined): string => {
  if (secret === undefined) throw new Error('a hook’s secret was not sealed by this installation')
  return secret
}
