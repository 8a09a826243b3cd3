import type { FastifyRequest } from 'fastify'
import type { Secrets } from '../../core/secrets.ts'
import { bearerSecret } from '../policy.ts'
import { Problem } from '../problem.ts'

/** How long an access token is good for, in seconds: three hours. */
export const TOKEN_SECONDS = 3 * 60 * 60

/** A token is of no desk until it is opened. */
const SEALING = { deskId: '0', purpose: 'glassix/access-token' }
const REMEMBER_MAX = 10_000

export type AccessTokens = {
  /** A token for a pair: its secret and when it ends, sealed. Nothing is stored. */
  issue: (apiSecret: string, now: number) => string
  /** The secret of the pair whose token a request has: revoking the pair ends its tokens with it. */
  secretOf: (request: FastifyRequest) => string
}

type Opened = { secret: string; until: number }

/** Access tokens of this installation. What was opened is remembered: opening one costs several microseconds. */
export const openAccessTokens = (secrets: Secrets): AccessTokens => {
  const remembered = new Map<string, Opened>()
  const open = (token: string): Opened | undefined => {
    const known = remembered.get(token)
    if (known) return known
    const text = secrets.unseal(SEALING, Buffer.from(token, 'base64url'))
    if (text === undefined) return undefined
    const [secret, until] = JSON.parse(text) as [string, number] // sealed by issue()
    if (remembered.size >= REMEMBER_MAX) remembered.clear()
    remembered.set(token, { secret, until })
    return { secret, until }
  }
  return {
    issue: (apiSecret, now) =>
      secrets.seal(SEALING, JSON.stringify([apiSecret, now + TOKEN_SECONDS * 1_000])).toString('base64url'),
    secretOf: (request) => {
      const opened = open(bearerSecret(request))
      if (opened && opened.until > Date.now()) return opened.secret
      throw new Problem(401, 'unauthenticated', 'The access token is unknown or has expired.', {
        headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
      })
    },
  }
}
