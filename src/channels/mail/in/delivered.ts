import { normaliseEmail } from '../../../core/contacts/email.ts'
import type { MailEnvelope } from '../../../store/schema.ts'
import { headOf } from './providers/checks.ts'

const DELIVERED = /^(?:delivered-to|x-original-to|envelope-to|x-envelope-to)[ \t]*:[ \t]*<?([^\s<>]+)>?/gim

/**
 * The envelope of a mail that another server took in, as that one wrote it into the mail (RFC 5321, section 4.4; RFC 9228):
 * the address it was delivered to may be the one that names a ticket. The mailbox's own where it says nothing.
 */
export const deliveredEnvelope = (head: Buffer, address: string, via: 'imap' | 'import'): MailEnvelope => {
  const header = headOf(head)
  const [, from] = /^return-path[ \t]*:[ \t]*<([^<>]*)>/im.exec(header) ?? []
  const to = new Set([...header.matchAll(DELIVERED)].flatMap(([, one = '']) => normaliseEmail(one) ?? []))
  return { from: from ?? null, to: to.size > 0 ? [...to] : [address], ip: null, helo: null, tls: false, via }
}
