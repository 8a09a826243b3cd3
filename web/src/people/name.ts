import type { Contact } from '../api/types.ts'

/** What somebody is called: their name, else the address or id that they are known by. Empty where there is nothing. */
export const nameOf = ({ name, email, external_id, identities }: Contact): string =>
  name || email || external_id || identities[0]?.value || ''
