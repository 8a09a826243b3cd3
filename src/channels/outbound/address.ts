import ipaddr from 'ipaddr.js'

type Address = ipaddr.IPv4 | ipaddr.IPv6
export type Network = [Address, number]

/** What a network is that nobody on the public internet has, in an owner's words; by the names ipaddr.js gives it. */
const KINDS: Record<string, string> = {
  unspecified: 'an unspecified address',
  broadcast: 'a broadcast address',
  multicast: 'a multicast address',
  linkLocal: 'a link-local address',
  loopback: 'an address of this machine itself',
  carrierGradeNat: "an address of a provider's inner network",
  private: 'a private address',
  uniqueLocal: 'a private address',
  ipv4Mapped: 'an IPv4 address written as IPv6',
  rfc6145: 'an IPv4 address written as IPv6',
  rfc6052: 'a NAT64 address',
  '6to4': 'a 6to4 address',
  teredo: 'a Teredo address',
}

/** Unicast as IANA hands it out (RFC 4291 2.4): outside are IPv4-compatible addresses such as ::127.0.0.1. */
const GLOBAL_UNICAST = ipaddr.parseCIDR('2000::/3')
/** Public by its number, and yet Azure's own host, to every machine there. */
const AZURE_HOST = ipaddr.parseCIDR('168.63.129.16/32')

/** One CIDR or address. Throws where it is neither. */
export const toNetwork = (text: string): Network => {
  if (text.includes('/')) return ipaddr.parseCIDR(text)
  const address = ipaddr.parse(text)
  return [address, address.kind() === 'ipv4' ? 32 : 128]
}

/**
 * Why an address must not be connected to, in words that end a sentence ("a private address"); undefined where it may.
 * Only global unicast may, and what `allow` names. An address that carries an IPv4 address inside is judged by that too.
 */
export const whyRefused = (text: string, allow: Network[]): string | undefined => {
  if (!ipaddr.isValid(text)) return 'no address'
  const address = ipaddr.parse(text)
  const inner = innerAddress(address)
  if (isAllowed(address, allow)) return inner && whyRefused(inner, allow)
  // Nothing but another spelling of the address inside.
  if (inner && isMapped(address) && isAllowed(ipaddr.parse(inner), allow)) return undefined
  const range = address.range()
  if (range !== 'unicast') return KINDS[range] ?? 'a reserved address'
  if (address instanceof ipaddr.IPv6 && !address.match(GLOBAL_UNICAST)) return 'a reserved address'
  if (address instanceof ipaddr.IPv4 && matches(address, AZURE_HOST)) return "an address of a provider's inner network"
  return inner && whyRefused(inner, allow)
}

const matches = (address: Address, [network, bits]: Network): boolean =>
  address.kind() === network.kind() && address.match(network, bits)

const isAllowed = (address: Address, allow: Network[]): boolean => allow.some((network) => matches(address, network))

const isMapped = (address: Address): boolean => address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress()

/** The IPv4 address inside: mapped, NAT64 (RFC 6052 2.2), 6to4 (RFC 3056), Teredo (RFC 4380 4, inverted), ISATAP (RFC 5214 6.1). */
const innerAddress = (address: Address): string | undefined => {
  if (address instanceof ipaddr.IPv4) return undefined
  const bytes = address.toByteArray()
  const from = (start: number, mask = 0) => bytes.slice(start, start + 4).map((byte) => byte ^ mask)
  const isatap = (bytes[8] === 0 || bytes[8] === 2) && bytes[9] === 0 && bytes[10] === 0x5e && bytes[11] === 0xfe
  switch (address.range()) {
    case 'ipv4Mapped':
    case 'rfc6145':
    case 'rfc6052':
      return from(12).join('.')
    case '6to4':
      return from(2).join('.')
    case 'teredo':
      return from(12, 0xff).join('.')
    default:
      return isatap ? from(12).join('.') : undefined
  }
}
