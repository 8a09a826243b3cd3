import { domainToASCII } from 'node:url'

const LOCAL = /^[^\s@"(),:;<>[\\\]\p{Cc}]+$/u
const DOMAIN =
  /^(?=.{1,253}$)(?!.*\.\d+$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/

const OTHER_THAN_ASCII = /[^\p{ASCII}]/u
const NO_LETTER = /[^a-z0-9.\-\P{ASCII}]/u

/**
 * One spelling an address: trimmed, lower case, the domain in its ASCII form (IDNA), so that `Ann@Bücher.example` and
 * `ann@xn--bcher-kva.example` are one person. Undefined where it is no address: RFC 5321 without quoted local parts and
 * address literals, local part up to 64 octets, the whole up to 255.
 */
export const normaliseEmail = (text: string): string | undefined => {
  // Lower case first: `J̌` has no composed form, `ǰ` has.
  const trimmed = text.trim().toLowerCase().normalize('NFC')
  const at = trimmed.lastIndexOf('@')
  const local = trimmed.slice(0, at)
  if (at < 1 || !LOCAL.test(local) || local.startsWith('.') || local.endsWith('.') || local.includes('..'))
    return undefined
  const domain = toDomain(trimmed.slice(at + 1))
  if (domain === undefined) return undefined
  const address = `${local}@${domain}`
  return Buffer.byteLength(local) <= 64 && Buffer.byteLength(address) <= 255 ? address : undefined
}

/** A whole domain, as the blocklist takes it: `example.com`, in its ASCII form. */
export const normaliseDomain = (text: string): string | undefined => toDomain(text.trim().toLowerCase())

const toDomain = (given: string): string | undefined => {
  // ASCII is its own IDNA form: the common case pays for no conversion, which would take a URL's host, `%6d` for `m`.
  const domain = OTHER_THAN_ASCII.test(given) && !NO_LETTER.test(given) ? domainToASCII(given) : given
  return DOMAIN.test(domain) ? domain : undefined
}
