import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Actor } from '../../core/actor.ts'
import type { Authenticator } from '../../core/credentials/authenticate.ts'
import type { Lodge } from '../../core/lodge.ts'
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
      if (!actor || !(await isTheirs(lodge, actor, request.body))) {
        if (limiter) await limiter.failed(request, apiSecret)
        throw new Problem(401, 'wrong_pair', 'apiKey, apiSecret or userName is wrong.')
      }
      limiter?.worked(apiSecret)
      await checkHost(hosts, request, actor)
      request.actor = actor
      if (limiter) await limiter.accessToken(request, reply)
      const token = tokens.issue(apiSecret, Date.now())
      return { access_token: token, token_type: 'bearer' as const, expires_in: TOKEN_SECONDS } as const
    },
  )
}

/** Whether the pair is the department's and the user's that were said; a GUID and an address have no case. */
const isTheirs = async (
  lodge: Lodge,
  actor: Actor,
  { apiKey, userName }: { apiKey: string; userName: string },
): Promise<boolean> => {
  if (actor.kind !== 'pair' || !actor.departmentId || !actor.memberId) return false
  const known = await lodge.desks.get(actor.deskId)
  // Made a moment ago, the department or the member is newer than what is remembered.
  const desk = known.guidOfDepartment(actor.departmentId) && known.member(actor.memberId) ? known : undefined
  const { guidOfDepartment, member } = desk ?? (await lodge.desks.fresh(actor.deskId))
  return (
    guidOfDepartment(actor.departmentId) === apiKey.trim().toLowerCase() &&
    member(userName)?.id === actor.memberId &&
    userName !== actor.memberId
  )
}

const checkHost = async (hosts: TenantHosts, request: FastifyRequest, actor: Actor): Promise<void> => {
  const desk = await hosts.deskOf(request.host)
  if (desk === 'unknown') throw new Problem(404, 'desk_not_found', 'There is no desk at this host.')
  if (desk !== 'any' && desk !== actor.deskId) {
    throw new Problem(403, 'token_desk_mismatch', 'This pair belongs to another desk than this host.')
  }
}
