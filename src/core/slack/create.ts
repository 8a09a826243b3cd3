import type { SlackConnectionKind } from '../../store/schema.ts'
import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { ok, type Result } from '../result.ts'
import { CONNECTION, hintOf, type SlackConnection, toConnection } from './connection.ts'
import { type RouteError, resolveRoutes } from './resolve-routes.ts'
import type { SlackRoute } from './route.ts'
import { sealSlack } from './seal.ts'

export type NewSlackConnection = {
  name: string
  kind: SlackConnectionKind
  /** An app's bot token (`xoxb-…`), or an incoming webhook's URL. */
  secret: string
  signingSecret: string | null
  routes: SlackRoute[]
  ticketUrl: string | null
}

/** Connects a Slack workspace. Whether Slack takes the token shows a test (test.ts): nothing is asked of Slack here. */
export const createSlackConnection = async (
  change: Change,
  given: NewSlackConnection,
): Promise<Result<SlackConnection, RouteError>> => {
  const { tx, lodge, actor } = change
  const routes = await resolveRoutes(change, given.kind, given.routes)
  if (!routes.ok) return routes
  const id = lodge.store.nextId()
  const row = await tx
    .insertInto('slack_connection')
    .values({
      desk_id: actor.deskId,
      id,
      name: given.name,
      kind: given.kind,
      secret: sealSlack(lodge, actor.deskId, id, 'secret', given.secret),
      signing_secret:
        given.signingSecret === null ? null : sealSlack(lodge, actor.deskId, id, 'signing_secret', given.signingSecret),
      hint: hintOf(given.secret),
      routes: JSON.stringify(routes.value),
      ticket_url: given.ticketUrl,
    })
    .returning(CONNECTION)
    .executeTakeFirstOrThrow()
  const connection = toConnection(row)
  await recordEvent(change, { type: 'slack_connection.created', data: { connection } })
  return ok(connection)
}
