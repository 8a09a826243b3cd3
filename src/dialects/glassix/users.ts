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

const BREAK = /^Break[2-5]?$/

/** A member's availability in theirs. A break of a kind that they have no number for is the first one. */
export const statusOf = ({ availability, away_reason }: Pick<Member, 'availability' | 'away_reason'>): string => {
  if (availability === 'away') return away_reason !== null && BREAK.test(away_reason) ? away_reason : 'Break'
  return availability === 'online' ? 'Online' : 'Offline'
}
