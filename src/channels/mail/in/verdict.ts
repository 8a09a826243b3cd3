import { Resolver } from 'node:dns/promises'
import type { Readable } from 'node:stream'
import type { MailCheck, MailVerdict } from '../../../store/schema.ts'

const LIMIT_MS = 10_000
/** RFC 1035, section 2.3.4. */
const DOMAIN_MAX = 255
const CHECKS: MailCheck[] = ['pass', 'fail', 'softfail', 'neutral', 'none', 'temperror', 'permerror', 'policy']

export type MailChecker = (
  raw: () => Promise<Readable | undefined>,
  from: { ip: string; helo: string; sender: string },
) => Promise<MailVerdict>

const UNKNOWN: MailVerdict = {
  spf: 'temperror',
  dkim: 'temperror',
  dmarc: 'temperror',
  arc: 'temperror',
  aligned_domain: null,
  source: 'lodge',
}

/**
 * Checks whether mail is from whom it says: SPF (RFC 7208), DKIM (RFC 6376), DMARC (RFC 9989), ARC (RFC 8617). It always
 * answers, within ten seconds: what DNS does not tell in time is `temperror`, and no mail waits for it longer.
 *
 * `servers`: the name servers to ask; the machine's own where absent.
 */
export const openMailChecker = (
  name: string,
  { servers, limitMs = LIMIT_MS }: { servers?: string[] | undefined; limitMs?: number } = {},
): MailChecker => {
  const resolver = new Resolver({ timeout: Math.min(2_000, limitMs), tries: 2 })
  if (servers) resolver.setServers(servers)
  const resolve = async (domain: string, type: string): Promise<string[]> =>
    (await resolver.resolve(domain, type)) as string[] // of the types that are asked: TXT, A, AAAA, MX, PTR, CNAME

  const check = async (raw: Readable, { ip, helo, sender }: { ip: string; helo: string; sender: string }) => {
    const { authenticate } = await import('mailauth')
    const { spf, dkim, dmarc, arc } = await authenticate(raw, {
      ip,
      helo,
      sender,
      mta: name,
      resolver: resolve,
      disableBimi: true,
      // RFC 8301, section 3.1: what SHA-1 signs proves nothing.
      rejectRsaSha1: true,
    })
    const passed = dkim.results.filter((one) => one.status.result === 'pass')
    const best = passed.find((one) => one.status.aligned) ?? passed[0] ?? dkim.results[0]
    const sealed = arc ? arc.signature : false
    const from = dmarc ? String(dmarc.status.header?.from ?? '') : ''
    // Without a policy nothing says how strict to be: a signature of the domain or its organisation is proof all the same.
    const aligned = dmarc && (dmarc.status.result === 'pass' || passed.some((one) => one.status.aligned))
    return {
      spf: toCheck(spf ? spf.status.result : 'none'),
      dkim: toCheck(best?.status.result),
      dmarc: toCheck(dmarc ? dmarc.status.result : 'none'),
      arc: toCheck(arc ? arc.status.result : 'none'),
      aligned_domain: aligned && from !== '' ? from.toLowerCase() : null,
      domains: {
        spf: (spf && toDomain(spf.domain)) || null,
        dkim: toDomain(best?.signingDomain),
        dmarc: toDomain(from),
        arc: sealed ? toDomain(sealed.signingDomain) : null,
      },
      source: 'lodge' as const,
    }
  }

  return async (raw, from) => {
    const stream = await raw()
    if (!stream) return UNKNOWN
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<MailVerdict>((done) => {
      timer = setTimeout(() => done(UNKNOWN), limitMs)
    })
    // What is wrong with a mail's own signatures is no reason to lose it.
    const checked = check(stream, from).catch(() => UNKNOWN)
    const verdict = await Promise.race([checked, late])
    clearTimeout(timer)
    stream.destroy()
    return verdict
  }
}

const toDomain = (domain: string | undefined): string | null => domain?.slice(0, DOMAIN_MAX).toLowerCase() || null

const toCheck = (result: string | undefined): MailCheck => CHECKS.find((one) => one === result) ?? 'none'
