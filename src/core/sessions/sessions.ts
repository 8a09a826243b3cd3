import { REMEMBER_MS } from '../credentials/access.ts'
import type { Lodge } from '../lodge.ts'
import { STANDING } from '../members/standing.ts'
import { authSecret, IS_IDLE, type Membership, type Session, tokenInCookie } from './session.ts'

export type Sessions = {
  /** Whose a cookie is, where it was looked up within the last second. */
  remembered: (cookie: string) => Session | undefined
  /** Whose a cookie is; undefined where we did not sign it, or its session is over. */
  read: (cookie: string) => Promise<Session | undefined>
  /** Drops what is remembered, so that what ended holds at once here (elsewhere within a second). */
  forget: () => void
  /** Notes that somebody did something by a session, so many ms ago: what keeps it from being over for idleness. */
  seen: (session: Session, agoMs: number) => void
}

const REMEMBER_MAX = 10_000

/** What is noted of when a session was used is as exact as this. */
const SEEN_MS = 60_000

type Row = Omit<Session, 'memberships' | 'seenAt'> & {
  isIdle: boolean
  idleMs: number
  memberships: Membership[] | null
}

/** Looks a session up with its person and their desks, in one query, and remembers it for a second. */
export const openSessions = ({ store, secrets, log }: Pick<Lodge, 'store' | 'secrets' | 'log'>): Sessions => {
  const remembered = new Map<string, { until: number; session: Session }>()
  /** Counts what was forgotten: a look-up that began before that is not remembered. */
  let forgotten = 0
  let secret: string | undefined

  const remember = (cookie: string): Session | undefined => {
    const known = remembered.get(cookie)
    return known && known.until > performance.now() ? known.session : undefined
  }
  const look = async (cookie: string): Promise<Session | undefined> => {
    secret ??= authSecret(secrets)
    const token = tokenInCookie(secret, cookie)
    if (token === undefined) return undefined
    const [since, before] = [performance.now(), forgotten]
    const found = await store.pool.query<Row>({ name: 'session', text: SESSION, values: [token] })
    const row = found.rows[0]
    if (!row) return undefined
    const { isIdle, idleMs, ...rest } = row
    if (isIdle) {
      await store.pool.query('delete from auth_session where id = $1', [row.id])
      return undefined
    }
    const session = { ...rest, memberships: row.memberships ?? [], seenAt: Date.now() - idleMs }
    if (before === forgotten) {
      if (remembered.size >= REMEMBER_MAX) remembered.clear()
      remembered.set(cookie, { until: since + REMEMBER_MS, session })
    }
    return session
  }
  return {
    remembered: remember,
    read: async (cookie) => remember(cookie) ?? (await look(cookie)),
    forget: () => {
      forgotten += 1
      remembered.clear()
    },
    seen: (session, agoMs) => {
      const at = Date.now() - agoMs
      if (at - session.seenAt < SEEN_MS) return
      session.seenAt = at
      // Nothing waits for it.
      store.pool
        .query(`update auth_session set last_seen_at = now() - $2 * interval '1 ms' where id = $1`, [session.id, agoMs])
        .catch((error: unknown) => log.warn({ err: error }, 'when a session was seen could not be noted'))
    },
  }
}

const SESSION = `
  select s.id, s.user_id as "userId", u.email, u.two_factor_enabled as "hasTwoFactor",
    s.bound_desk_id is not null as "isBound", s.chosen_desk_id as "chosenDeskId",
    ${IS_IDLE} as "isIdle", (extract(epoch from now() - s.last_seen_at) * 1000)::float8 as "idleMs", (
      select json_agg(json_build_object(
          'desk_id', m.desk_id::text, 'slug', d.slug, 'desk_name', d.name, 'member_id', m.id::text, 'name', m.name,
          'role', st.role, 'departments', st.departments
        ) order by m.desk_id)
      from member m join desk d on d.desk_id = m.desk_id
      cross join lateral (select ${STANDING}) st
      where m.user_id = s.user_id and m.disabled_at is null
        and (s.bound_desk_id is null or m.desk_id = s.bound_desk_id)
    ) as memberships
  from auth_session s join auth_user u on u.id = s.user_id
  where s.token = $1 and s.expires_at > now()`
