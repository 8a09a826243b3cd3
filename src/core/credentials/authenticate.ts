import type { Store } from '../../store/open.ts'
import type { CredentialKind } from '../../store/schema.ts'
import type { Actor } from '../actor.ts'
import type { CredentialId, DeskId, MemberId } from '../ids.ts'
import type { Scope } from './scopes.ts'
import { hashSecret } from './secret.ts'

export type Authenticator = {
  /** Who a secret belongs to; undefined where it is unknown, revoked, expired, or its member is disabled. */
  authenticate: (secret: string) => Promise<Actor | undefined>
  /** Drops what is remembered of a credential, so that a revocation holds at once here (elsewhere within a second). */
  forget: (credentialId: CredentialId) => void
}

const REMEMBER_MS = 1_000
const REMEMBER_MAX = 10_000

type Row = {
  desk_id: DeskId
  id: CredentialId
  kind: CredentialKind
  name: string
  scopes: Scope[]
  member_id: MemberId | null
  expires_in: number | null
}

/** Looks a secret up by its digest, never by the secret, in one query for token, desk and member; remembers it for a second. */
export const openAuthenticator = (store: Store): Authenticator => {
  const remembered = new Map<string, { until: number; actor: Actor }>()
  // Counts what was forgotten: a look-up that was under way meanwhile may have read what holds no longer.
  let forgotten = 0
  return {
    authenticate: async (secret) => {
      const digest = hashSecret(secret)
      const key = digest.toString('latin1')
      const known = remembered.get(key)
      if (known && known.until > performance.now()) return known.actor
      // From before the query: within a second of what it saw, nobody goes by it any more.
      const asked = performance.now()
      const forgottenBefore = forgotten
      const found = await store.pool.query<Row>({
        name: 'authenticate',
        text: `select c.desk_id, c.id, c.kind, c.name, c.scopes, c.member_id,
            (extract(epoch from c.expires_at - now()) * 1000)::float8 as expires_in
          from credential c
          left join member m on m.desk_id = c.desk_id and m.id = c.member_id
          where c.secret_hash = $1 and c.revoked_at is null and (c.expires_at is null or c.expires_at > now())
            and m.disabled_at is null`,
        values: [digest],
      })
      const row = found.rows[0]
      if (!row) {
        remembered.delete(key)
        return undefined
      }
      const actor: Actor = {
        deskId: row.desk_id,
        credentialId: row.id,
        kind: row.kind,
        name: row.name,
        scopes: new Set(row.scopes),
        memberId: row.member_id,
      }
      if (forgotten !== forgottenBefore) return actor
      if (remembered.size >= REMEMBER_MAX) remembered.clear()
      remembered.set(key, { until: asked + Math.min(REMEMBER_MS, row.expires_in ?? REMEMBER_MS), actor })
      return actor
    },
    forget: (credentialId) => {
      forgotten += 1
      for (const [key, { actor }] of remembered) if (actor.credentialId === credentialId) remembered.delete(key)
    },
  }
}
