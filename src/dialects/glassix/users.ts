import type { Member } from '../../core/members/member.ts'
import type { Profile } from '../../core/members/profile.ts'
import type { Availability, MemberKind, MemberRole } from '../../store/schema.ts'
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
  const given = new Set(names.map((name) => name.trim().toLowerCase()))
  const roles = ROLE_NAMES.filter((name) => given.has(name.toLowerCase())).map((name) => ROLES[name])
  return (['admin', 'agent', 'light_agent'] as const).find((role) => roles.includes(role))
}

const SHOWN: Record<MemberRole, string[]> = {
  owner: ['DepartmentAdmin', 'SystemUser'],
  admin: ['DepartmentAdmin', 'SystemUser'],
  agent: ['SystemUser'],
  light_agent: ['ReadOnly'],
}

/** What a user is, by the kind of the member. */
export const USER_TYPES = { agent: 'AGENT', bot: 'BOT', api: 'API' } as const
export const TYPE_NAMES = Object.values(USER_TYPES)
export const kindOf = (type: (typeof TYPE_NAMES)[number]): MemberKind =>
  (Object.keys(USER_TYPES) as MemberKind[]).find((kind) => USER_TYPES[kind] === type) ?? 'agent' // the table has no other keys

/** A member as a user (their page "Get all users"): the short name is the one that customers see. */
export const fromMember = (member: Member, profile: Profile, culture: string) => ({
  id: guidOf('member', member.id),
  gender: 'Undefined' as const,
  UserName: member.email,
  culture,
  isAnonymous: false,
  uniqueArgument: member.external_ref,
  type: USER_TYPES[profile.kind],
  fullName: profile.full_name ?? member.name,
  shortName: member.name,
  jobTitle: profile.job_title,
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
