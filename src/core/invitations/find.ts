import type { Change } from '../change.ts'
import type { Lodge } from '../lodge.ts'
import { isTokenOf, oneTimeToken, readToken } from '../one-time-token.ts'
import { fail, ok, type Result } from '../result.ts'
import { INVITATION, type InvitationRow, toInvitation } from './invitation.ts'

/** Why an invitation lets nobody in: `invitation_not_found` is also a token that we did not make. */
export type InvitationError = {
  code: 'invitation_not_found' | 'invitation_accepted' | 'invitation_revoked' | 'invitation_expired'
}

/** The open invitation that a token speaks of. Within a change it is locked: a token is used once. */
export const findInvitation = async (
  lodge: Lodge,
  token: string,
  tx?: Change['tx'],
): Promise<Result<InvitationRow, InvitationError>> => {
  const claimed = readToken(token)
  if (!claimed) return fail({ code: 'invitation_not_found' })
  const query = (tx ?? lodge.store.db)
    .selectFrom('invitation')
    .selectAll()
    .where('desk_id', '=', claimed.deskId)
    .where('id', '=', claimed.id)
  const row = await (tx ? query.forUpdate() : query).executeTakeFirst()
  if (!row || !isTokenOf(lodge.secrets, INVITATION, { ...row, deskId: row.desk_id }, token)) {
    return fail({ code: 'invitation_not_found' })
  }
  const { state } = toInvitation(row)
  return state === 'open' ? ok(row) : fail({ code: `invitation_${state}` })
}

/** The token of an invitation that a mail is about; undefined where it is gone. */
export const tokenOfInvitation = async (lodge: Lodge, deskId: string, id: string): Promise<string | undefined> => {
  const row = await lodge.store.db
    .selectFrom('invitation')
    .select(['desk_id', 'id', 'nonce'])
    .where('desk_id', '=', deskId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && oneTimeToken(lodge.secrets, INVITATION, { ...row, deskId: row.desk_id })
}
