import type { Store } from '../../store/open.ts'
import type { Actor } from '../actor.ts'
import type { CredentialId, DeskId, MemberId } from '../ids.ts'
import { ACCESS, type AccessRow, accessOfCredential, REMEMBER_MS } from './access.ts'
import { hashSecret } from './secret.ts'

export type Authenticator = {
  /** Who a secret belongs to, where it was looked up within the last second. */
  remembered: (secret: string) => Actor | undefined
  /** Who a secret belongs to; undefined where it is unknown, revoked, expired, or its member is disabled. */
  authenticate: (secret: string) => Promise<Actor | undefined>
  /** Drops what is remembered of a credential, so that a revocation holds at once here (elsewhere within a second). */
  forget: (credentialId: CredentialId) => void
  /** The same of all that stands for a member, whose role or departments are others now. */
  forgetMember: (memberId: string) => void
}

const REMEMBER_MAX = 10_000

type Row = AccessRow & {
  desk_id: DeskId
  id: CredentialId
  name: string
  member_id: MemberId | null
  department_id: string | null
  abilities: string[] | null
  expires_in: number | null
}

/** A look-up under way. */
type Flight = { since: number; answer: Promise<Actor | undefined> }

/**
 * Looks a secret up by its digest, in one query for token, desk and member; remembers it for a second, in this process's
 * memory by the secret itself: most requests cost no digest. Those who ask for one secret at once share a query.
 */
export const openAuthenticator = (store: Store): Authenticator => {
  const remembered = new Map<string, { until: number; actor: Actor }>()
  const asking = new Map<string, Flight>()

  const recall = (secret: string): Actor | undefined => {
    const known = remembered.get(secret)
    return known && known.until > performance.now() ? known.actor : undefined
  }
  const settle = (secret: string, flight: Flight, row: Row | undefined): Actor | undefined => {
    // What was forgotten meanwhile may be what this look-up has read: it is for those who asked before, and not remembered.
    const isCurrent = asking.get(secret) === flight
    if (isCurrent) asking.delete(secret)
    if (!row) return undefined
    const actor: Actor = {
      deskId: row.desk_id,
      credentialId: row.id,
      kind: row.kind,
      name: row.name,
      memberId: row.member_id,
      ...accessOfCredential(row),
      departmentId: row.department_id,
      abilities: row.abilities,
    }
    if (!isCurrent) return actor
    if (remembered.size >= REMEMBER_MAX) remembered.clear()
    // From before the query: within a second of what it saw, nobody goes by it any more.
    remembered.set(secret, { until: flight.since + Math.min(REMEMBER_MS, row.expires_in ?? REMEMBER_MS), actor })
    return actor
  }
  const ask = (secret: string): Promise<Actor | undefined> => {
    const now = performance.now()
    const asked = asking.get(secret)
    if (asked && now - asked.since < REMEMBER_MS) return asked.answer
    remembered.delete(secret)
    const flight: Flight = { since: now, answer: look(store, secret).then((row) => settle(secret, flight, row)) }
    asking.set(secret, flight)
    flight.answer.catch(() => asking.get(secret) === flight && asking.delete(secret))
    return flight.answer
  }
  const forget = (isMeant: (actor: Actor) => boolean): void => {
    asking.clear()
    for (const [secret, { actor }] of remembered) if (isMeant(actor)) remembered.delete(secret)
  }
  return {
    remembered: recall,
    authenticate: async (secret) => recall(secret) ?? ask(secret),
    forget: (credentialId) => forget((actor) => actor.credentialId === credentialId),
    forgetMember: (memberId) => forget((actor) => actor.memberId === memberId),
  }
}

const look = async (store: Store, secret: string): Promise<Row | undefined> => {
  const found = await store.pool.query<Row>({
    name: 'authenticate',
    text: `select c.desk_id, c.id, c.name, c.member_id, c.department_id, c.abilities, ${ACCESS},
        (extract(epoch from c.expires_at - now()) * 1000)::float8 as expires_in
      from credential c
      left join member m on m.desk_id = c.desk_id and m.id = c.member_id
      where c.secret_hash = $1 and c.revoked_at is null and (c.expires_at is null or c.expires_at > now())
        and m.disabled_at is null`,
    values: [hashSecret(secret)],
  })
  return found.rows[0]
}
