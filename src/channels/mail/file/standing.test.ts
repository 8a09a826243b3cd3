import { expect, test } from 'vitest'
import type { MailVerdict } from '../../../store/schema.ts'
import { standingOf } from './standing.ts'

const verdict = (more: Partial<MailVerdict>): MailVerdict => ({
  spf: 'none',
  dkim: 'none',
  dmarc: 'none',
  arc: 'none',
  aligned_domain: null,
  source: 'lodge',
  ...more,
})

test.each<[string, Partial<MailVerdict> | null, string, string?]>([
  ['nobody checked', null, 'none'],
  ['nothing published', {}, 'none'],
  ['DKIM of the very domain', { dkim: 'pass', aligned_domain: 'mail.example.com' }, 'pass'],
  ['SPF of the organisation', { spf: 'pass', aligned_domain: 'example.com' }, 'pass'],
  ['another domain that ends alike', { dkim: 'pass', aligned_domain: 'ple.com' }, 'none'],
  ['DMARC fails', { dmarc: 'fail', spf: 'pass' }, 'fail'],
  ['a hard SPF fails, and nothing else speaks for it', { spf: 'fail' }, 'fail'],
  ['forwarded, its DKIM intact', { spf: 'fail', dkim: 'pass', dmarc: 'pass', aligned_domain: 'example.com' }, 'pass'],
  ['SPF of the reverse path, which is of the domain', { spf: 'pass' }, 'pass', 'bounce@example.com'],
  ['SPF of what is under the domain', { spf: 'pass' }, 'none', 'evil@pages.mail.example.com'],
  ['SPF of another domain', { spf: 'pass' }, 'none', 'eve@evil.example'],
  ['SPF of none', { spf: 'pass' }, 'none', ''],
  ['DNS was away', { spf: 'temperror', dkim: 'temperror', dmarc: 'temperror' }, 'none'],
])('%s', (_name, given, wanted, reversePath = 'x@other.example') => {
  expect(standingOf(given && verdict(given), 'ann@mail.example.com', reversePath)).toBe(wanted)
})
