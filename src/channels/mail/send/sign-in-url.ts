import { tokenOfInvitation } from '../../../core/invitations/find.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { joinLink, resetLink } from '../../../core/mail/sign-in-links.ts'
import { tokenOfLink } from '../../../core/sign-in-links/link.ts'
import type { DueDelivery } from '../../channel.ts'
import { snapshotOf } from '../snapshots.ts'

/** The link that lets a mail's reader in. Its event names it, and only here it gets its secret part. */
export const signInUrl = async (
  lodge: Lodge,
  base: string,
  { deskId, event }: Pick<DueDelivery, 'deskId' | 'event'>,
): Promise<string | null> => {
  const { invitation, link } = snapshotOf(event)
  if (invitation) {
    const token = await tokenOfInvitation(lodge, deskId, invitation.id)
    return token === undefined ? null : joinLink(base, token)
  }
  if (!link) return null
  const token = await tokenOfLink(lodge, deskId, link.id, 'password_reset')
  return token === undefined ? null : resetLink(base, token)
}
