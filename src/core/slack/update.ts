import type { SlackConnectionKind } from '../../store/schema.ts'
import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import { CONNECTION, hintOf, type SlackConnection, toConnection } from './connection.ts'
import { lockConnection } from './lock.ts'
import { type RouteError, resolveRoutes } from './resolve-routes.ts'
import type { SlackRoute } from './route.ts'
import { sealSlack } from './seal.ts'

/** What is absent stays. */
export type SlackConnectionChanges = {
  name?: string | undefined
  enabled?: boolean | undefined
  /** Only one of the kind that the connection is. */
  secret?: { kind: SlackConnectionKind; text: string } | undefined
  signingSecret?: string | null | undefined
  routes?: SlackRoute[] | undefined
  ticketUrl?: string | null | undefined
}

export type UpdateSlackConnectionError =
  | { code: 'slack_connection_not_found' }
  | { code: 'other_kind'; path: 'bot_token' | 'webhook_url' | 'signing_secret'; kind: SlackConnectionKind }
  | RouteError

export const updateSlackConnection = async (
  change: Change,
  id: string,
  given: SlackConnectionChanges,
): Promise<Result<SlackConnection, UpdateSlackConnectionError>> => {
  const { tx, lodge, actor } = change
  const known = await lockConnection(change, id)
  if (!known) return fail({ code: 'slack_connection_not_found' })
  const { kind } = known
  if (given.secret && given.secret.kind !== kind)
    return fail({ code: 'other_kind', path: given.secret.kind === 'app' ? 'bot_token' : 'webhook_url', kind })
  if (given.signingSecret && kind !== 'app') return fail({ code: 'other_kind', path: 'signing_secret', kind })
  const routes = given.routes && (await resolveRoutes(change, kind, given.routes))
  if (routes && !routes.ok) return routes
  const sealed = (which: 'secret' | 'signing_secret', text: string) => sealSlack(lodge, actor.deskId, id, which, text)
  const signingSecret =
    typeof given.signingSecret === 'string' ? sealed('signing_secret', given.signingSecret) : given.signingSecret
  const row = await tx
    .updateTable('slack_connection')
    .set({
      name: given.name,
      is_enabled: given.enabled,
      routes: routes && JSON.stringify(routes.value),
      ticket_url: given.ticketUrl,
      // Another token may be another workspace's.
      ...(given.secret
        ? { secret: sealed('secret', given.secret.text), hint: hintOf(given.secret.text), team_id: null }
        : {}),
      signing_secret: signingSecret,
      updated_at: new Date(),
    })
    .where('desk_id', '=', actor.deskId)
    .where('id', '=', id)
    .returning(CONNECTION)
    .executeTakeFirstOrThrow()
  const connection = toConnection(row)
  await recordEvent(change, { type: 'slack_connection.updated', data: { connection } })
  return ok(connection)
}
