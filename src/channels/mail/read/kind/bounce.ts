import { cleanAddress } from '../bytes/addresses.ts'
import type { BouncedRecipient } from '../types.ts'

/** Groups of fields, as message/delivery-status has them: the first is of the mail, each other of a recipient. */
const groupsOf = (text: string): Map<string, string>[] => {
  const groups: Map<string, string>[] = []
  for (const block of text
    .replace(/\r\n/g, '\n')
    .replace(/\n[ \t]+/g, ' ')
    .split(/\n{2,}/)) {
    const fields = new Map<string, string>()
    for (const line of block.split('\n')) {
      const colon = line.indexOf(':')
      if (colon > 0) fields.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim())
    }
    if (fields.size > 0) groups.push(fields)
  }
  return groups
}

/** More than a mail of ours ever had. */
const RECIPIENTS_MAX = 100

/** The recipients of RFC 3464, section 2.3, whom a mail did not reach; those it did, or will yet be relayed to, are none. */
export const readDeliveryStatus = (text: string): { recipients: BouncedRecipient[]; actions: Set<string> } => {
  const actions = new Set<string>()
  const recipients: BouncedRecipient[] = []
  for (const fields of groupsOf(text)) {
    const address = addressIn(fields.get('original-recipient')) ?? addressIn(fields.get('final-recipient'))
    const action =
      fields
        .get('action')
        ?.toLowerCase()
        .split(/[\s;(]/)[0] ?? ''
    if (action !== '') actions.add(action)
    if (!address || recipients.length >= RECIPIENTS_MAX || /^(?:delivered|relayed|expanded)$/.test(action)) continue
    const status =
      /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(fields.get('status') ?? fields.get('diagnostic-code') ?? '')?.[0] ?? null
    const diagnostic =
      fields
        .get('diagnostic-code')
        ?.replace(/^[a-z-]+;\s*/i, '')
        .slice(0, 1000)
        .toWellFormed() ?? null
    const kind = action === 'delayed' ? 'soft' : kindOf(status, diagnostic ?? '')
    recipients.push({ address, status, kind, diagnostic })
  }
  return { recipients, actions }
}

/** `rfc822; ann@a.example`, and the address that some put in brackets. */
const addressIn = (field: string | undefined): string | undefined =>
  field === undefined
    ? undefined
    : cleanAddress(
        field
          .replace(/^[^;]{1,40};/, '')
          .trim()
          .replace(/^<|>.*$/g, ''),
      )

/** A full mailbox, a server that is busy, a policy that may change: not the address's fault for good, whatever class it has. */
const SOFT =
  /mailbox (?:is )?full|over ?quota|quota exceeded|insufficient (?:system )?storage|greylist|try again|temporar|timed? ?out|connection refused|too many connections|rate limit|deferred|delayed|blocked|blacklist|spam|policy|message (?:size|too large)|(?:too|message) large/i
const HARD =
  /user (?:is )?unknown|unknown (?:user|recipient|local)|no such (?:user|mailbox|recipient|address|person)|does ?n[o']t exist|not exist|invalid (?:recipient|mailbox|address|user)|recipient (?:address )?rejected|mailbox (?:unavailable|not found|disabled)|account (?:is |has been )?(?:disabled|inactive|closed)|address (?:not found|rejected)|no mailbox here|unrouteable address|host (?:or domain name )?not found|domain (?:not found|does)|nxdomain|couldn['’]t be found|wasn['’]t found/i

/** RFC 3463: class 4 is for now; of class 5 what is about space, policy and content may pass. */
const kindOf = (status: string | null, words: string): 'hard' | 'soft' => {
  if (status?.startsWith('4.')) return 'soft'
  if (status !== null && /^5\.(?:2\.[23]|3\.|4\.[1267]|6\.|7\.)/.test(status) && !HARD.test(words)) return 'soft'
  if (status !== null && /^5\.[01]\./.test(status) && !SOFT.test(words)) return 'hard'
  if (HARD.test(words)) return 'hard'
  if (SOFT.test(words)) return 'soft'
  return status?.startsWith('5.') || /\b5\d\d[ -]/.test(words) ? 'hard' : 'soft'
}

const ADDRESS = /<?([^\s<>()[\]"',;:]{1,64}@[^\s<>()[\]"',;:]{1,255})>?/

/**
 * The recipients in bounces that are written for people only: qmail's (`<ann@a.example>:` and why below), Exim's (address on
 * a line, why below), Exchange's and Postfix's sentences. What stands below the copy of the mail is not read.
 */
export const readWordedBounce = (text: string): BouncedRecipient[] => {
  const report =
    text
      .slice(0, 20_000)
      .split(
        /\n-{3,}[^\n]{0,30}(?:copy of (?:the|your) message|original message|returned message|message header)|\n--- Below this line is a copy/i,
      )[0] ?? ''
  const lines = report.split('\n').map((line) => line.trim())
  const recipients = new Map<string, BouncedRecipient>()
  for (const [at, line] of lines.entries()) {
    const whole =
      /^(?:<?[^\s<>]{1,64}@[^\s<>]{1,255}>?)(?:\s\(.{0,80}\))?[:.]?$/.test(line) ||
      /^(?:recipient|to|rcpt to|failed recipient|original recipient|address)\s?:/i.test(line)
    const within =
      /(?:couldn['’]t be delivered to|could not be delivered to|wasn['’]t delivered to|was not delivered to|delivery (?:to|of)|your message to|unable to deliver (?:your )?(?:message|mail)? ?to|delivering to|failed:|rejected your message to|the recipient|user unknown|could not be found|<[^<>]+>: (?:host|mail|delivery|user|unknown))/i.test(
        line,
      )
    if (!whole && !within) continue
    const address = cleanAddress((ADDRESS.exec(line)?.[1] ?? '').replace(/[.:>]+$/, ''))
    if (!address || recipients.has(address) || recipients.size >= RECIPIENTS_MAX) continue
    const words = [line, ...lines.slice(at + 1, at + 6)].join(' ').trim()
    const status = /\b[45]\.\d{1,3}\.\d{1,3}\b/.exec(words)?.[0] ?? null
    recipients.set(address, {
      address,
      status,
      kind: kindOf(status, words),
      diagnostic: words.slice(0, 1000).toWellFormed(),
    })
  }
  return [...recipients.values()]
}
