import type { SlackConnectionKind } from '../../store/schema.ts'
import type { DeskId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import { fail, ok, type Result } from '../result.ts'
import { unsealSlack } from './seal.ts'

/** A connection as it is used: with its token or URL. */
export type OpenConnection = {
  deskId: DeskId
  id: string
  name: string
  kind: SlackConnectionKind
  secret: string
  interactive: boolean
  ticketUrl: string | null
  teamId: string | null
}

/** Opens a connection for use. */
export const openConnection = async (
  lodge: Lodge,
  deskId: DeskId,
  id: string,
): Promise<Result<OpenConnection, { code: 'deleted' } | { code: 'disabled' } | { code: 'sealed' }>> => {
  const row = await lodge.store.db
    .selectFrom('slack_connection')
    .select(['name', 'kind', 'is_enabled', 'secret', 'signing_secret', 'ticket_url', 'team_id'])
    .where('desk_id', '=', deskId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) return fail({ code: 'deleted' })
  if (!row.is_enabled) return fail({ code: 'disabled' })
  const secret = unsealSlack(lodge, deskId, id, 'secret', row.secret)
  if (secret === undefined) return fail({ code: 'sealed' })
  return ok({
    deskId,
    id,
    name: row.name,
    kind: row.kind,
    secret,
    interactive: row.signing_secret !== null,
    ticketUrl: row.ticket_url,
    teamId: row.team_id,
  })
}
