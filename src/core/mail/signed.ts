import { timingSafeEqual } from 'node:crypto'
import type { Secrets } from '../secrets.ts'

/** 128 bits: what nobody guesses. */
const MAC_BYTES = 16
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567'

/** RFC 4648's base32 in lower case, without padding: what survives mail programs that change a local part's case. */
const base32 = (bytes: Buffer): string => {
  let bits = ''
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0')
  return (bits.match(/.{1,5}/g) ?? []).map((five) => ALPHABET[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')
}

export const sign = (secrets: Secrets, purpose: string, text: string): string =>
  base32(secrets.mac(purpose, text).subarray(0, MAC_BYTES))

/** Whether we signed the text; in constant time, whatever the case. `letters`: where only so many of it were given out. */
export const isSigned = (
  secrets: Secrets,
  purpose: string,
  text: string,
  signature: string,
  letters?: number,
): boolean => {
  const given = Buffer.from(signature.toLowerCase())
  const expected = Buffer.from(sign(secrets, purpose, text).slice(0, letters))
  return given.length === expected.length && timingSafeEqual(given, expected)
}
