/** What has a GUID in this contract and a 64-bit id here. A department has a GUID of its own. */
const NOUNS = { contact: '1', member: '2', message: '3', event: '4' } as const
type Noun = keyof typeof NOUNS

export const ZERO_GUID = '00000000-0000-0000-0000-000000000000'

/** An id as a GUID: a UUID of version 8 (RFC 9562, section 5.8) with the id's 64 bits and what it is the id of. */
export const guidOf = (noun: Noun, id: string): string => {
  const hex = BigInt(id).toString(16).padStart(16, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${NOUNS[noun].padStart(3, '0')}-8000-00000000${hex.slice(12)}`
}

/** The id in a GUID, in any case; undefined where guidOf() did not make it. */
export const idOf = (noun: Noun, guid: string): string | undefined => {
  const match = /^([0-9a-f]{8})-([0-9a-f]{4})-8([0-9a-f]{3})-8000-00000000([0-9a-f]{4})$/i.exec(guid)
  if (!match || Number.parseInt(match[3] ?? '', 16) !== Number(NOUNS[noun])) return undefined
  return BigInt(`0x${match[1]}${match[2]}${match[4]}`).toString()
}

/** A number of 31 bits for what the official C# client reads as an int: the same each time, and as good as unique among the few of a desk. */
export const shortId = (id: string): number => Number(BigInt(id) % 2_147_483_647n)
