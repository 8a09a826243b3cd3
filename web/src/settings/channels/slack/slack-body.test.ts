import { expect, test } from 'vitest'
import type { SlackConnection } from '../../../api/types.ts'
import { fromConnection, newConnection, toConnectionBody } from './slack-body.ts'

const connection: SlackConnection = {
  id: '1',
  name: 'Acme',
  kind: 'app',
  enabled: true,
  hint: '…abcd',
  interactive: true,
  routes: [{ happenings: ['escalation'], channel: 'C0123456789', departments: ['7'], priorities: ['high'] }],
  ticket_url: null,
  interactions_path: '/slack/interactions/1',
  events_path: '/slack/events/1',
  created_at: '',
  updated_at: '',
}

test('a new app has a token and a channel, a new incoming webhook its URL alone', () => {
  const values = { ...newConnection('https://desk.example.com'), bot_token: 'xoxb-1', webhook_url: 'https://x' }
  expect(toConnectionBody(values)).toEqual({
    kind: 'app',
    name: 'Slack',
    bot_token: 'xoxb-1',
    ticket_url: 'https://desk.example.com/inbox/tickets/{number}',
    routes: [{ happenings: ['new_ticket'], channel: null, departments: [], priorities: [] }],
  })
  const routes = [{ happenings: ['new_ticket'], channel: 'C0123456789', departments: null, priorities: null }]
  expect(toConnectionBody({ ...values, kind: 'incoming_webhook', routes })).toMatchObject({
    kind: 'incoming_webhook',
    webhook_url: 'https://x',
    routes: [{ channel: null, departments: [], priorities: [] }],
  })
})

test('a change leaves the secrets, unless one is typed or ended', () => {
  const values = fromConnection(connection)
  expect(toConnectionBody(values)).toEqual({
    name: 'Acme',
    enabled: true,
    ticket_url: null,
    routes: connection.routes,
  })
  expect(toConnectionBody({ ...values, oneWay: true })).toMatchObject({ signing_secret: null })
  expect(toConnectionBody({ ...values, signing_secret: 'ab' })).toMatchObject({ signing_secret: 'ab' })
})
