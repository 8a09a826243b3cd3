import type { Selectable } from 'kysely'
import type { AutoJoinRole, Tables } from '../../store/schema.ts'

export const AUTO_JOIN_ROLES = ['agent', 'light_agent'] as const satisfies AutoJoinRole[]

/** An OpenID Connect provider of a desk, as it is shown: never its client's secret. */
export type SignInProvider = {
  id: string
  name: string
  issuer: string
  client_id: string
  /** Whose addresses it may vouch for; none for all. */
  allowed_domains: string[]
  /** What somebody of an allowed domain becomes who is no member yet; null where only members sign in. */
  auto_join_role: AutoJoinRole | null
  created_at: string
  updated_at: string
}

export type ProviderRow = Selectable<Tables['sign_in_provider']>

/** What a client's secret is sealed for. */
export const sealingOf = ({ desk_id, id }: Pick<ProviderRow, 'desk_id' | 'id'>) => ({
  deskId: desk_id,
  purpose: `sign-in-provider/${id}`,
})

export const toProvider = (row: ProviderRow): SignInProvider => ({
  id: row.id,
  name: row.name,
  issuer: row.issuer,
  client_id: row.client_id,
  allowed_domains: row.allowed_domains,
  auto_join_role: row.auto_join_role,
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
})
