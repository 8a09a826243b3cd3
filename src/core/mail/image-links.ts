import { type DeskId, looksLikeId } from '../ids.ts'
import type { Secrets } from '../secrets.ts'
import { isSigned, sign } from './signed.ts'

/** An image that a desk's mail names. `isAsked`: somebody asked for it, whatever the desk has for all mails. */
export type ImageLink = { deskId: DeskId; url: string; isAsked: boolean }

/** Two purposes, since a link of the desk's setting ends with that; one that was asked for lasts for a day. */
const PURPOSE = 'mail/image'
const ASKED = 'mail/image-asked'
const HOUR_MS = 3_600_000
const ASKED_HOURS = 24

/** Where an image is fetched for whoever reads the mail. Signed: who cannot make it has nothing fetched by us. */
export const toImageLink = (secrets: Secrets, { deskId, url, isAsked }: ImageLink): string => {
  const encoded = Buffer.from(url).toString('base64url')
  if (!isAsked) return `/mail/images?of=${deskId}.${encoded}.${sign(secrets, PURPOSE, `${deskId}/${url}`)}`
  // In hours: the same for all images of a message, and for who asks again, so that what a browser kept is found.
  const until = Math.floor(Date.now() / HOUR_MS) + ASKED_HOURS
  return `/mail/images?of=${deskId}.${encoded}.${sign(secrets, ASKED, `${deskId}/${until}/${url}`)}.${until}`
}

/** What `of` names; undefined where we did not make it, or its time is over. */
export const readImageLink = (secrets: Secrets, of: string): ImageLink | undefined => {
  const [desk = '', encoded = '', signature = '', until] = of.split('.')
  if (!looksLikeId(desk)) return undefined
  const deskId = desk as DeskId // given out by us: the signature says so, below
  const url = Buffer.from(encoded, 'base64url').toString('utf8')
  if (until === undefined) {
    return isSigned(secrets, PURPOSE, `${desk}/${url}`, signature) ? { deskId, url, isAsked: false } : undefined
  }
  if (!isSigned(secrets, ASKED, `${desk}/${until}/${url}`, signature)) return undefined
  return Number(until) * HOUR_MS > Date.now() ? { deskId, url, isAsked: true } : undefined
}
