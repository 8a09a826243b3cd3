import type { Member } from '../../core/members/member.ts'
import type { Availability, MemberRole } from '../../store/schema.ts'
import { guidOf } from './guid.ts'

/** The role of a member in theirs, and back; the first that fits is the one. */
const ROLES: Record<string, MemberRole> = {
  MasterUser: 'admin',
  DepartmentAdmin: 'admin',
  SystemUser: 'agent',
  DataControler: 'agent',
  ReadOnly: 'light_agent',
}
export const ROLE_NAMES = Object.keys(ROLES)

/** What a user may do with these roles: the most that one of them allows. Undefined without any. */
export const roleOf = (names: string[]): MemberRole | undefined => {
  const roles = names.map((name) => ROLES[name])
  return (['admin', 'agent', 'light_agent'] as const).find((role) => roles.includes(role))
}

const SHOWN: Record<MemberRole, string[]> = {
  owner: ['DepartmentAdmin', 'SystemUser'],
  admin: ['DepartmentAdmin', 'SystemUser'],
  agent: ['SystemUser'],
  light_agent: ['ReadOnly'],
}

/** A member as a user (their page "Get all users"). A member has one name, which is both of theirs. */
export const fromMember = (member: Member, culture: string) => ({
  id: guidOf('member', member.id),
  gender: 'Undefined' as const,
  UserName: member.email,
  culture,
  isAnonymous: false,
  uniqueArgument: member.external_ref,
  type: 'AGENT' as const,
  fullName: member.name,
  shortName: member.name,
  jobTitle: null,
  status: statusOf(member),
  roles: SHOWN[member.role],
})

/** What a user's status is, with the number that goes with it. */
const STATUSES = { Offline: 1, Break: 2, Break2: 3, Break3: 4, Break4: 5, Break5: 6, Online: 10 } as const
export type UserStatus = keyof typeof STATUSES
export const STATUS_NAMES = Object.keys(STATUSES) as UserStatus[] // the table has no other keys
export const statusNumber = (status: UserStatus): number => STATUSES[status]

type State = { availability: Availability; awayReason: string | null }

/** Their breaks are kinds of being away, by their own names. */
export const toAvailability = (status: UserStatus): State => {
  if (status === 'Online' || status === 'Offline') {
    return { availability: status === 'Online' ? 'online' : 'offline', awayReason: null }
  }
  return { availability: 'away', awayReason: status }
}

/** A break of another kind, or of none, is their first. */
export const statusOf = ({
  availability,
  away_reason,
}: {
  availability: string
  away_reason: string | null
}): UserStatus => {
  if (availability === 'online') return 'Online'
  if (availability === 'offline') return 'Offline'
  return STATUS_NAMES.find((name) => name === away_reason && name.startsWith('Break')) ?? 'Break'
}

/** A change of a user's status (their page "Status logs"). */
export const fromLog = (
  member: Member,
  entry: { started_at: string; ended_at: string | null; availability: Availability; away_reason: string | null },
) => ({
  userId: guidOf('member', member.id),
  userName: member.email,
  dateTime: entry.started_at,
  nextStatus: statusOf(entry),
  until: entry.ended_at,
  doNotDisturb: false,
})
