/** What a caller knows about a contact or a company, in the caller's words. */
export type Traits = Record<string, unknown>

/** Bytes of JSON, of what is sent and of what is kept. */
export const TRAITS_MAX = 20_000
export const COMPANY_TRAITS_MAX = 50_000

/** One level deep: what is given wins, null removes. */
export const mergeTraits = (known: Traits, given: Traits): Traits =>
  Object.fromEntries(Object.entries({ ...known, ...given }).filter(([, value]) => value !== null))

export const traitsFit = (traits: Traits, max = TRAITS_MAX): boolean => Buffer.byteLength(JSON.stringify(traits)) <= max
