/** Ids are snowflakes as decimal strings; those of who acts and where are types of their own, so mixing two fails to compile. */
type Id<Noun extends string> = string & { readonly __brand: Noun }

export type DeskId = Id<'desk'>
export type MemberId = Id<'member'>
export type CredentialId = Id<'credential'>

const MAX = (1n << 63n) - 1n

/** Whether a caller's text could be an id or a number of ours: digits that fit PostgreSQL's bigint. */
export const looksLikeId = (text: string): boolean => /^[0-9]{1,19}$/.test(text) && BigInt(text) <= MAX
