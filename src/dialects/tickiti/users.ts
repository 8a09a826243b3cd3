import type { Member } from '../../core/members/member.ts'
import type { MemberRole } from '../../store/schema.ts'

/** An owner is an administrator of theirs, and stays an owner as long as they are one. */
export const toUser = (member: Member) => ({
  id: member.id,
  name: member.name,
  email: member.email,
  is_staff: member.role !== 'light_agent',
  is_admin: member.role === 'owner' || member.role === 'admin',
  created_at: member.created_at,
})

type Flags = { is_staff?: boolean | undefined; is_admin?: boolean | undefined }

/** The role that two flags say: administrator, agent, or one who reads along. */
export const toRole = ({ is_staff, is_admin }: Flags): MemberRole =>
  is_admin ? 'admin' : is_staff === false ? 'light_agent' : 'agent'

/** What a change of flags makes of a member; undefined where they stay what they are. */
export const toNewRole = (member: Member, given: Flags): MemberRole | undefined => {
  const { is_staff, is_admin } = toUser(member)
  const wanted = { is_staff: given.is_staff ?? is_staff, is_admin: given.is_admin ?? is_admin }
  if (wanted.is_admin === is_admin && (is_admin || wanted.is_staff === is_staff)) return undefined
  return toRole(wanted)
}
