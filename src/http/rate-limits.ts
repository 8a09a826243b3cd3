import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Actor, keyHolder } from '../core/actor.ts'
import { hashSecret } from '../core/credentials/secret.ts'
import { Problem } from './problem.ts'
import { RateLimitStore } from './rate-limit-store.ts'

/** Requests a minute; false for none. */
export type RateLimits = { perCredential: number; perAddress: number } | false

/** What a request is counted by, in the order in which its policy learns of it. */
export type RateLimiter = {
  address: (request: FastifyRequest, reply: FastifyReply) => Promise<void>
  /** Before a token is looked up: an address that guesses is stopped without asking the database. */
  guess: (request: FastifyRequest, reply: FastifyReply, secret: string) => Promise<void>
  failed: (request: FastifyRequest, secret: string) => Promise<void>
  worked: (secret: string) => void
  credential: (request: FastifyRequest, reply: FastifyReply, actor: Actor) => Promise<void>
  /** Who asks for another access token although the last one is good for hours. */
  accessToken: (request: FastifyRequest, reply: FastifyReply) => Promise<void>
}

const MINUTE = 60_000
const FAILURES_MAX = 20
const ACCESS_TOKENS_MAX = 30
/** Tokens that worked, remembered at once. */
const REMEMBER_MAX = 50_000

type State = { max: number; remaining: number; ttlInSeconds: number }

/**
 * Limits by address and by credential, counted in this process's memory: several processes behind a balancer allow that
 * many times as much. Undefined where there are none, so that a request pays nothing.
 */
export const openRateLimiter = async (app: FastifyInstance, limits: RateLimits): Promise<RateLimiter | undefined> => {
  if (!limits) return undefined
  await app.register(rateLimit, { global: false, store: RateLimitStore })
  const common = { timeWindow: MINUTE }
  const byAddress = app.createRateLimit({ ...common, max: limits.perAddress })
  const byFailure = app.createRateLimit({ ...common, max: FAILURES_MAX })
  const keyGenerator = (request: FastifyRequest) => (request.actor && keyHolder(request.actor)) ?? ''
  const byCredential = app.createRateLimit({ ...common, max: limits.perCredential, keyGenerator })
  const byAccessToken = app.createRateLimit({ ...common, max: ACCESS_TOKENS_MAX, keyGenerator })
  // Tokens that worked: one that guesses must not lock out its neighbours, who may share its address.
  const proven = new Set<string>()
  let failedLast = Number.NEGATIVE_INFINITY

  return {
    address: async (request, reply) => {
      const state = await byAddress(request)
      if (state.isAllowed) return
      tell(reply, state)
      if (state.isExceeded) throw tooMany('address', state)
    },
    guess: async (request, reply, secret) => {
      if (performance.now() - failedLast > MINUTE || proven.has(digestOf(secret))) return
      const state = await byFailure(request, { increment: false })
      if (state.isAllowed || state.remaining > 0) return
      tell(reply, state)
      throw new Problem(429, 'rate_limited', 'Too many unknown tokens came from this address.', {
        headers: { 'retry-after': String(state.ttlInSeconds) },
      })
    },
    failed: async (request, secret) => {
      failedLast = performance.now()
      proven.delete(digestOf(secret))
      await byFailure(request)
    },
    worked: (secret) => {
      if (proven.size >= REMEMBER_MAX) proven.clear()
      proven.add(digestOf(secret))
    },
    credential: async (request, reply, actor) => {
      if (keyHolder(actor) === null) return
      const state = await byCredential(request)
      if (state.isAllowed) return
      tell(reply, state)
      if (state.isExceeded) throw tooMany('credential', state)
    },
    accessToken: async (request, reply) => {
      const state = await byAccessToken(request)
      if (state.isAllowed) return
      tell(reply, state)
      if (!state.isExceeded) return
      throw new Problem(
        429,
        'rate_limited',
        `${state.max} access tokens a minute are enough: keep one while it is valid.`,
        {
          headers: { 'retry-after': String(state.ttlInSeconds) },
        },
      )
    },
  }
}

const digestOf = (secret: string): string => hashSecret(secret).toString('latin1')

/** The headers of draft-ietf-httpapi-ratelimit-headers up to its 7th: the limit that was looked at last. */
const tell = (reply: FastifyReply, state: State): void => {
  reply.header('ratelimit-limit', state.max)
  reply.header('ratelimit-remaining', state.remaining)
  reply.header('ratelimit-reset', state.ttlInSeconds)
}

const tooMany = (whose: 'address' | 'credential', state: State): Problem =>
  new Problem(429, 'rate_limited', `This ${whose} may make ${state.max.toLocaleString('en-US')} requests a minute.`, {
    headers: { 'retry-after': String(state.ttlInSeconds) },
  })
