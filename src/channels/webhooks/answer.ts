import type { Outcome } from '../channel.ts'
import type { OutboundAnswer } from '../outbound.ts'
import { retryAfterMs } from '../retry-after.ts'

const SHOWN = 1_000
const TEXT = /^(text\/|application\/([\w.-]+\+)?(json|xml|javascript|x-www-form-urlencoded|problem))/i

/**
 * What an answer means, by Standard Webhooks: 2xx has it; 410 wants no more; anything else is tried again, and waited for
 * as long as `Retry-After` says. Redirects are not followed: the URL is to be corrected.
 */
export const outcomeOf = (host: string, answer: OutboundAnswer): Outcome => {
  const { status, headers } = answer
  const said = saidIn(answer)
  const detail = said === undefined ? {} : { detail: said }
  if (status >= 200 && status < 300) return { ok: true, status, ...detail }
  const wait = retryAfterMs(headers['retry-after'])
  const failed = { ok: false, status, ...detail, ...(wait === undefined ? {} : { retryAfterMs: wait }) } as const
  if (status === 410) return { ...failed, permanent: true, reason: gone(host) }
  if (status >= 300 && status < 400) return { ...failed, permanent: false, reason: redirects(host, status) }
  return { ...failed, permanent: false, reason: `${host} answered ${status}.` }
}

const gone = (host: string): string => `${host} answered 410 (gone): it wants no more, so this webhook was disabled.`
const redirects = (host: string, status: number): string =>
  `${host} answered ${status}, a redirect, which webhooks do not follow: set the URL to where it leads.`

/** The beginning of what a receiver said, where it is text. */
const saidIn = ({ headers, body }: OutboundAnswer): string | undefined => {
  const type = headers['content-type']
  if (body.length === 0 || headers['content-encoding'] !== undefined || (type !== undefined && !TEXT.test(type))) return
  const text = body.subarray(0, SHOWN * 4).toString('utf8')
  const printable = text.replace(/[^\P{C}\n\t]/gu, '')
  return [...printable].slice(0, SHOWN).join('')
}
