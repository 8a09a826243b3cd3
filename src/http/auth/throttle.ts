import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Counted, clearAttempt, countAttempt } from '../../core/accounts/attempts.ts'
import type { Lodge } from '../../core/lodge.ts'
import { Problem } from '../problem.ts'
import { recordThrottled } from './moments.ts'

const withEmail = z.object({ email: z.string().max(320) })

/** The account that a body names, in its one spelling; undefined where it names none. */
export const accountIn = (body: unknown): string | undefined => {
  if (!Buffer.isBuffer(body)) return undefined
  try {
    return withEmail
      .safeParse(JSON.parse(body.toString('utf8')))
      .data?.email.trim()
      .toLowerCase()
  } catch {
    return undefined // no JSON, which is refused later
  }
}

/** Counts a try, and refuses it (429) where its account or its address had too many. */
export const throttle = async (lodge: Lodge, counted: Counted): Promise<void> => {
  const refused = await countAttempt(lodge.store, counted)
  if (!refused) return
  const { over, seconds } = refused
  if (over === 'account' && counted.account !== undefined) {
    await recordThrottled(lodge, counted.account, counted.address)
  }
  const whose = over === 'account' ? 'for this account' : 'from this address'
  throw new Problem(429, 'too_many_attempts', `Too many attempts ${whose}. Try again later.`, {
    headers: { 'retry-after': String(seconds) },
  })
}

/** For what only needs a secret link: guesses are counted by address. */
export const throttled = async <T>(lodge: Lodge, request: FastifyRequest, work: () => Promise<T>): Promise<T> => {
  const counted = { address: request.ip }
  await throttle(lodge, counted)
  const done = await work()
  await clearAttempt(lodge.store, counted)
  return done
}
