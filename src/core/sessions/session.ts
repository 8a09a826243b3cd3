import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Actor } from '../actor.ts'
import type { DeskId, MemberId } from '../ids.ts'
import { accessOf, type Standing } from '../members/standing.ts'
import type { Secrets } from '../secrets.ts'

/** One desk that somebody is a member of. */
export type Membership = Standing & {
  desk_id: DeskId
  slug: string
  desk_name: string
  member_id: MemberId
  name: string
}

/** Somebody who is signed in, with the desks that this session is good for. */
export type Session = {
  id: string
  userId: string
  email: string
  hasTwoFactor: boolean
  /** It began by a desk's own sign-in provider, which vouches for that desk only. */
  isBound: boolean
  chosenDeskId: string | null
  /** When its person last did something, in ms since 1970. */
  seenAt: number
  memberships: Membership[]
}

/** What the cookies of sessions are signed with, and what second factors are encrypted with. */
export const authSecret = (secrets: Secrets): string =>
  secrets.mac('better-auth', 'cookies and second factors').toString('base64url')

/**
 * The token in a session's cookie; undefined where we did not sign it. The form is better-auth's: the token, a dot and its
 * HMAC-SHA256 in base64, percent-encoded.
 */
export const tokenInCookie = (secret: string, cookie: string): string | undefined => {
  let value: string
  try {
    value = decodeURIComponent(cookie)
  } catch {
    return undefined
  }
  const dot = value.lastIndexOf('.')
  if (dot < 1) return undefined
  const token = value.slice(0, dot)
  const given = Buffer.from(value.slice(dot + 1), 'base64')
  const wanted = createHmac('sha256', secret).update(token).digest()
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? token : undefined
}

/** The membership a session acts by: the host's desk, else the chosen one, else the first. Undefined where there is none. */
export const membershipOf = (session: Session, desk: DeskId | 'any'): Membership | undefined => {
  if (desk !== 'any') return session.memberships.find((one) => one.desk_id === desk)
  return session.memberships.find((one) => one.desk_id === session.chosenDeskId) ?? session.memberships[0]
}

/** A member as who acts. */
export const memberActor = (session: Pick<Session, 'id' | 'userId'>, membership: Membership): Actor => ({
  deskId: membership.desk_id,
  credentialId: null,
  kind: 'member',
  name: membership.name,
  ...accessOf(membership),
  memberId: membership.member_id,
  session: { id: session.id, userId: session.userId },
})

/**
 * Whether a session `s` is over since its person did nothing for longer than a desk allows that it is good for. When they did
 * something is known to the minute.
 */
export const IS_IDLE = `exists (
  select 1 from member im join desk id on id.desk_id = im.desk_id
  where im.user_id = s.user_id and im.disabled_at is null and (s.bound_desk_id is null or s.bound_desk_id = im.desk_id)
    and s.last_seen_at < now() - make_interval(mins => id.session_idle_minutes + 1)
)`
