import type { MemberRole } from '../../store/schema.ts'
import { SCOPES, type Scope } from '../credentials/scopes.ts'

const LIGHT_AGENT: readonly Scope[] = ['tickets:read', 'contacts:read', 'attachments:write', 'settings:read']
const AGENT: readonly Scope[] = [...LIGHT_AGENT, 'tickets:create', 'tickets:write', 'contacts:write']

const OF_ROLE: Record<MemberRole, ReadonlySet<Scope>> = {
  owner: new Set(SCOPES),
  admin: new Set(SCOPES),
  agent: new Set(AGENT),
  light_agent: new Set(LIGHT_AGENT),
}

/** What a member who is signed in may do. */
export const scopesOfRole = (role: MemberRole): ReadonlySet<Scope> => OF_ROLE[role]
