import type { Selectable } from 'kysely'
import type { MemberRole, Tables } from '../../store/schema.ts'

export type Invitation = {
  id: string
  email: string
  /** What they are called, where whoever invited them said so. */
  name: string | null
  role: MemberRole
  /** Ids of the departments whose team they will be on. */
  departments: string[]
  state: 'open' | 'accepted' | 'revoked' | 'expired'
  created_at: string
  expires_at: string
}

export type InvitationRow = Selectable<Tables['invitation']>

export const INVITED_DAYS = 7
/** What an invitation's token is made for. */
export const INVITATION = 'invitation'

export const toInvitation = (row: InvitationRow): Invitation => ({
  id: row.id,
  email: row.email,
  name: row.name,
  role: row.role,
  departments: row.departments,
  state: stateOf(row),
  created_at: row.created_at.toISOString(),
  expires_at: row.expires_at.toISOString(),
})

const stateOf = (row: InvitationRow): Invitation['state'] => {
  if (row.accepted_at) return 'accepted'
  if (row.revoked_at) return 'revoked'
  return row.expires_at.getTime() <= Date.now() ? 'expired' : 'open'
}
