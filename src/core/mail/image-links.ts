import { type DeskId, looksLikeId } from '../ids.ts'
import type { Secrets } from '../secrets.ts'
import { isSigned, sign } from './signed.ts'

/** An image that a desk's mail names. */
export type ImageLink = { deskId: DeskId; url: string }

const PURPOSE = 'mail/image'

/** Where an image is fetched for whoever reads the mail. Signed: who cannot make it has nothing fetched by us. */
export const toImageLink = (secrets: Secrets, { deskId, url }: ImageLink): string => {
  const signature = sign(secrets, PURPOSE, `${deskId}/${url}`)
  return `/mail/images?of=${deskId}.${Buffer.from(url).toString('base64url')}.${signature}`
}

/** What `of` names; undefined where we did not make it. */
export const readImageLink = (secrets: Secrets, of: string): ImageLink | undefined => {
  const [desk = '', encoded = '', signature = ''] = of.split('.')
  const url = Buffer.from(encoded, 'base64url').toString('utf8')
  if (!isSigned(secrets, PURPOSE, `${desk}/${url}`, signature) || !looksLikeId(desk)) return undefined
  return { deskId: desk as DeskId, url } // signed by us
}
