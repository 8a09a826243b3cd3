import { type Recipient, recipientsOf } from '../../../core/messages/recipients.ts'
import type { TicketSnapshot } from '../../../core/tickets/ticket.ts'
import type { Changes } from '../../../core/tickets/update.ts'
import type { LoggedEvent } from '../../channel.ts'
import type { Address, Draft } from '../mail.ts'
import { snapshotOf } from '../snapshots.ts'
import type { MailDesk } from './desks.ts'

/**
 * Contracts whose caller has proven who they are, and hooks, which ask for it only where their owner has said that what
 * comes there can be trusted. A mailbox asks only where the sender's domain vouches for the mail (channels/mail/file). A
 * widget takes in whatever anybody types.
 */
const AUTHENTICATED = new Set(['token', 'pair', 'tickiti', 'hook', 'mailbox', 'member'])
const DONE = new Set<unknown>(['resolved', 'closed'])

/** What an event asks us to tell the ticket's requester and those who are copied in. */
export const draftsForCustomers = (desk: MailDesk, event: LoggedEvent): Draft[] => {
  switch (event.type) {
    case 'ticket.created':
      return acknowledgement(desk, event)
    case 'message.created':
      return answer(desk, event)
    case 'ticket.updated':
      return closing(desk, event)
    case 'mail.requested':
      return letter(desk, event)
    default:
      return []
  }
}

const requesterOf = (ticket: TicketSnapshot): Address | undefined =>
  ticket.requester.email === null ? undefined : { address: ticket.requester.email, name: ticket.requester.name }

/**
 * Only where the caller asks for it and is who they say: an open form that acknowledges is a way to have us mail anybody.
 * An import of what is done already tells nobody.
 */
const acknowledgement = (desk: MailDesk, event: LoggedEvent): Draft[] => {
  const { ticket, options } = snapshotOf(event)
  const to = ticket && requesterOf(ticket)
  if (!ticket || !to || !desk.acknowledgement || options?.notify?.requester !== true) return []
  if (!AUTHENTICATED.has(event.actor.kind) || DONE.has(ticket.status) || ticket.status === 'spam') return []
  return [{ kind: 'acknowledgement', to, culture: ticket.culture, event }]
}

const isDoneBy = (changes: Changes | undefined): boolean =>
  DONE.has(changes?.status?.to) && !DONE.has(changes?.status?.from)

/** A copy each, so that one address that fails is not the others' trouble; all of them are the same mail. */
const answer = (desk: MailDesk, event: LoggedEvent): Draft[] => {
  const { ticket, message, changes } = snapshotOf(event)
  if (!ticket || !message?.public || ticket.status === 'spam') return []
  if (message.author.kind === 'contact') return closing(desk, event)
  if (message.author.kind === 'system') return []
  const recipients = message.recipients ?? recipientsOf(ticket)
  if (!recipients) return []
  const [to, cc, bcc] = [recipients.to.map(toAddress), recipients.cc.map(toAddress), recipients.bcc.map(toAddress)]
  const isRequester = ({ address }: Address) => address === ticket.requester.email
  // Whom it is done for is told so; who was only asked something of it is not.
  const isTold = ticket.requester.email === null || [...to, ...cc, ...bcc].some(isRequester)
  const closes = isTold && isDoneBy(changes) && desk.closingNotice
  const { culture } = ticket
  const answers = [...to, ...cc, ...bcc].map((one): Draft => {
    const survey = isRequester(one) ? { survey: isDoneBy(changes) && desk.survey } : {}
    return { kind: 'answer', to: one, shown: { to, cc }, culture, event, closes, ...survey }
  })
  return isTold ? answers : [...answers, ...closing(desk, event)]
}

const toAddress = ({ email, name }: Recipient): Address => ({ address: email, name })

/** What a program wrote to somebody, of no ticket. */
const letter = (desk: MailDesk, event: LoggedEvent): Draft[] => {
  const { letter } = snapshotOf(event)
  return letter ? [{ kind: 'letter', to: { address: letter.to, name: '' }, culture: desk.culture, event }] : []
}

const closing = (desk: MailDesk, event: LoggedEvent): Draft[] => {
  const { ticket, changes, options } = snapshotOf(event)
  const to = ticket && requesterOf(ticket)
  if (!ticket || !to || !isDoneBy(changes) || options?.notify?.requester === false) return []
  const { culture } = ticket
  if (desk.closingNotice) return [{ kind: 'closing', to, culture, event, survey: desk.survey }]
  return desk.survey ? [{ kind: 'survey', to, culture, event, survey: true }] : []
}
