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
  const requester = requesterOf(ticket)
  const others = ticket.participants.flatMap(({ role, email, name }) =>
    email === null || email === requester?.address ? [] : [{ role, to: { address: email, name } }],
  )
  const shown = {
    to: requester ? [requester] : [],
    cc: others.filter(({ role }) => role === 'cc').map(({ to }) => to),
  }
  const closes = isDoneBy(changes) && desk.closingNotice
  const draft = (to: Address): Draft => ({ kind: 'answer', to, shown, culture: ticket.culture, event, closes })
  return [
    ...(requester ? [{ ...draft(requester), survey: isDoneBy(changes) && desk.survey }] : []),
    ...others.map(({ to }) => draft(to)),
  ]
}

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
