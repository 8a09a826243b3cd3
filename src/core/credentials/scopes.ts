/** What a credential may do. `admin` covers all of them. */
export const SCOPES = [
  'tickets:create',
  'tickets:read',
  'tickets:write',
  'contacts:read',
  'contacts:write',
  'attachments:write',
  'events:read',
  'settings:read',
  'admin',
] as const

export type Scope = (typeof SCOPES)[number]

/** Whether a set of scopes allows what a route asks for. */
export const allows = (held: ReadonlySet<Scope>, wanted: Scope): boolean => held.has('admin') || held.has(wanted)
