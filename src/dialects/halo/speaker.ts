import { normaliseEmail } from '../../core/contacts/email.ts'
import type { Traits } from '../../core/traits.ts'

/** For whom a request speaks, and on whose word. */
export type Speaker = {
  userId: string | undefined
  /** Whether the desk asks for proof. */
  isVerifying: boolean
  /** Whether a token says that it is this user. */
  isProven: boolean
  /** What the token says besides: the desk's own word (their page "Identity verification"). */
  vouched: { email?: string; name?: string; companyId?: string; traits: Traits }
}

const TRAITS = ['role', 'plan'] as const

/** What a token's claims vouch for: `email`, `name`, `company_id`, `role` and `plan`. What has another form is left out. */
export const vouchedBy = (claims: Record<string, unknown>): Speaker['vouched'] => {
  const email = typeof claims.email === 'string' ? normaliseEmail(claims.email) : undefined
  return {
    ...(email !== undefined && { email }),
    ...(isName(claims.name) && { name: claims.name }),
    ...(isName(claims.company_id) && { companyId: claims.company_id }),
    traits: Object.fromEntries(TRAITS.filter((trait) => isName(claims[trait])).map((trait) => [trait, claims[trait]])),
  }
}

const isName = (value: unknown): value is string => typeof value === 'string' && value !== '' && value.length <= 255

const UPDATE_SCOPE = 'users.update'
const UPDATE_LIFE_S = 3_600

/** Whether a token is an organization's own, good for users/update: that scope, an end within the hour, and no user (their page "Users update"). */
export const mayUpdateUsers = ({ scope, exp, user_id }: Record<string, unknown>, now: Date): boolean =>
  scope === UPDATE_SCOPE &&
  user_id === undefined &&
  typeof exp === 'number' &&
  exp <= now.getTime() / 1000 + UPDATE_LIFE_S
