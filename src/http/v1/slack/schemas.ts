import { z } from 'zod'
import { HAPPENINGS } from '../../../core/slack/route.ts'
import { name } from '../../schema/name.ts'
import { byId, pageOf, paging } from '../../schema/page.ts'
import { patchOf } from '../../schema/patch.ts'
import { text } from '../../schema/text.ts'
import { PRIORITIES } from '../tickets/schemas.ts'

export const slackConnection = z.strictObject({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['app', 'incoming_webhook']),
  enabled: z.boolean(),
  hint: z.string(),
  interactive: z.boolean(),
  routes: z.array(
    z.strictObject({
      happenings: z.array(z.enum(HAPPENINGS)),
      channel: z.string().nullable(),
      departments: z.array(z.string()),
      priorities: z.array(z.enum(PRIORITIES)),
    }),
  ),
  ticket_url: z.string().nullable(),
  interactions_path: z.string().nullable(),
  events_path: z.string().nullable(),
  created_at: z.string(),
  updated_at: z.string(),
})

export const slackConnectionPage = pageOf(slackConnection)
export const listQuery = z.strictObject(paging(byId))

const matching = (pattern: RegExp, message: string) =>
  text(500, 1).refine((value) => pattern.test(value), { error: message, params: { code: 'invalid' } })

const channel = matching(
  /^[CG][A-Z0-9]{6,20}$/,
  "must be a channel's ID like C0123456789: in Slack, click the channel's name, and it is at the end of About",
)
const botToken = matching(
  /^xoxb-[A-Za-z0-9-]{6,}$/,
  'must be a bot token, which begins with xoxb-: in Slack, OAuth & Permissions of your app',
)
const signingSecret = matching(
  /^[0-9a-f]{16,128}$/,
  'must be the Signing Secret, hexadecimal digits: in Slack, Basic Information of your app',
)
const webhookUrl = matching(
  /^https:\/\/hooks\.slack(-gov)?\.com\/services\/[\w/-]+$/,
  'must be like https://hooks.slack.com/services/T000/B000/XXXX: in Slack, Incoming Webhooks of your app',
)
const ticketUrl = matching(
  /^https?:\/\/[^\s<>|"]+\{(number|id)\}[^\s<>|"]*$/,
  'must be a URL with {number} or {id} in it, like https://desk.example.com/tickets/{number}',
).describe('Where a ticket’s page is. Without it, messages have no link.')

const routes = z
  .array(
    z.strictObject({
      happenings: z.array(z.enum(HAPPENINGS)).min(1).max(HAPPENINGS.length),
      channel: channel.nullable().default(null).describe('An app’s. An incoming webhook knows its own.'),
      departments: z.array(text(200, 1)).max(50).default([]).describe('Ids or names; where empty, all of them.'),
      priorities: z.array(z.enum(PRIORITIES)).max(PRIORITIES.length).default([]).describe('Where empty, all of them.'),
    }),
  )
  .max(50)

const shared = {
  name: name(200),
  routes: routes.default([]),
  ticket_url: ticketUrl.nullable().default(null),
}

export const newSlackConnection = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('app'),
    ...shared,
    bot_token: botToken,
    signing_secret: signingSecret
      .nullable()
      .default(null)
      .describe('Without it there are no buttons, and replies in a thread stay in Slack.'),
  }),
  z.strictObject({ kind: z.literal('incoming_webhook'), ...shared, webhook_url: webhookUrl }),
])

export const slackConnectionChanges = patchOf({
  name: name(200).optional(),
  enabled: z.boolean().optional(),
  bot_token: botToken.optional(),
  signing_secret: signingSecret.nullable().optional(),
  webhook_url: webhookUrl.optional(),
  routes: routes.optional().describe('Replaces all of them.'),
  ticket_url: ticketUrl.nullable().optional(),
})

export const slackTest = z.strictObject({
  channel: channel.optional().describe('An app’s; the first of its routes where absent.'),
})
