import { randomBytes, timingSafeEqual } from 'node:crypto'
import { type DeskId, looksLikeId } from './ids.ts'
import type { Secrets } from './secrets.ts'

/** A row that a link stands for. */
export type Linked = { deskId: string; id: string; nonce: Buffer }

/** What makes a link's token one that nobody guesses, not even with the database at hand: a token is a MAC over it. */
export const newNonce = (): Buffer => randomBytes(16)

/** The token of a link: which row, and 256 bits that only this installation can make. It is stored nowhere. */
export const oneTimeToken = (secrets: Secrets, purpose: string, linked: Linked): string =>
  `${linked.deskId}-${linked.id}-${macOf(secrets, purpose, linked).toString('base64url')}`

/** Which row a token speaks of; undefined where it is none. Nothing is proven yet: see isTokenOf(). */
export const readToken = (token: string): { deskId: DeskId; id: string } | undefined => {
  const [, deskId = '', id = ''] = /^(\d{1,19})-(\d{1,19})-[\w-]{43}$/.exec(token) ?? []
  if (!looksLikeId(deskId) || !looksLikeId(id)) return undefined
  return { deskId: deskId as DeskId, id } // a claim, which the MAC proves
}

/** Whether a token is this row's, compared in constant time. */
export const isTokenOf = (secrets: Secrets, purpose: string, linked: Linked, token: string): boolean => {
  const given = Buffer.from(token.slice(-43), 'base64url')
  const wanted = macOf(secrets, purpose, linked)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

const macOf = (secrets: Secrets, purpose: string, { deskId, id, nonce }: Linked): Buffer =>
  secrets.mac(purpose, `${deskId}/${id}/${nonce.toString('hex')}`)
