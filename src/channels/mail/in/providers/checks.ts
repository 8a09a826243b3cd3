import type { MailCheck, MailVerdict } from '../../../../store/schema.ts'

/** A mail's header, its lines unfolded. */
export const headOf = (raw: Buffer): string => {
  const text = raw.subarray(0, 64 * 1024).toString('latin1')
  const end = /\r?\n\r?\n/.exec(text)
  return (end ? text.slice(0, end.index) : text).replace(/\r?\n[ \t]+/g, ' ')
}

/** The verdict of a provider that says so much of it; null where it says nothing. */
export const verdictFrom = (given: {
  spf?: MailCheck | undefined
  dkim?: MailCheck | undefined
  dmarc?: MailCheck | undefined
  /** The From header's domain, where it was proven. */
  provenDomain: string | null
}): MailVerdict | null => {
  const { spf, dkim, dmarc, provenDomain } = given
  if (!spf && !dkim && !dmarc) return null
  return {
    spf: spf ?? 'none',
    dkim: dkim ?? 'none',
    dmarc: dmarc ?? 'none',
    arc: 'none',
    aligned_domain: provenDomain,
    source: 'provider',
  }
}
