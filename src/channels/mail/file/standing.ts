import type { Standing } from '../../../core/messages/email.ts'
import type { MailVerdict } from '../../../store/schema.ts'

/**
 * Whether a mail's From can be believed. `pass`: SPF or DKIM vouch for that domain. `fail`: its owner says that such a
 * mail is not theirs (DMARC, or a hard SPF with nothing better). `none`: nobody says either, or nobody could be asked.
 * `reversePath`: the address of its envelope, which SPF is about.
 */
export const standingOf = (verdict: MailVerdict | null, from: string | null, reversePath: string | null): Standing => {
  if (verdict === null || from === null) return 'none'
  if (verdict.dmarc === 'fail') return 'fail'
  const domain = domainOf(from)
  const vouchers = [verdict.aligned_domain, verdict.spf === 'pass' && reversePath ? domainOf(reversePath) : null]
  if (vouchers.some((one) => one !== null && isOf(domain, one.toLowerCase()))) return 'pass'
  return verdict.spf === 'fail' ? 'fail' : 'none'
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase()
/** A domain speaks for what is under it; what is under it does not speak for the domain, which may be a host of many. */
const isOf = (domain: string, voucher: string): boolean => domain === voucher || domain.endsWith(`.${voucher}`)
