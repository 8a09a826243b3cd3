import { type DeskId, looksLikeId } from '../ids.ts'
import type { Secrets } from '../secrets.ts'
import { NOTIFICATIONS, type Notifications } from './notifications.ts'
import { isSigned, sign } from './signed.ts'

/**
 * What a link in a mail lets its reader do without signing in. The link is the right: signed by us, made for one person,
 * and of no use for anything else.
 */
export type LinkRight =
  | { act: 'spare'; deskId: DeskId; kind: 'notices' | 'copies'; address: string }
  | { act: 'mute'; deskId: DeskId; kind: keyof Notifications; memberId: string }
  | { act: 'rate'; deskId: DeskId; ticketId: string }

/** A right as a path segment: its parts and their signature. */
export const toLink = (secrets: Secrets, right: LinkRight): string => {
  const parts = partsOf(right)
  const text = parts.map((part) => Buffer.from(part).toString('base64url')).join('.')
  return `${text}.${sign(secrets, 'mail/link', JSON.stringify(parts))}`
}

const partsOf = (right: LinkRight): string[] => {
  switch (right.act) {
    case 'spare':
      return [right.act, right.deskId, right.kind, right.address]
    case 'mute':
      return [right.act, right.deskId, right.kind, right.memberId]
    case 'rate':
      return [right.act, right.deskId, right.ticketId]
  }
}

/** The right that a link gives; undefined where we did not make it. */
export const readLink = (secrets: Secrets, link: string): LinkRight | undefined => {
  const segments = link.split('.')
  const signature = segments.pop() ?? ''
  const parts = segments.map((segment) => Buffer.from(segment, 'base64url').toString('utf8'))
  if (!isSigned(secrets, 'mail/link', JSON.stringify(parts), signature)) return undefined
  const [act, desk = '', third = '', fourth = ''] = parts
  if (!looksLikeId(desk)) return undefined
  const deskId = desk as DeskId // signed by us
  if (act === 'spare' && (third === 'notices' || third === 'copies'))
    return { act, deskId, kind: third, address: fourth }
  const kind = NOTIFICATIONS.find((name) => name === third)
  if (act === 'mute' && kind) return { act, deskId, kind, memberId: fourth }
  if (act === 'rate') return { act, deskId, ticketId: third }
  return undefined
}
