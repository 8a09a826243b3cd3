import type { Desk } from '../desks/directory.ts'
import type { Lodge } from '../lodge.ts'
import { sealing } from './settings.ts'
import { type Claims, verifyToken } from './token.ts'

/** The claims of a token that the desk's secret signed and that is in force; undefined where it is not, or there is no secret. */
export const verifiedClaims = (lodge: Lodge, desk: Desk, token: string | undefined): Claims | undefined => {
  if (token === undefined || !desk.identityVerification) return undefined
  const secret = lodge.secrets.unseal(sealing(desk.id), desk.identityVerification.secret)
  return secret === undefined ? undefined : verifyToken(token, secret, new Date())
}

/** Whom a token is about: `user_id`, else `sub`. */
const subjectOf = ({ user_id, sub }: Claims): unknown => user_id ?? sub

/**
 * Whether a caller with a public key may speak for `userId`. `proven`: by a token about that very user. `unproven`: the
 * desk does not ask. `refused`: it does, and the token is missing, wrong, over, or about somebody else.
 */
export const verifyUser = (
  lodge: Lodge,
  desk: Desk,
  userId: string,
  token: string | undefined,
): { outcome: 'proven'; claims: Claims } | { outcome: 'unproven' } | { outcome: 'refused' } => {
  const claims = verifiedClaims(lodge, desk, token)
  if (claims && subjectOf(claims) === userId) return { outcome: 'proven', claims }
  return { outcome: desk.identityVerification?.enabled ? 'refused' : 'unproven' }
}
