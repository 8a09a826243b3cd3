import type { MailCheck, MailVerdict } from '../../../store/schema.ts'
import { headOf } from './providers/checks.ts'

const CHECKS: MailCheck[] = ['pass', 'fail', 'softfail', 'neutral', 'none', 'temperror', 'permerror', 'policy']

/** RFC 1035, section 2.3.4. */
const DOMAIN_MAX = 255

/** What Microsoft 365 writes names no server: the topmost is its own. */
const UNNAMED = 'microsoft'

/**
 * What the server that took a mail in found out, by the Authentication-Results header (RFC 8601) that it put on top: the
 * first that bears `authservId`. Who believes a server knows that it removes what others wrote under its name (section 5).
 * Undefined where there is no such header.
 */
export const providerVerdict = (head: Buffer, authservId: string): MailVerdict | undefined => {
  const header = headOf(head)
  const results = [...header.matchAll(/^authentication-results[ \t]*:(.*)$/gim)].map(([, value = '']) =>
    withoutComments(value),
  )
  if (authservId === UNNAMED) {
    const [first] = results
    return first !== undefined && /^\s*[a-z-]+=/i.test(first) ? toVerdict(first, header) : undefined
  }
  const found = results.find(
    (value) => /^\s*"?([^\s;"]+)"?/.exec(value)?.[1]?.toLowerCase() === authservId.toLowerCase(),
  )
  return found === undefined ? undefined : toVerdict(found, header)
}

/** Comments nest (RFC 5322, section 3.2.2), and say what they like. */
const withoutComments = (value: string): string => {
  let depth = 0
  let kept = ''
  for (let at = 0; at < value.length; at++) {
    const character = value[at]
    if (character === '\\') at++
    else if (character === '(') depth++
    else if (character === ')') depth = Math.max(0, depth - 1)
    else if (depth === 0) kept += character
  }
  return kept
}

const toVerdict = (value: string, header: string): MailVerdict => {
  const parts = value.split(';').map((part) => part.trim())
  const of = (method: string) => parts.filter((part) => new RegExp(`^${method}(/\\d+)?\\s*=`, 'i').test(part))
  const resultOf = (part: string | undefined): MailCheck => {
    const word = /=\s*([a-z]+)/i.exec(part ?? '')?.[1]?.toLowerCase()
    return word === 'hardfail' ? 'fail' : (CHECKS.find((one) => one === word) ?? 'none')
  }
  const property = (part: string | undefined, name: string) =>
    new RegExp(`\\b${name}\\s*=\\s*"?@?([^\\s;"]+)`, 'i').exec(part ?? '')?.[1]?.toLowerCase()

  const dkims = of('dkim')
  const passed = dkims.filter((part) => resultOf(part) === 'pass')
  const [dmarc] = of('dmarc')
  const [spf] = of('spf')
  const [arc] = of('arc')
  const from = fromDomainOf(header)
  const signerOf = (part: string | undefined) => domainOf(property(part, 'header\\.d') ?? property(part, 'header\\.i'))
  const signed = passed.find((part) => {
    const domain = signerOf(part)
    return domain !== null && from !== undefined && (from === domain || from.endsWith(`.${domain}`))
  })
  const proven = resultOf(dmarc) === 'pass' ? (property(dmarc, 'header\\.from') ?? from) : signed ? from : undefined
  return {
    spf: resultOf(spf),
    dkim: passed.length > 0 ? 'pass' : resultOf(dkims[0]),
    dmarc: resultOf(dmarc),
    arc: resultOf(arc),
    // One From only: of two, who checked may have meant the other.
    aligned_domain: proven !== undefined && proven === from ? proven : null,
    domains: {
      spf: domainOf(property(spf, 'smtp\\.mailfrom') ?? property(spf, 'smtp\\.helo')),
      dkim: signerOf(signed ?? passed[0] ?? dkims[0]),
      dmarc: domainOf(property(dmarc, 'header\\.from') ?? (dmarc && from)),
      arc: domainOf(property(arc, 'header\\.d')),
    },
    source: 'provider',
  }
}

/** Of an address or a domain; null where it is neither. */
const domainOf = (text: string | undefined): string | null =>
  text?.slice(text.lastIndexOf('@') + 1).slice(0, DOMAIN_MAX) || null

/** The domain of the one address in the one From header there is; `header` is unfolded. */
export const fromDomainOf = (header: string): string | undefined => {
  const [first, second] = [...header.matchAll(/^from[ \t]*:(.*)$/gim)]
  if (!first || second) return undefined
  // A quoted display name, and a comment, may hold an address that is not the sender's.
  const bare = withoutComments((first[1] ?? '').replace(/"(?:[^"\\]|\\.)*"/g, ''))
  const addresses = [...bare.matchAll(/[^\s<>,;@]+@([^\s<>,;@]+)/g)].map(([, domain = '']) => domain.toLowerCase())
  const angled = /<[^<>@]+@([^<>@]+)>/.exec(bare)?.[1]?.trim().toLowerCase()
  return angled ?? (addresses.length === 1 ? addresses[0] : undefined)
}
