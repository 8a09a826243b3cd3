import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Actor } from '../../core/actor.ts'
import type { Authenticator } from '../../core/credentials/authenticate.ts'
import type { Lodge } from '../../core/lodge.ts'
import { getMember } from '../../core/members/get.ts'
import { ROLES } from '../../core/members/member.ts'
import { Problem } from '../problem.ts'
import type { RateLimiter } from '../rate-limits.ts'
import type { TenantHosts } from '../tenant-hosts.ts'
import { BASE } from './base.ts'
import { type AccessTokens, TOKEN_SECONDS } from './tokens.ts'

const tokenBody = z.object({ apiKey: z.string(), apiSecret: z.string().max(512), userName: z.string() })
const tokenAnswer = z.strictObject({
  access_token: z.string(),
  token_type: z.literal('bearer'),
  expires_in: z.literal(TOKEN_SECONDS),
})

type Options = {
  authenticator: Authenticator
  hosts: TenantHosts
  tokens: AccessTokens
  limiter: RateLimiter | undefined
}

/** `POST /token/get`: a department's GUID, its secret and a user's name for a token of three hours (their page "Access token"). */
export const tokenRoute = (plugin: FastifyInstance, lodge: Lodge, options: Options): void => {
  const { authenticator, hosts, tokens, limiter } = options
  plugin.withTypeProvider<ZodTypeProvider>().post(
    `${BASE}/token/get`,
    {
      config: { policy: 'public' },
      schema: { hide: true, body: tokenBody, response: { 200: tokenAnswer } },
    },
    async (request, reply) => {
      const { apiSecret } = request.body
      if (limiter) await limiter.guess(request, reply, apiSecret)
      const actor = await authenticator.authenticate(apiSecret)
      const user = actor && (await userOf(lodge, actor, request.body))
      if (!actor || !user) {
        if (limiter) await limiter.failed(request, apiSecret)
        throw new Problem(401, 'wrong_pair', 'apiKey, apiSecret or userName is wrong.')
      }
      limiter?.worked(apiSecret)
      await checkHost(hosts, request, actor)
      request.actor = actor
      if (limiter) await limiter.accessToken(request, reply)
      const token = tokens.issue(apiSecret, user, Date.now())
      return { access_token: token, token_type: 'bearer' as const, expires_in: TOKEN_SECONDS } as const
    },
  )
}

/**
 * The id of the user who was named, where the pair is the department's that was said: the pair's own, or another of the desk
 * who may do no more than that one. A GUID and an address have no case.
 */
const userOf = async (
  lodge: Lodge,
  actor: Actor,
  { apiKey, userName }: { apiKey: string; userName: string },
): Promise<string | undefined> => {
  const { kind, departmentId, memberId } = actor
  if (kind !== 'pair' || !departmentId || !memberId) return undefined
  const known = await lodge.desks.get(actor.deskId)
  // Made a moment ago, the department or the member is newer than what is remembered.
  const desk = known.guidOfDepartment(departmentId) && known.member(userName) ? known : undefined
  const { guidOfDepartment, member } = desk ?? (await lodge.desks.fresh(actor.deskId))
  const named = member(userName)
  if (!named || named.id === userName || guidOfDepartment(departmentId) !== apiKey.trim().toLowerCase())
    return undefined
  if (named.id === memberId) return named.id
  const [own, other] = await Promise.all([memberId, named.id].map((id) => getMember(lodge, actor, id)))
  return own && other && ROLES.indexOf(other.role) >= ROLES.indexOf(own.role) ? named.id : undefined
}

const checkHost = async (hosts: TenantHosts, request: FastifyRequest, actor: Actor): Promise<void> => {
  const desk = await hosts.deskOf(request.host)
  if (desk === 'unknown') throw new Problem(404, 'desk_not_found', 'There is no desk at this host.')
  if (desk !== 'any' && desk !== actor.deskId) {
    throw new Problem(403, 'token_desk_mismatch', 'This pair belongs to another desk than this host.')
  }
}
