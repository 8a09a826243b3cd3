import type { Notifications } from '../../../core/mail/notifications.ts'
import type { LoggedEvent } from '../../channel.ts'
import type { Draft, OwnerNotice } from '../mail.ts'
import { snapshotOf } from '../snapshots.ts'
import type { MailDesk, TeamMember } from './desks.ts'
import { mentioned } from './mentions.ts'

/** What an event asks us to tell the team: each member at most once, and never of what they did themselves. */
export const draftsForTeam = (desk: MailDesk, event: LoggedEvent): Draft[] => {
  switch (event.type) {
    case 'ticket.created':
      return newTicket(desk, event)
    case 'ticket.updated':
      return assignment(desk, event)
    case 'message.created':
      return message(desk, event)
    case 'delivery_lane.paused':
      return lanePaused(desk, event)
    case 'webhook.disabled':
      return forOwners(desk, event, 'webhook_disabled')
    case 'webhook.failing':
      return forRoles(desk, event, 'webhook_failing', ['owner', 'admin'])
    case 'rule.notified':
      return ruleNotice(desk, event)
    case 'rule.stopped':
      return forOwners(desk, event, 'rule_stopped')
    case 'hook_delivery.quarantined':
      return forOwners(desk, event, 'hook_quarantined')
    case 'mail.test':
      return test(desk, event)
    case 'invitation.created':
      return invitation(desk, event)
    case 'password.reset_requested':
      return passwordReset(desk, event)
    default:
      return []
  }
}

const notices = (desk: MailDesk, event: LoggedEvent, kind: keyof Notifications, members: TeamMember[]): Draft[] =>
  members
    .filter((member) => member.wants[kind] && member.id !== event.actor.id)
    .map((member) => ({ ...to(desk, event, member), kind }))

const to = (desk: MailDesk, event: LoggedEvent, member: TeamMember) => ({
  to: { address: member.email, name: member.name },
  member_id: member.id,
  culture: desk.culture,
  event,
})

const online = (desk: MailDesk): TeamMember[] => desk.members.filter(({ availability }) => availability === 'online')
const one = (desk: MailDesk, id: string | undefined): TeamMember[] => desk.members.filter((member) => member.id === id)

const newTicket = (desk: MailDesk, event: LoggedEvent): Draft[] => {
  const { ticket, options } = snapshotOf(event)
  if (!ticket || options?.notify?.team !== true || ticket.status === 'spam') return []
  if (ticket.assignee) return notices(desk, event, 'assignment', one(desk, ticket.assignee.id))
  return notices(desk, event, 'new_ticket', online(desk))
}

const assignment = (desk: MailDesk, event: LoggedEvent): Draft[] => {
  const { ticket, changes } = snapshotOf(event)
  if (!changes?.assignee || !ticket?.assignee) return []
  return notices(desk, event, 'assignment', one(desk, ticket.assignee.id))
}

const message = (desk: MailDesk, event: LoggedEvent): Draft[] => {
  const { ticket, message, mentions = [] } = snapshotOf(event)
  if (!ticket || !message || ticket.status === 'spam') return []
  if (!message.public) {
    const inWords = new Set(mentioned(message.text, desk.members))
    const named = desk.members.filter((member) => mentions.includes(member.id) || inWords.has(member))
    return notices(desk, event, 'mention', named)
  }
  if (message.author.kind !== 'contact') return []
  if (ticket.assignee) return notices(desk, event, 'reply', one(desk, ticket.assignee.id))
  return notices(desk, event, 'unassigned_reply', online(desk))
}

/** To the address that a rule names; else to who works on the ticket, else to who is online, else to the owners. */
const ruleNotice = (desk: MailDesk, event: LoggedEvent): Draft[] => {
  const { channel, to: address, ticket } = snapshotOf(event)
  if (channel !== 'mail') return []
  const kind = 'rule_notice' as const
  if (address) return [{ kind, to: { address, name: '' }, culture: desk.culture, event }]
  const groups = [one(desk, ticket?.assignee?.id), online(desk), desk.members.filter(({ role }) => role === 'owner')]
  const members = groups.find((group) => group.length > 0) ?? []
  return members.map((member) => ({ ...to(desk, event, member), kind }))
}

/** Not of mail itself: it would wait in the lane that it is about. */
const lanePaused = (desk: MailDesk, event: LoggedEvent): Draft[] => {
  const { lane } = snapshotOf(event)
  return !lane || lane.channel === 'mail' ? [] : forOwners(desk, event, 'lane_paused')
}

const forOwners = (desk: MailDesk, event: LoggedEvent, kind: OwnerNotice | 'lane_paused'): Draft[] =>
  forRoles(desk, event, kind, ['owner'])

const forRoles = (
  desk: MailDesk,
  event: LoggedEvent,
  kind: OwnerNotice | 'lane_paused',
  roles: TeamMember['role'][],
): Draft[] =>
  desk.members.filter(({ role }) => roles.includes(role)).map((member) => ({ ...to(desk, event, member), kind }))

const test = (desk: MailDesk, event: LoggedEvent): Draft[] => {
  const address = snapshotOf(event).to
  return address === undefined || address === null
    ? []
    : [{ kind: 'test', to: { address, name: '' }, culture: desk.culture, event }]
}

const invitation = (desk: MailDesk, event: LoggedEvent): Draft[] => {
  const { invitation } = snapshotOf(event)
  if (!invitation) return []
  const to = { address: invitation.email, name: invitation.name ?? '' }
  return [{ kind: 'invitation', to, culture: desk.culture, event }]
}

const passwordReset = (desk: MailDesk, event: LoggedEvent): Draft[] => {
  const { to, member } = snapshotOf(event)
  if (!to || !member) return []
  return [{ kind: 'password_reset', to: { address: to, name: member.name }, culture: desk.culture, event }]
}
