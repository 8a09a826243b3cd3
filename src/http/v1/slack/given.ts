import type { z } from 'zod'
import type { NewSlackConnection } from '../../../core/slack/create.ts'
import type { SlackConnectionChanges } from '../../../core/slack/update.ts'
import type { newSlackConnection, slackConnectionChanges } from './schemas.ts'

export const toNew = (body: z.output<typeof newSlackConnection>): NewSlackConnection => ({
  name: body.name,
  kind: body.kind,
  ...(body.kind === 'app'
    ? { secret: body.bot_token, signingSecret: body.signing_secret }
    : { secret: body.webhook_url, signingSecret: null }),
  routes: body.routes,
  ticketUrl: body.ticket_url,
})

export const toChanges = (body: z.output<typeof slackConnectionChanges>): SlackConnectionChanges => ({
  name: body.name,
  enabled: body.enabled,
  secret: secretOf(body),
  signingSecret: body.signing_secret,
  routes: body.routes,
  ticketUrl: body.ticket_url,
})

const secretOf = ({ bot_token, webhook_url }: z.output<typeof slackConnectionChanges>) => {
  if (bot_token !== undefined) return { kind: 'app' as const, text: bot_token }
  return webhook_url === undefined ? undefined : { kind: 'incoming_webhook' as const, text: webhook_url }
}
