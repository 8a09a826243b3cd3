import type { MailCause } from '../../../core/inbound-mail/cause.ts'
import type { KnownOfMail } from '../../../core/inbound-mail/known.ts'
import type { Thread } from '../../../core/inbound-mail/thread.ts'
import type { Standing } from '../../../core/messages/email.ts'
import type { ReadMail, RealSender } from '../read/types.ts'

/** All that a decision about a mail is made from. */
export type Case = {
  deskId: string
  mail: Pick<ReadMail<unknown>, 'what' | 'spam' | 'lodgeLoop' | 'automatic'>
  /** The address of its From header, in its one spelling; null where there is none. */
  from: string | null
  sender: RealSender | null
  standing: Standing
  thread: Thread | undefined
  known: KnownOfMail
  isMember: (address: string) => boolean
  isOurs: (address: string) => boolean
  /** What it was kept back for before, and that does not matter any more. */
  released: readonly string[]
  /** Whether the mailbox keeps back what failed the checks. */
  quarantinesUnverified: boolean
  settings: { reopen_days: number; sender_hourly: number }
  now: Date
}

export type FollowUp = { id: string; number: number; certain: boolean }

/** What becomes of a mail. */
export type Decision =
  | {
      do: 'note'
      cause: Extract<MailCause, 'own' | 'duplicate' | 'auto_reply' | 'ignored'>
      reason: string
      ticketId: string | null
    }
  /** Of what we sent: which of it, the database knows. */
  | { do: 'mark' }
  | { do: 'quarantine'; cause: MailCause; reason: string }
  /** `member`: it is an answer of somebody who works here. */
  | {
      do: 'join'
      thread: Thread
      as: 'contact' | 'member'
      author: { address: string; name: string }
      isPublic: boolean
    }
  | { do: 'open'; sender: RealSender; followUp: FollowUp | null; verified: boolean; acknowledge: boolean }

/** Acknowledgements by mail to one address in an hour: two Lodges without marks stop at the fourth mail. */
const ACKNOWLEDGED_HOURLY = 2
const DAY_MS = 86_400_000

const CHECKS = [asWhatItIs, asSomebodys, asUnwanted, asUnverified] as const

/** Decides what becomes of a mail: the first rule that has something to say, else a conversation. */
export const decide = (given: Case): Decision => {
  for (const check of CHECKS) {
    const decision = check(given)
    if (decision) return decision
  }
  const { sender } = given
  if (!sender) return keepBack('no_sender', 'It names no sender.')
  return asConversation(given, sender)
}

const keepBack = (cause: MailCause, reason: string): Decision => ({ do: 'quarantine', cause, reason })

/** The same mail again, our own mail, and what programs answer with. */
function asWhatItIs({ deskId, mail, known, thread, released }: Case): Decision | undefined {
  if (known.duplicate) {
    const { ticketId } = known.duplicate
    return { do: 'note', cause: 'duplicate', reason: 'The same mail came before.', ticketId }
  }
  if (mail.lodgeLoop.includes(deskId) || known.isOurs) {
    return { do: 'note', cause: 'own', reason: 'It is a mail of ours that came back.', ticketId: null }
  }
  const { what } = mail
  if (what.kind === 'bounce' || what.kind === 'complaint') return { do: 'mark' }
  if (what.kind === 'auto_reply' && !released.includes('auto_reply')) {
    const reason = `A program answered by itself: ${what.why}`
    return { do: 'note', cause: 'auto_reply', reason, ticketId: thread?.ticketId ?? null }
  }
  return undefined
}

/** Of a desk's own address nobody is the customer: what comes from there was sent by ourselves, or by who claims so. */
function asSomebodys({ sender, isOurs }: Case): Decision | undefined {
  if (!sender) return keepBack('no_sender', 'It names no sender.')
  if (isOurs(sender.address)) {
    return keepBack('own_address', `It comes from ${sender.address}, an address of this desk, and names no customer.`)
  }
  return undefined
}

function asUnwanted({ mail, known, released, settings }: Case): Decision | undefined {
  const matters = (cause: MailCause) => !released.includes(cause)
  if (known.isIgnored && matters('ignored')) {
    const reason = 'The desk ignores mail of this sender, or under this subject.'
    return { do: 'note', cause: 'ignored', reason, ticketId: null }
  }
  if (known.isBlocked) return keepBack('blocked', 'The sender is on the blocklist.')
  if (mail.spam?.flagged && matters('spam')) {
    const score = mail.spam.score === null ? '' : `, with a score of ${mail.spam.score}`
    return keepBack('spam', `${mail.spam.by} marked it as spam${score}.`)
  }
  if (known.sent > settings.sender_hourly && matters('rate')) {
    return keepBack('rate', `More than ${settings.sender_hourly} mails of this sender came within an hour.`)
  }
  return undefined
}

function asUnverified({
  from,
  standing,
  thread,
  isMember,
  released,
  quarantinesUnverified,
}: Case): Decision | undefined {
  if (released.includes('unverified')) return undefined
  if (standing === 'fail' && quarantinesUnverified) {
    return keepBack('unverified', 'Its sender failed the checks (SPF, DKIM, DMARC).')
  }
  // What a member writes on a ticket goes out to the customer: nobody else may do so in their name.
  if (from !== null && thread && isMember(from) && !thread.requester.has(from) && standing !== 'pass') {
    return keepBack('unverified', `It answers a ticket in the name of ${from}, and nothing shows that it is theirs.`)
  }
  return undefined
}

/**
 * Onto the ticket it names, where its sender may join that; else a ticket of its own. Who may: whoever holds the reply
 * address, unless the checks say that the mail is forged; and a known participant whose domain vouches for the mail.
 */
function asConversation(given: Case, sender: RealSender): Decision {
  const { thread, from, standing, isMember, released } = given
  if (!thread) return open(given, sender, null)
  const isVouched = standing === 'pass' || released.includes('unverified')
  const isTheirs = (address: string) => thread.requester.has(address) || thread.participants.has(address)
  // On a ticket of their own a member is the customer.
  const isMembers = from !== null && isMember(from) && !thread.requester.has(from)
  const isKnown = isVouched && from !== null && (isTheirs(from) || isMembers)
  const holdsToken = thread.clue === 'reply_address' && (standing !== 'fail' || released.includes('unverified'))
  const guess = { id: thread.ticketId, number: thread.number, certain: false }
  if (!isKnown && !holdsToken) return open(given, sender, guess)
  if (sender.rule === 'agent_forward' && !holdsToken) return open(given, sender, guess)
  if (isMembers && sender.rule !== 'agent_forward') {
    return { do: 'join', thread, as: 'member', author: { ...sender, address: from }, isPublic: !thread.isInternal }
  }
  if (isClosedForLong(given, thread)) return open(given, sender, { ...guess, certain: true })
  const author = from !== null && isTheirs(from) ? { address: from, name: sender.name } : sender
  return { do: 'join', thread, as: 'contact', author, isPublic: true }
}

const isClosedForLong = ({ settings, now }: Case, { status, closedAt }: Thread): boolean =>
  status === 'closed' && closedAt !== null && now.getTime() - closedAt.getTime() > settings.reopen_days * DAY_MS

const open = (given: Case, sender: RealSender, followUp: FollowUp | null): Decision => {
  const { mail, from, standing, isMember, known } = given
  const isTheirOwn = standing === 'pass' && sender.address === from
  const isVouchedFor = standing === 'pass' && sender.rule === 'agent_forward' && from !== null && isMember(from)
  return {
    do: 'open',
    sender,
    followUp,
    verified: isTheirOwn || isVouchedFor,
    acknowledge:
      isTheirOwn &&
      !mail.automatic &&
      !sender.notifier &&
      mail.lodgeLoop.length === 0 &&
      known.sent <= ACKNOWLEDGED_HOURLY,
  }
}
