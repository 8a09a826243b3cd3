import type { Actor } from '../../core/actor.ts'
import { verifyUser } from '../../core/identity-verification/verify.ts'
import type { Lodge } from '../../core/lodge.ts'
import { namedUser } from '../../dialects/halo/required.ts'
import { type Speaker, vouchedBy } from '../../dialects/halo/speaker.ts'
import { Problem } from '../problem.ts'

/** For whom a request speaks. Refused (403) where it names a user whom it has to prove to be, and does not. */
export const speakerOf = async (
  lodge: Lodge,
  actor: Actor,
  given: { user_id?: string | undefined; user_token?: string | undefined },
): Promise<Speaker> => {
  const desk = await lodge.desks.get(actor.deskId)
  const userId = namedUser(given.user_id)
  const isVerifying = desk.identityVerification?.enabled ?? false
  const nobody: Speaker = { userId, isVerifying, isProven: false, vouched: { traits: {} } }
  if (userId === undefined) return nobody
  const verified = verifyUser(lodge, desk, userId, given.user_token)
  if (verified.outcome === 'refused') {
    throw new Problem(403, 'identity_not_verified', 'Identity verification failed')
  }
  return verified.outcome === 'proven' ? { ...nobody, isProven: true, vouched: vouchedBy(verified.claims) } : nobody
}
