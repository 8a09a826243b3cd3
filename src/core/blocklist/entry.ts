import { normaliseDomain, normaliseEmail } from '../contacts/email.ts'

/** Who files no tickets: one address, or a whole domain. */
export type BlocklistEntry = { value: string; reason: string | null; created_at: string }

/** The spelling that is stored. Undefined where it is neither an address nor a domain. */
export const blocklistValue = (text: string): string | undefined =>
  text.includes('@') ? normaliseEmail(text) : normaliseDomain(text)
