import { domainToASCII } from 'node:url'

const LOCAL = /^[^\s@"(),:;<>[\\\]\p{Cc}]+$/u
const DOMAIN = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/

/**
 * One spelling an address: trimmed, lower case, the domain in its ASCII form (IDNA), so that `Ann@Bücher.example` and
 * `ann@xn--bcher-kva.example` are one person. Undefined where it is no address: RFC 5321 without quoted local parts and
 * address literals, local part up to 64 octets, the whole up to 255.
 */
export const normaliseEmail = (text: string): string | undefined => {
  const trimmed = text.trim().normalize('NFC').toLowerCase()
  const at = trimmed.lastIndexOf('@')
  const local = trimmed.slice(0, at)
  if (at < 1 || !LOCAL.test(local) || local.startsWith('.') || local.endsWith('.') || local.includes('..'))
    return undefined
  const given = trimmed.slice(at + 1)
  // ASCII is its own IDNA form: the common case pays for no conversion.
  const domain = /^[a-z0-9.-]+$/.test(given) ? given : domainToASCII(given)
  if (!DOMAIN.test(domain)) return undefined
  const address = `${local}@${domain}`
  return Buffer.byteLength(local) <= 64 && Buffer.byteLength(address) <= 255 ? address : undefined
}

/** A whole domain, as the blocklist takes it: `example.com`, in its ASCII form. */
export const normaliseDomain = (text: string): string | undefined => {
  const domain = domainToASCII(text.trim().toLowerCase())
  return DOMAIN.test(domain) ? domain : undefined
}
