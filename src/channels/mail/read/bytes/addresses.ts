import { domainToUnicode } from 'node:url'
import addressparser from 'nodemailer/lib/addressparser'
import type { MailAddress } from '../types.ts'
import { decodeWords, eightBit } from './headers.ts'

/** More recipients than this are a list's, and nobody's to write to. */
const ADDRESSES_MAX = 500

/** The addresses of a header's value, groups opened (RFC 5322, section 3.4). What is none is left out. */
export const parseAddresses = (raw: string): MailAddress[] => {
  const found: MailAddress[] = []
  for (const entry of parse(eightBit(raw))) {
    const address = cleanAddress(entry.address)
    if (address) found.push({ address, name: cleanName(entry.name, address) })
    if (found.length >= ADDRESSES_MAX) break
  }
  return found
}

const parse = (value: string): { address: string; name: string }[] => {
  try {
    return addressparser(value, { flatten: true }).map(({ address = '', name = '' }) => ({ address, name }))
  } catch {
    // It throws where groups are nested without end: nobody's address.
    return []
  }
}

/** The only characters that an address of a mailbox that can be answered has; a domain with a dot, or localhost. */
const ADDRESS = /^[^\s@<>()[\]\\,;:"]{1,64}@[^\s@<>()[\]\\,;:"]{1,255}$/

/** An address in one way of writing, lower case and its domain in Unicode; undefined where it is none. */
export const cleanAddress = (given: string): string | undefined => {
  const bare = given
    .trim()
    .replace(/^mailto:/i, '')
    .replace(/^<|>$/g, '')
    .toLowerCase()
  if (!ADDRESS.test(bare) || bare.includes('=?')) return undefined
  const at = bare.lastIndexOf('@')
  const domain = domainToUnicode(bare.slice(at + 1)) || bare.slice(at + 1)
  return `${bare.slice(0, at)}@${domain}`.toWellFormed()
}

/** A display name without its quotes; '' where it only repeats the address. */
export const cleanName = (given: string, address: string): string => {
  const name = decodeWords(given)
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
    .replace(/[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s'"*]+|[\s'"*]+$/g, '')
    .slice(0, 200)
    .trim()
  return name.toLowerCase() === address ? '' : name.toWellFormed()
}
