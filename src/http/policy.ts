import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import type { Actor } from '../core/actor.ts'
import type { Authenticator } from '../core/credentials/authenticate.ts'
import { allows, type Scope } from '../core/credentials/scopes.ts'
import type { DeskId } from '../core/ids.ts'
import { memberActor, membershipOf, type Session } from '../core/sessions/session.ts'
import type { Sessions } from '../core/sessions/sessions.ts'
import { opens } from '../dialects/tickiti/abilities.ts'
import { Problem } from './problem.ts'
import type { RateLimiter } from './rate-limits.ts'
import { refuseCrossSite, sessionCookie } from './session-cookie.ts'
import type { TenantHosts } from './tenant-hosts.ts'

/**
 * Who may call a route: nobody has to say who they are, or a credential or a member with a scope. `by` keeps it to members
 * who are signed in: what is a person's own.
 */
export type Policy = 'public' | { scope: Scope; by?: 'member' }

declare module 'fastify' {
  interface FastifyContextConfig {
    policy?: Policy
    /** Where a contract's credential is in a request, and how it is known here; by default a bearer token as it is. */
    secretOf?: (request: FastifyRequest) => string
    /** Whether a widget's key may be used here, which whoever visits its page can read. */
    publicKeys?: boolean
    /** Whether a pair may be used here: what the route does stays in the pair's department. */
    departmentKeys?: boolean
  }
  interface FastifyInstance {
    /** Every route there is, with its policy and schema. */
    routeTable: RouteOptions[]
  }
  interface FastifyRequest {
    /** Set on every route whose policy asks for a scope. */
    actor: Actor | null
    /** Set where a member is signed in and the policy asks for a scope. */
    memberSession: Session | null
  }
}

/** The actor of a request whose route's policy made sure there is one. */
export const actorOf = (request: FastifyRequest): Actor => {
  if (!request.actor)
    throw new Error(`${request.method} ${request.routeOptions.url} has no actor: its policy is public`)
  return request.actor
}

/** The session of a request whose route's policy is `by: 'member'`. */
export const sessionOf = (request: FastifyRequest): Session => {
  if (!request.memberSession) throw new Error(`${request.method} ${request.routeOptions.url} is not for members only`)
  return request.memberSession
}

/**
 * Deny by default: a route without a policy fails the start. The order never varies: who (401), on which desk (403), may
 * they (403), and only then is the body read. How often (429) is asked of the address first, of the credential once known.
 */
export const enforcePolicies = (
  app: FastifyInstance,
  authenticator: Authenticator,
  hosts: TenantHosts,
  limiter?: RateLimiter,
  sessions?: Sessions,
): void => {
  app.decorateRequest('actor', null)
  app.decorateRequest('memberSession', null)
  const routes: RouteOptions[] = []
  app.decorate('routeTable', routes)
  app.addHook('onRoute', (route) => {
    if (!route.config?.policy) throw new Error(`${String(route.method)} ${route.url} has no policy`)
    routes.push(route)
  })
  app.addHook('onRequest', (request, reply, done) => {
    let known: boolean
    try {
      known = isKnown(request)
    } catch (error) {
      done(error as Error) // a Problem: the secret is missing or malformed
      return
    }
    if (known) done()
    else admit(request, reply).then(() => done(), done)
  })

  /** The common case, without a turn of the event loop: nothing is counted, and all there is to ask was asked a moment ago. */
  const isKnown = (request: FastifyRequest): boolean => {
    const policy = request.routeOptions.config.policy
    if (limiter) return false
    if (!policy || policy === 'public') return true
    if (policy.by || cookieOf(request)) return false
    const actor = authenticator.remembered(secretOf(request))
    if (!actor || !allows(actor.scopes, policy.scope) || isOutOfBounds(request, actor)) return false
    if (lacksAbility(request, actor)) return false
    const desk = hosts.remembered(request.host)
    if (desk !== 'any' && desk !== actor.deskId) return false
    request.actor = actor
    return true
  }
  const admit = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    if (limiter) await limiter.address(request, reply)
    const policy = request.routeOptions.config.policy
    if (!policy || policy === 'public') return
    const cookie = cookieOf(request)
    if (cookie !== undefined) return admitMember(request, reply, cookie)
    const secret = secretOf(request)
    const actor = authenticator.remembered(secret) ?? (await identify(request, reply, secret))
    request.actor = actor
    if (limiter) await limiter.credential(request, reply, actor)
    const desk = await hosts.deskOf(request.host)
    if (desk === 'unknown') throw new Problem(404, 'desk_not_found', 'There is no desk at this host.')
    if (desk !== 'any' && desk !== actor.deskId) {
      throw new Problem(403, 'token_desk_mismatch', 'This token belongs to another desk than this host.')
    }
    if (isOutOfBounds(request, actor)) {
      throw actor.kind === 'pair'
        ? new Problem(403, 'contract_key', 'A pair is for one department: it works by the tokens of token/get only.')
        : new Problem(403, 'public_key', 'A widget’s key is public: it creates and identifies by /api/sdk only.')
    }
    if (lacksAbility(request, actor)) throw insufficientAbility(request)
    checkScope(request, actor)
    if (policy.by) throw new Problem(403, 'members_only', 'This is for members who are signed in: a token has none.')
  }
  /** By a session's cookie, which counts where no token was sent. */
  const cookieOf = (request: FastifyRequest): string | undefined => {
    if (!sessions || request.headers.authorization !== undefined || request.routeOptions.config.secretOf)
      return undefined
    return sessionCookie(request.headers)
  }
  const admitMember = async (request: FastifyRequest, reply: FastifyReply, cookie: string): Promise<void> => {
    const session = await sessions?.read(cookie)
    if (!session || session.memberships.length === 0) {
      throw unauthenticated('You are signed out: sign in again, or send a token.')
    }
    refuseCrossSite(request)
    const desk = await hosts.deskOf(request.host)
    if (desk === 'unknown') throw new Problem(404, 'desk_not_found', 'There is no desk at this host.')
    const actor = actorIn(session, desk)
    request.actor = actor
    request.memberSession = session
    if (limiter) await limiter.credential(request, reply, actor)
    checkScope(request, actor)
  }
  const identify = async (request: FastifyRequest, reply: FastifyReply, secret: string): Promise<Actor> => {
    if (limiter) await limiter.guess(request, reply, secret)
    const actor = await authenticator.authenticate(secret)
    if (!actor) {
      if (limiter) await limiter.failed(request, secret)
      throw unauthenticated('This token is unknown, expired or revoked.', 'Bearer error="invalid_token"')
    }
    limiter?.worked(secret)
    return actor
  }
}

const actorIn = (session: Session, desk: DeskId | 'any'): Actor => {
  const membership = membershipOf(session, desk)
  if (!membership) throw new Problem(403, 'not_a_member', 'You are not a member of this desk.')
  return memberActor(session, membership)
}

/** Refuses who may not do what a route's policy asks for (RFC 6750, section 3.1). */
export const checkScope = (request: FastifyRequest, { scopes }: Actor): void => {
  const policy = request.routeOptions.config.policy
  if (!policy || policy === 'public' || allows(scopes, policy.scope)) return
  throw insufficientScope(policy.scope, `This needs the scope ${policy.scope}.`)
}

export const insufficientScope = (scope: Scope, detail: string): Problem =>
  new Problem(403, 'insufficient_scope', detail, {
    headers: { 'www-authenticate': `Bearer error="insufficient_scope", scope="${scope}"` },
  })

/**
 * A public key on a route that is not for such keys; a pair's secret on a route that keeps to no department: the routes of
 * its contract do, and take no secret but within a token of theirs.
 */
const isOutOfBounds = (request: FastifyRequest, { kind }: Actor): boolean => {
  const { publicKeys, departmentKeys } = request.routeOptions.config
  return (kind === 'widget' && !publicKeys) || (kind === 'pair' && !departmentKeys)
}

/** Tickiti's abilities open routes of its contract, and each of them its own. */
const lacksAbility = (request: FastifyRequest, { abilities }: Actor): boolean => {
  const { tickiti } = request.routeOptions.config
  return !!abilities && !(tickiti && opens(abilities, tickiti))
}

const insufficientAbility = (request: FastifyRequest): Problem => {
  const { tickiti } = request.routeOptions.config
  const detail = tickiti
    ? `This needs the ability ${tickiti.ability}.`
    : 'This token has abilities of Tickiti’s contract: it is for the paths of that.'
  return new Problem(403, 'insufficient_scope', detail)
}

/** RFC 6750, section 3.1: a challenge names the error only where a token was sent. */
const unauthenticated = (detail: string, challenge = 'Bearer'): Problem =>
  new Problem(401, 'unauthenticated', detail, { headers: { 'www-authenticate': challenge } })

const secretOf = (request: FastifyRequest): string => (request.routeOptions.config.secretOf ?? bearerSecret)(request)

/** The bearer token of a request (RFC 6750, section 2.1). */
export const bearerSecret = (request: FastifyRequest): string => {
  const match = /^Bearer ([\x21-\x7e]{1,512})$/i.exec(request.headers.authorization ?? '')
  if (!match?.[1]) throw unauthenticated('Send a token: `Authorization: Bearer <token>`.')
  return match[1]
}
