import type { CompanyGiven } from '../../core/companies/link.ts'
import type { Identification } from '../../core/contacts/identify.ts'
import type { Traits } from '../../core/traits.ts'
import type { Speaker } from './speaker.ts'

type Named<Known> = Known & Record<string, unknown>

/** The checked body of `POST /users/identify`, and each user of `POST /users/update`. */
export type HaloUser = {
  traits?: Named<{ name?: string | null | undefined; email?: string | null | undefined }> | undefined
  context?: Record<string, unknown> | undefined
}

/** The checked body of `POST /companies/identify`. */
export type HaloCompany = {
  company_id: string
  traits?: Named<{ name?: string | null | undefined; domain?: string | null | undefined }> | undefined
  context?: Record<string, unknown> | undefined
}

/** Their user in our words: `name` and `email` are the contact's, all other traits and the context its traits. */
export const toIdentification = (body: HaloUser, speaker: Speaker): Identification => {
  const { name, email, ...traits } = body.traits ?? {}
  const address = email ?? speaker.vouched.email ?? null
  const { companyId } = speaker.vouched
  return {
    externalId: speaker.userId ?? null,
    email: address,
    phone: null,
    name: name ?? speaker.vouched.name ?? null,
    culture: null,
    traits: { ...speaker.vouched.traits, ...withContext(traits, body.context) },
    company: companyId === undefined ? null : { externalId: companyId, name: null, domain: null, traits: {} },
    emailIsClaimed: speaker.isVerifying && address !== speaker.vouched.email,
  }
}

export const toCompany = (body: HaloCompany): CompanyGiven => {
  const { name, domain, ...traits } = body.traits ?? {}
  return {
    externalId: body.company_id,
    name: name ?? null,
    domain: domain ?? null,
    traits: withContext(traits, body.context),
  }
}

/** What the AI is told besides is one trait, `context`. */
const withContext = (traits: Traits, context: Record<string, unknown> | undefined): Traits =>
  context === undefined ? traits : { ...traits, context }
