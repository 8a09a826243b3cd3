import type { CredentialKind } from '../../store/schema.ts'

/** What a credential may do. `admin` covers all of them, `tickets:write` internal notes; `settings:write` is for the contracts whose tokens manage a desk by halves. */
export const SCOPES = [
  'tickets:create',
  'tickets:read',
  'tickets:write',
  'notes:write',
  'contacts:read',
  'contacts:write',
  'attachments:write',
  'events:read',
  'settings:read',
  'settings:write',
  'interventions:confirm',
  'admin',
] as const

export type Scope = (typeof SCOPES)[number]

/** Whether a set of scopes allows what a route asks for. */
export const allows = (held: ReadonlySet<Scope>, wanted: Scope): boolean =>
  held.has('admin') || held.has(wanted) || (wanted === 'notes:write' && held.has('tickets:write'))

/** What a credential of a kind can be allowed. A token of Tickiti's administration has to be asked for by name. */
export const scopesOfKind = (kind: CredentialKind): Scope[] => (kind === 'tickiti' ? [...SCOPES] : defaultScopes(kind))

/** What a credential may do where nobody says: a token everything, a widget what a visitor does, a contract of a vendor all but manage the desk. */
export const defaultScopes = (kind: CredentialKind): Scope[] => {
  if (kind === 'token') return [...SCOPES]
  if (kind === 'widget') return ['tickets:create', 'contacts:write']
  const others: Scope[] =
    kind === 'tickiti' ? ['admin', 'interventions:confirm'] : ['admin', 'interventions:confirm', 'settings:write']
  return SCOPES.filter((scope) => !others.includes(scope))
}
