import type { DefaultTimestamp, Timestamp, WithDefault } from './columns.ts'

export type MemberRole = 'owner' | 'admin' | 'agent' | 'light_agent'
export type Availability = 'online' | 'away' | 'offline'
/** Whose tickets a member sees: all of the desk's, or those of the departments whose team they are on. */
export type MemberAccess = 'all' | 'departments'
export type CredentialKind = 'token' | 'widget' | 'pair' | 'tickiti'

/** Who and what may act on a desk. */
export type MemberTables = {
  member: {
    desk_id: string
    id: string
    email: string
    name: string
    role: MemberRole
    access: WithDefault<MemberAccess>
    availability: WithDefault<Availability>
    last_assigned_at: Timestamp | null
    capacity: number | null
    away_reason: string | null
    external_ref: string | null
    user_id: string | null
    signature: string | null
    created_at: DefaultTimestamp
    disabled_at: Timestamp | null
  }
  member_availability: {
    desk_id: string
    member_id: string
    id: string
    availability: Availability
    away_reason: string | null
    started_at: Timestamp
    ended_at: Timestamp | null
    actor_kind: string
    actor_id: string | null
  }
  credential: {
    desk_id: string
    id: string
    number: number
    kind: CredentialKind
    name: string
    secret_hash: Buffer
    hint: string
    scopes: string[]
    abilities: string[] | null
    department_id: string | null
    member_id: string | null
    created_at: DefaultTimestamp
    expires_at: Timestamp | null
    revoked_at: Timestamp | null
  }
}
