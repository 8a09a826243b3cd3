import type { CredentialKind, MemberRole } from '../../store/schema.ts'
import { allows, SCOPES, type Scope } from '../credentials/scopes.ts'

/** What a member may do by their role. A light agent reads, and writes internal notes. */
const SCOPES_OF_ROLE: Record<MemberRole, readonly Scope[]> = {
  owner: SCOPES,
  admin: SCOPES,
  agent: [
    'tickets:create',
    'tickets:read',
    'tickets:write',
    'notes:write',
    'contacts:read',
    'contacts:write',
    'attachments:write',
    'settings:read',
  ],
  light_agent: ['tickets:read', 'notes:write', 'contacts:read', 'attachments:write', 'settings:read'],
}

/**
 * What a contract's own page lets an agent's credential do besides: a pair takes its department's events, and Tickiti has
 * staff keep tags, perspectives, replies and watchlists. What else it asks of them it checks by its own roles.
 */
const BY_CONTRACT: Partial<Record<CredentialKind, readonly Scope[]>> = {
  pair: ['events:read'],
  tickiti: ['settings:write'],
}

export const scopesOfRole = (role: MemberRole): readonly Scope[] => SCOPES_OF_ROLE[role]

/** What a credential may do at most that stands for a member of a role. */
export const scopesOfCredential = (role: MemberRole, kind: CredentialKind): readonly Scope[] =>
  role === 'agent' ? [...SCOPES_OF_ROLE.agent, ...(BY_CONTRACT[kind] ?? [])] : SCOPES_OF_ROLE[role]

/** What is left of scopes where no more than `limit` is allowed. */
export const scopesWithin = (scopes: readonly Scope[], limit: readonly Scope[]): Scope[] => {
  const [held, allowed] = [new Set(scopes), new Set(limit)]
  return SCOPES.filter((scope) => allows(held, scope) && allows(allowed, scope))
}
