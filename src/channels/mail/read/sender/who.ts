import { parseAddresses } from '../bytes/addresses.ts'
import { textLines } from '../fold/lines.ts'
import { htmlLines } from '../fold/tags.ts'
import type { MailAddress, RealSender, SenderClues, SenderGiven, SenderRule } from '../types.ts'
import { bodyLines } from './body-lines.ts'
import { forwardIn } from './forward.ts'
import { isNotifier } from './notifier.ts'

const READ_MAX = 50_000

/**
 * Whom a mail is really from, and the rule that decided: what was forwarded by somebody of ours, or passed on by a program;
 * the `From:` and `Reply-To:` lines in the text of a notification; the header Reply-To; the header From. Null where the mail
 * names nobody at all. A `noreply@` is the answer only where nothing else is in the mail.
 */
export const whoIsItFrom = (mail: SenderClues, given: SenderGiven): RealSender | null => {
  const isOurs = (address: string) => given.isOurs(address) || given.isMember(address)
  const sender = (mailbox: MailAddress, rule: SenderRule, forwarded: RealSender['forwarded'] = null): RealSender => ({
    ...mailbox,
    rule,
    notifier: isNotifier(mailbox.address),
    forwarded,
  })
  const { from } = mail
  const isFromOurs = from !== null && isOurs(from.address)
  const isFromNotifier = from !== null && isNotifier(from.address)
  const replyTo = mail.replyTo.find(
    ({ address }) => !isOurs(address) && !isNotifier(address) && address !== from?.address,
  )

  if (given.detectForwards) {
    const forward = isFromOurs ? forwardIn(mail, isOurs) : undefined
    if (forward && !isNotifier(forward.from.address)) return sender(forward.from, 'agent_forward', forward.forwarded)
    // A form's mail that was forwarded: what it says of the customer is in its text.
    const lines = forward || isNotification(mail, given) ? linesFor(mail, isOurs) : undefined
    const passedOn = replyTo || lines?.from || lines?.replyTo ? undefined : passedOnBy(mail, isFromOurs, isOurs)
    if (passedOn) return sender(passedOn.from, passedOn.rule)
    if (lines?.from) return sender(lines.from, 'body_from', forward?.forwarded)
    if (lines?.replyTo) return sender(lines.replyTo, 'body_reply_to', forward?.forwarded)
    if (replyTo) return sender(replyTo, 'reply_to')
    if (lines?.field && (isFromOurs || isFromNotifier)) return sender(lines.field, 'body_from', forward?.forwarded)
    if (forward) return sender(forward.from, 'agent_forward', forward.forwarded)
  }
  if (replyTo) return sender(replyTo, 'reply_to')
  if (isFromNotifier) {
    const lines = linesFor(mail, isOurs)
    const about = lines.from ?? lines.field
    if (about) return sender(about, 'body_from')
    if (lines.replyTo) return sender(lines.replyTo, 'body_reply_to')
  }
  return from && sender(from, 'from')
}

/**
 * Mail that a program or a mail program's "redirect" sent on to us: it is from its From, unless a group wrote its own
 * address there and kept the sender's beside it.
 */
const passedOnBy = (
  mail: SenderClues,
  isFromOurs: boolean,
  isOurs: (address: string) => boolean,
): { from: MailAddress; rule: SenderRule } | undefined => {
  const rule: SenderRule | undefined = has(mail, 'resent-from')
    ? 'resent_from'
    : PASSED_ON.some((name) => has(mail, name))
      ? 'x_forwarded'
      : undefined
  if (!rule) return undefined
  const kept = KEPT.flatMap((name) => mail.headers.get(name) ?? []).flatMap(parseAddresses)
  const candidates = isFromOurs ? kept : [...(mail.from ? [mail.from] : []), ...kept]
  const from = candidates.find(({ address }) => !isOurs(address) && !isNotifier(address))
  return from && { from, rule }
}

const PASSED_ON = [
  'x-forwarded-for',
  'x-gm-original-to',
  'x-forwarded-to',
  'x-original-from',
  'x-original-sender',
  'x-forwarded-from',
]
/** Where groups and forwarders keep whom a mail was from. */
const KEPT = ['x-original-from', 'x-original-sender', 'x-forwarded-from', 'x-google-original-from']

const has = (mail: SenderClues, name: string): boolean => (mail.headers.get(name)?.length ?? 0) > 0

/** Whether the lines of its text are a program's and not a person's: from nobody, from the desk itself, or marked so. */
const isNotification = (mail: SenderClues, given: SenderGiven): boolean => {
  if (mail.from === null || mail.inReplyTo.length > 0) return false
  const { address } = mail.from
  return isNotifier(address) || given.isOurs(address) || (mail.automatic && !has(mail, 'list-id'))
}

const linesFor = (mail: SenderClues, isOurs: (address: string) => boolean) => {
  const isAbout = (address: string) => !isOurs(address) && !isNotifier(address)
  const { text, html } = mail.body.whole
  const inText = bodyLines(textLines(text.slice(0, READ_MAX)), isAbout)
  if (inText.from || inText.replyTo || inText.field || html === null) return inText
  return bodyLines(htmlLines(html.slice(0, READ_MAX)), isAbout)
}
