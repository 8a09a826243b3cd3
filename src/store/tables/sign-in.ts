import type { DefaultTimestamp, Json, Timestamp, WithDefault } from './columns.ts'
import type { MemberRole } from './members.ts'

/** Who signs in, and how they come to. The global tables `auth_*` are better-auth's to write, but for what is here. */
export type SignInTables = {
  auth_user: {
    id: string
    email: string
    name: string
    email_verified: WithDefault<boolean>
    two_factor_enabled: WithDefault<boolean>
    updated_at: DefaultTimestamp
  }
  auth_session: {
    id: string
    user_id: string
    token: string
    expires_at: Timestamp
    ip_address: string | null
    user_agent: string | null
    created_at: DefaultTimestamp
    last_seen_at: DefaultTimestamp
    bound_desk_id: string | null
    chosen_desk_id: string | null
  }
  auth_account: {
    id: string
    user_id: string
    account_id: string
    provider_id: string
    password: string | null
    updated_at: DefaultTimestamp
  }
  auth_two_factor: { id: string; user_id: string }
  invitation: {
    desk_id: string
    id: string
    email: string
    name: string | null
    role: MemberRole
    departments: string[]
    nonce: Buffer
    created_at: Timestamp
    expires_at: Timestamp
    accepted_at: Timestamp | null
    revoked_at: Timestamp | null
  }
  sign_in_link: {
    desk_id: string
    id: string
    kind: SignInLinkKind
    member_id: string
    nonce: Buffer
    created_at: Timestamp
    expires_at: Timestamp
    used_at: Timestamp | null
  }
  sign_in_provider: {
    desk_id: string
    id: string
    name: string
    issuer: string
    client_id: string
    client_secret: Buffer
    allowed_domains: string[]
    auto_join_role: AutoJoinRole | null
    created_at: Timestamp
    updated_at: Timestamp
  }
  member_preferences: { desk_id: string; member_id: string; preferences: Json }
}

export type SignInLinkKind = 'sign_in' | 'password_reset'
export type AutoJoinRole = 'agent' | 'light_agent'
