import { createHmac } from 'node:crypto'
import { afterAll, beforeAll } from 'vitest'
import { openOutbound } from '../../src/channels/outbound.ts'
import { slackChannel } from '../../src/channels/slack/channel.ts'
import { systemActor } from '../../src/core/actor.ts'
import { createSlackConnection } from '../../src/core/slack/create.ts'
import type { SlackRoute } from '../../src/core/slack/route.ts'
import { startJobs } from '../../src/jobs/start.ts'
import { until } from '../support/feed.ts'
import { type TestDesk, type TestLodge, useLodge } from '../support/lodge.ts'
import { type SlackServer, startSlack } from '../support/slack-server.ts'

export const SIGNING_SECRET = '8f742231b10e8888abcd99baac85a511'

export type TestSlack = { lodge: TestLodge; slack: SlackServer }

/** Lodge with its jobs, and a Slack that it posts to. */
export const useSlack = (): TestSlack => {
  const lodge = useLodge()
  const made = { lodge } as TestSlack // filled by beforeAll, before any test reads it
  const close: (() => Promise<unknown>)[] = []
  beforeAll(async () => {
    made.slack = await startSlack()
    const outbound = openOutbound({ allow: ['127.0.0.0/8'] })
    const jobs = await startJobs(lodge.lodge, [slackChannel({ outbound, apiUrl: made.slack.apiUrl })])
    close.push(jobs.stop, async () => outbound.close(), made.slack.close)
  })
  afterAll(async () => {
    for (const one of close) await one()
  })
  return made
}

export const route = (channel: string | null, over: Partial<SlackRoute> = {}): SlackRoute => ({
  happenings: ['new_ticket'],
  channel,
  departments: [],
  priorities: [],
  ...over,
})

/** An app's connection, made by the API. */
export const connect = async ({ lodge }: TestSlack, desk: TestDesk, routes: SlackRoute[], over: object = {}) => {
  const made = await lodge.call(desk.token, 'POST', '/v1/slack-connections', {
    kind: 'app',
    name: 'Acme',
    bot_token: `xoxb-${desk.slug}`,
    signing_secret: SIGNING_SECRET,
    routes,
    ...over,
  })
  if (made.status !== 201) throw new Error(made.text)
  return made.json
}

/** An incoming webhook's connection. The API takes Slack's own hosts only, so the verb makes this one. */
export const connectWebhook = async ({ lodge, slack }: TestSlack, desk: TestDesk, routes: SlackRoute[]) =>
  lodge.store.db.transaction().execute(async (tx) => {
    const made = await createSlackConnection(
      { tx, lodge: lodge.lodge, actor: systemActor(desk.id) },
      { name: 'Hook', kind: 'incoming_webhook', secret: slack.hookUrl, signingSecret: null, routes, ticketUrl: null },
    )
    if (!made.ok) throw new Error(made.error.code)
    return made.value
  })

export const newTicket = async ({ lodge }: TestSlack, desk: TestDesk, over: object = {}) => {
  const made = await lodge.call(desk.token, 'POST', '/v1/tickets', {
    requester: { email: 'ann@example.com', name: 'Ann' },
    subject: 'I cannot log in',
    body: 'It says <nothing> & stops.',
    ...over,
  })
  if (made.status !== 201) throw new Error(made.text)
  return made.json
}

export const deliveriesOf = async ({ lodge }: TestSlack, desk: TestDesk) =>
  (await lodge.call(desk.token, 'GET', '/v1/deliveries?limit=100')).json.data.toReversed()

/** Waits until `count` deliveries are sent or failed, and what is pending is none. */
export const settled = async (given: TestSlack, desk: TestDesk, count: number) => {
  await until(async () => {
    const all = await deliveriesOf(given, desk)
    return all.length >= count && all.every(({ state }: { state: string }) => state === 'sent' || state === 'failed')
  })
  return deliveriesOf(given, desk)
}

/** Waits for an attempt that is to be repeated. */
export const retried = async (given: TestSlack, desk: TestDesk) => {
  await until(async () =>
    (await deliveriesOf(given, desk)).some(
      ({ state, attempts }: { state: string; attempts: number }) => state === 'pending' && attempts > 0,
    ),
  )
  return (await deliveriesOf(given, desk)).find(({ attempts }: { attempts: number }) => attempts > 0)
}

/** What is due later is due now, and what rests rests no more. */
export const fastForward = async ({ lodge }: TestSlack, desk: TestDesk) => {
  await lodge.store.pool.query('update delivery_lane set resting_until = null where desk_id = $1', [desk.id])
  await lodge.store.pool.query(`update delivery set due_at = now() where state = 'pending' and desk_id = $1`, [desk.id])
}

/** A request as Slack signs it. */
export const fromSlack = async (
  { lodge }: TestSlack,
  url: string,
  body: string,
  over: { secret?: string; at?: number; type?: string; headers?: Record<string, string> } = {},
) => {
  const timestamp = String(Math.floor((over.at ?? Date.now()) / 1_000))
  const hmac = createHmac('sha256', over.secret ?? SIGNING_SECRET).update(`v0:${timestamp}:${body}`)
  return lodge.app.inject({
    method: 'POST',
    url,
    headers: {
      'content-type': over.type ?? 'application/json',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${hmac.digest('hex')}`,
      ...over.headers,
    },
    payload: body,
  })
}

/** Writes an event of a ticket, as the verbs do that are not of this test. */
export const record = async (
  { lodge }: TestSlack,
  desk: TestDesk,
  type: string,
  data: { ticket: { id: string }; [more: string]: unknown },
) => {
  await lodge.store.pool.query(
    `insert into event (desk_id, id, type, ticket_id, actor_kind, data, created_at)
     values ($1, $2, $3, $4, 'system', $5, now())`,
    [desk.id, lodge.store.nextId(), type, data.ticket.id, JSON.stringify(data)],
  )
  lodge.lodge.nudge()
}
