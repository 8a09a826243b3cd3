import { expect, test } from 'vitest'
import { tickTimers } from '../../src/jobs/clock.ts'
import { until } from '../support/feed.ts'
import type { TestDesk } from '../support/lodge.ts'
import { makeRule, rulesAreDone, ticketNow } from '../support/rules.ts'
import { fileTicket } from '../support/tickets.ts'
import { toldOf, useTogether } from './together.ts'

const all = useTogether()

/** As though the desk's timers had been started so many minutes earlier. */
const age = async (desk: TestDesk, minutes: number) => {
  const { rowCount } = await all.lodge.store.pool.query(
    `update ticket_sla set started_at = started_at - $2::interval, running_since = running_since - $2::interval,
       due_at = due_at - $2::interval, warn_at = warn_at - $2::interval
     where desk_id = $1`,
    [desk.id, `${minutes} minutes`],
  )
  return rowCount ?? 0
}

test('a first reply that is late: warned of, then breached; a rule acts, Slack and a webhook are told', async () => {
  const desk = await all.lodge.desk()
  await all.make(desk, '/v1/sla-policies', {
    name: 'Gold',
    clock: 'wall',
    targets: { first_reply: { low: 60, normal: 60, high: 60, urgent: 60 } },
  })
  await all.make(desk, '/v1/slack-connections', {
    kind: 'app',
    name: 'Acme',
    bot_token: `xoxb-${desk.slug}`,
    signing_secret: '8f742231b10e8888abcd99baac85a511',
    routes: [{ happenings: ['escalation'], channel: 'C0123456789' }],
  })
  await all.make(desk, '/v1/webhooks', { url: all.receiver.url, types: ['sla.*'] })
  await makeRule(all.lodge, desk, {
    name: 'Late',
    when: { events: [{ event: 'sla.breached', timer: ['first_reply'] }] },
    then: [{ do: 'add_tags', tags: ['late'] }],
  })
  const ticket = await fileTicket(all.lodge, desk)
  const told = () => toldOf(all.receiver.received, ['sla.warning', 'sla.breached'])

  // The timer is there once the follower has read the ticket; the ticker goes no further than the follower has.
  await until(async () => (await age(desk, 50)) > 0)
  await until(async () => {
    await tickTimers.run(all.lodge.lodge, {})
    return told().length > 0
  })
  expect(told()).toMatchObject([{ type: 'sla.warning', ticket_id: ticket.id }])
  expect((await ticketNow(all.lodge, desk, ticket.id)).tags).toEqual([])

  await age(desk, 20)
  await until(async () => {
    await tickTimers.run(all.lodge.lodge, {})
    return told().length > 1
  })
  await tickTimers.run(all.lodge.lodge, {})
  await rulesAreDone(all.lodge)
  expect((await ticketNow(all.lodge, desk, ticket.id)).tags).toEqual(['late'])
  expect(told()).toMatchObject([
    { type: 'sla.warning' },
    {
      type: 'sla.breached',
      ticket_id: ticket.id,
      actor: { kind: 'system' },
      data: { ticket: { id: ticket.id }, timer: { kind: 'first_reply' } },
    },
  ])
  await until(async () => all.slack.messages.length > 0)
  const [message] = all.slack.messages
  expect(message).toMatchObject({ channel: 'C0123456789' })
  expect(message?.thread_ts).toBeUndefined()
  expect(message?.text).toContain('I cannot log in')
  // The rule's own change comes under it, and makes no message of its own.
  expect(all.slack.messages.filter(({ thread_ts }) => thread_ts === undefined)).toHaveLength(1)
})
