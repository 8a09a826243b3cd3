import type { SpamMark } from '../types.ts'
import { first, type Headers } from './header.ts'

/** What the spam filter before us says of a mail; null where none does. Only as good as the mail server that lets it stand. */
export const spamMark = (headers: Headers): SpamMark | null =>
  rspamd(headers) ?? spamAssassin(headers) ?? exchange(headers) ?? other(headers)

const numberIn = (text: string, pattern: RegExp): number | null => {
  const value = Number.parseFloat(pattern.exec(text)?.[1] ?? '')
  return Number.isFinite(value) ? value : null
}

/** https://rspamd.com/doc/modules/milter_headers.html */
const rspamd = (headers: Headers): SpamMark | null => {
  const result = first(headers, 'x-spamd-result')
  const bar = first(headers, 'x-spamd-bar')
  const action = first(headers, 'x-rspamd-action').toLowerCase()
  const score =
    numberIn(result, /\[\s*(-?\d+(?:\.\d+)?)\s*\//) ?? numberIn(first(headers, 'x-rspamd-score'), /(-?\d+(?:\.\d+)?)/)
  if (result === '' && action === '' && bar === '' && score === null) return null
  const required = numberIn(result, /\/\s*(-?\d+(?:\.\d+)?)\s*\]/)
  const isOver = score !== null && required !== null && score >= required
  const isMarked = /^default:\s*true/i.test(result) || /add header|rewrite subject|reject|quarantine/.test(action)
  return { flagged: isMarked || isOver || isYes(first(headers, 'x-spam')), score, by: 'rspamd' }
}

const isYes = (value: string): boolean => /^(?:yes|true)\b/i.test(value.trim())

/** https://spamassassin.apache.org/full/4.0.x/doc/Mail_SpamAssassin_Conf.html: `X-Spam-Status: Yes, score=7.1 required=5.0` */
const spamAssassin = (headers: Headers): SpamMark | null => {
  const status = first(headers, 'x-spam-status')
  const flag = first(headers, 'x-spam-flag')
  if (status === '' && flag === '') return null
  const score =
    numberIn(status, /\b(?:score|hits)=\s*(-?\d+(?:\.\d+)?)/i) ??
    numberIn(first(headers, 'x-spam-score'), /(-?\d+(?:\.\d+)?)/)
  return { flagged: isYes(status) || isYes(flag), score, by: 'spamassassin' }
}

/** Microsoft's spam confidence level: 5 and above is spam (learn.microsoft.com, "Spam confidence level"). */
const exchange = (headers: Headers): SpamMark | null => {
  const level =
    first(headers, 'x-ms-exchange-organization-scl') ||
    (/\bSCL:(-?\d)/.exec(first(headers, 'x-forefront-antispam-report'))?.[1] ?? '')
  const score = numberIn(level, /(-?\d+)/)
  return score === null ? null : { flagged: score >= 5, score, by: 'exchange' }
}

const other = (headers: Headers): SpamMark | null => {
  const value = first(headers, 'x-spam') || first(headers, 'x-barracuda-spam-flag')
  return value === '' ? null : { flagged: isYes(value), score: null, by: 'other' }
}
