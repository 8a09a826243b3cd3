import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Actor } from '../../core/actor.ts'
import type { MemberId } from '../../core/ids.ts'
import type { Lodge } from '../../core/lodge.ts'
import { scopesOfCredential, scopesWithin } from '../../core/members/role-scopes.ts'
import { accessOf, readStanding } from '../../core/members/standing.ts'
import type { Secrets } from '../../core/secrets.ts'
import { bearerSecret, checkScope } from '../policy.ts'
import { Problem } from '../problem.ts'

/** How long an access token is good for, in seconds: three hours. */
export const TOKEN_SECONDS = 3 * 60 * 60

/** A token is of no desk until it is opened. */
const SEALING = { deskId: '0', purpose: 'glassix/access-token' }
const REMEMBER_MAX = 10_000

export type AccessTokens = {
  /** A token for a pair and one of its users: its secret, when it ends, and the member's id, sealed. Nothing is stored. */
  issue: (apiSecret: string, memberId: string, now: number) => string
  /** The secret of the pair whose token a request has: revoking the pair ends its tokens with it. */
  secretOf: (request: FastifyRequest) => string
  /** The member whom a request's token is for. */
  memberOf: (request: FastifyRequest) => string | undefined
}

type Opened = { secret: string; until: number; memberId: string }

/** Access tokens of this installation. What was opened is remembered: opening one costs several microseconds. */
export const openAccessTokens = (secrets: Secrets): AccessTokens => {
  const remembered = new Map<string, Opened>()
  const open = (token: string): Opened | undefined => {
    const known = remembered.get(token)
    if (known) return known
    const text = secrets.unseal(SEALING, Buffer.from(token, 'base64url'))
    if (text === undefined) return undefined
    const [secret, until, memberId] = JSON.parse(text) as [string, number, string] // sealed by issue()
    const opened = { secret, until, memberId }
    if (remembered.size >= REMEMBER_MAX) remembered.clear()
    remembered.set(token, opened)
    return opened
  }
  return {
    issue: (apiSecret, memberId, now) =>
      secrets.seal(SEALING, JSON.stringify([apiSecret, now + TOKEN_SECONDS * 1_000, memberId])).toString('base64url'),
    secretOf: (request) => {
      const opened = open(bearerSecret(request))
      if (opened && opened.until > Date.now()) return opened.secret
      throw invalidToken()
    },
    memberOf: (request) => open(bearerSecret(request))?.memberId,
  }
}

/** Has every request of a plugin act as the user whom its token is for: 401 once that one is disabled. */
export const actAsUsers = (plugin: FastifyInstance, lodge: Lodge, { memberOf }: AccessTokens): void => {
  plugin.addHook('onRequest', (request, _reply, done) => {
    const { actor } = request
    const memberId = actor && memberOf(request)
    if (!memberId || memberId === actor.memberId) done()
    else actAs(request, actor, memberId).then(() => done(), done)
  })
  const actAs = async (request: FastifyRequest, actor: Actor, memberId: string): Promise<void> => {
    const standing = await readStanding(lodge.store.db, actor.deskId, memberId)
    if (!standing) throw invalidToken()
    const scopes = scopesWithin([...actor.scopes], scopesOfCredential(standing.role, 'pair'))
    const { departments } = accessOf(standing)
    request.actor = { ...actor, memberId: memberId as MemberId, scopes: new Set(scopes), departments } // a member's, as was sealed
    checkScope(request, request.actor)
  }
}

const invalidToken = (): Problem =>
  new Problem(401, 'unauthenticated', 'The access token is unknown or has expired.', {
    headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
  })
