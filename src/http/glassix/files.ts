import type { DeskId } from '../../core/ids.ts'
import type { Secrets } from '../../core/secrets.ts'
import { BASE } from './base.ts'

/** A link to an attachment is of no desk until it is opened; it is good for three hours (their page "Transaction"). */
const SEALING = { deskId: '0', purpose: 'glassix/file' }
const LINK_MS = 3 * 60 * 60 * 1_000

/** Where whoever has the link reads an attachment without signing in. */
export const linksAt =
  (secrets: Secrets, origin: string, deskId: DeskId) =>
  (attachmentId: string): string => {
    const sealed = secrets.seal(SEALING, JSON.stringify([deskId, attachmentId, Date.now() + LINK_MS]))
    return `${origin}${BASE}/files/get/${sealed.toString('base64url')}`
  }

/** Which attachment a link is for; undefined where we did not make it, or it is past its time. */
export const readFileLink = (secrets: Secrets, link: string): { deskId: DeskId; id: string } | undefined => {
  const text = secrets.unseal(SEALING, Buffer.from(link, 'base64url'))
  if (text === undefined) return undefined
  const [deskId, id, until] = JSON.parse(text) as [DeskId, string, number] // sealed by linksAt()
  return until > Date.now() ? { deskId, id } : undefined
}
