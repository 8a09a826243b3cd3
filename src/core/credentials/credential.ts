import { type Kysely, sql } from 'kysely'
import type { CredentialKind, Tables } from '../../store/schema.ts'
import type { DeskId } from '../ids.ts'
import type { Assignee, Named } from '../tickets/ticket.ts'

/** A credential as it is shown: never its secret, of which only a digest is stored. */
export type Credential = {
  id: string
  kind: CredentialKind
  name: string
  /** The secret's last four characters. */
  hint: string
  scopes: string[]
  /** What of it a token of Tickiti's goes by, in its words; null where it goes by its scopes. */
  abilities: string[] | null
  department: Named | null
  member: Assignee | null
  created_at: string
  expires_at: string | null
  revoked_at: string | null
}

type CredentialRow = Omit<Credential, 'created_at' | 'expires_at' | 'revoked_at'> & {
  created_at: Date
  expires_at: Date | null
  revoked_at: Date | null
}

/** A desk's credentials as they go out, in one query. */
export const selectCredentials = (db: Kysely<Tables>, deskId: DeskId) =>
  db
    .selectFrom('credential as c')
    .where('c.desk_id', '=', deskId)
    .select([
      'c.id',
      'c.kind',
      'c.name',
      'c.hint',
      'c.scopes',
      'c.abilities',
      'c.created_at',
      'c.expires_at',
      'c.revoked_at',
    ])
    .select([
      sql<Named | null>`(
        select json_build_object('id', d.id::text, 'name', d.name)
        from department d where d.desk_id = c.desk_id and d.id = c.department_id
      )`.as('department'),
      sql<Assignee | null>`(
        select json_build_object('id', m.id::text, 'name', m.name, 'email', m.email)
        from member m where m.desk_id = c.desk_id and m.id = c.member_id
      )`.as('member'),
    ])

export const toCredential = (row: CredentialRow): Credential => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  hint: row.hint,
  scopes: row.scopes,
  abilities: row.abilities,
  department: row.department,
  member: row.member,
  created_at: row.created_at.toISOString(),
  expires_at: row.expires_at?.toISOString() ?? null,
  revoked_at: row.revoked_at?.toISOString() ?? null,
})
