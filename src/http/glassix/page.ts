import type { DeskId } from '../../core/ids.ts'
import type { Secrets } from '../../core/secrets.ts'
import type { Listing } from '../../dialects/glassix/list.ts'

const PURPOSE = 'glassix/page'
/** How long a page's value can be asked for. */
const PAGE_MS = 24 * 60 * 60 * 1_000

/** A list from some position on, as the opaque value of `page`. */
export const sealPage = (secrets: Secrets, deskId: DeskId, listing: Listing): string =>
  secrets.seal({ deskId, purpose: PURPOSE }, JSON.stringify([listing, Date.now() + PAGE_MS])).toString('base64url')

/** Undefined where this desk did not make it, or more than 24 hours ago. */
export const openPage = (secrets: Secrets, deskId: DeskId, page: string): Listing | undefined => {
  const text = secrets.unseal({ deskId, purpose: PURPOSE }, Buffer.from(page, 'base64url'))
  if (text === undefined) return undefined
  const [listing, until] = JSON.parse(text) as [Listing, number] // sealed by sealPage()
  return until > Date.now() ? listing : undefined
}
