import { hash, randomBytes } from 'node:crypto'
import type { CredentialKind } from '../../store/schema.ts'

/** What is stored of a secret. The secret has 256 random bits, so a plain digest is as good as a slow one. */
export const hashSecret = (secret: string): Buffer => hash('sha256', secret, 'buffer')

const PREFIX: Record<CredentialKind, string> = { token: 'hd_', widget: 'ab_live_', pair: '', tickiti: '' }

/** A new secret as its client sends it: `hd_…`, `ab_live_…`, `14|…` (`number` being the credential's). */
export const newSecret = (kind: CredentialKind, number: number): string => {
  const random = randomBytes(32).toString('base64url')
  return kind === 'tickiti' ? `${number}|${random}` : PREFIX[kind] + random
}
