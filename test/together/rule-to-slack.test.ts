import { expect, test } from 'vitest'
import { until } from '../support/feed.ts'
import { makeRule, rulesAreDone, runsOn } from '../support/rules.ts'
import { fileTicket } from '../support/tickets.ts'
import { useTogether } from './together.ts'

const all = useTogether()

const connect = (desk: Parameters<typeof all.make>[0]) =>
  all.make(desk, '/v1/slack-connections', {
    kind: 'app',
    name: 'Acme',
    bot_token: `xoxb-${desk.slug}`,
    signing_secret: '8f742231b10e8888abcd99baac85a511',
    routes: [],
  })

test('a rule posts in the channel that it names, once, and its run says so', async () => {
  const desk = await all.lodge.desk()
  const connection = await connect(desk)
  const told = { do: 'slack', connection: connection.id, channel: 'C0VIP', text: 'Look at <this> & that' }
  await makeRule(all.lodge, desk, {
    name: 'VIP',
    if: { all: [{ field: 'ticket.subject', operator: 'contains', value: 'vip' }] },
    then: [told],
  })
  await fileTicket(all.lodge, desk, { subject: 'Nobody in particular' })
  const ticket = await fileTicket(all.lodge, desk, { subject: 'VIP: the lift is stuck' })
  await rulesAreDone(all.lodge)
  const ours = () => all.slack.messages.filter(({ channel }) => channel === 'C0VIP')
  await until(async () => ours().length > 0)
  const [message] = ours()
  expect(message?.text).toContain('Rule “VIP”')
  const said = JSON.stringify(message?.blocks)
  expect(said).toContain('VIP: the lift is stuck')
  expect(said).toContain('Look at')
  const call = all.slack.calls.find(({ args }) => args.channel === 'C0VIP')
  expect([call?.method, call?.token]).toEqual(['chat.postMessage', `xoxb-${desk.slug}`])
  expect(await runsOn(all.lodge, desk, ticket.id)).toMatchObject([{ state: 'done', changes: {} }])

  await all.make(desk, `/v1/tickets/${ticket.id}/messages`, { body: 'Still stuck.', author: 'requester' })
  await until(async () => ours().length > 1)
  expect(ours().map(({ thread_ts }) => thread_ts)).toEqual([undefined, message?.ts])
})
