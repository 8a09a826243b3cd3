import { afterAll, expect, test } from 'vitest'
import { openOutbound } from '../../src/channels/outbound.ts'
import { webhookChannel } from '../../src/channels/webhooks/channel.ts'
import { EVENT_TYPES } from '../../src/http/v1/webhooks/event-types.ts'
import { ruleTimers } from '../../src/jobs/rule-timers.ts'
import { until } from '../support/feed.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'
import { startReceiver } from '../support/receiver.ts'
import { makeRule, rulesAreDone, runsOn, ticketNow, useJobs } from '../support/rules.ts'
import { eventsOf, fileTicket } from '../support/tickets.ts'

const lodge = useLodge()
const outbound = openOutbound({ allow: ['127.0.0.1/32'] })
useJobs(lodge, [webhookChannel(outbound)])
afterAll(outbound.close)

const post = async (desk: TestDesk, path: string, body: object) => {
  const answer = await lodge.call(desk.token, 'POST', path, body)
  if (answer.status >= 300) throw new Error(answer.text)
  return answer.json
}

test('a reply from a template, in the ticket’s language, by the rule; no first response', async () => {
  const desk = await lodge.desk()
  const template = await post(desk, '/v1/templates', {
    identifier: 'thanks',
    name: 'Thanks',
    body: 'Hello {{ requester.name }}, it is number {{ ticket.number }}.',
    translations: { es: { subject: '', body: 'Hola {{ requester.name }}.' } },
  })
  await makeRule(lodge, desk, { name: 'Thank', then: [{ do: 'reply', template: 'thanks' }] })
  const [english, spanish] = [await fileTicket(lodge, desk), await fileTicket(lodge, desk, { culture: 'es-MX' })]
  await rulesAreDone(lodge)
  const [first, second] = [await ticketNow(lodge, desk, english.id), await ticketNow(lodge, desk, spanish.id)]
  expect(first.first_response_at).toBeNull()
  const author = { kind: 'automation', name: 'Thank' }
  expect(first.messages[1]).toMatchObject({ author, public: true, text: 'Hello Ann, it is number 1.' })
  expect(second.messages[1].text).toBe('Hola Ann.')
  expect((await runsOn(lodge, desk, english.id))[0].did).toEqual([`replied from template ${template.id}`])

  await lodge.call(desk.token, 'PATCH', `/v1/templates/${template.id}`, { enabled: false })
  const third = await fileTicket(lodge, desk)
  await rulesAreDone(lodge)
  const error = 'the template Thanks is disabled: enable it or choose another one'
  expect(await runsOn(lodge, desk, third.id)).toMatchObject([{ state: 'failed', error }])
})

test('an intervention runs on the ticket: what it sets is among what the rule changed', async () => {
  const desk = await lodge.desk()
  const fields = [{ name: 'floor', label: 'Floor', kind: 'text', required: true }]
  const set = { priority: 'urgent', add_tags: ['lift'] }
  await post(desk, '/v1/interventions', { name: 'call-lift', title: 'Call the lift', fields, set })
  const run = (data: object) => ({ do: 'run_intervention', intervention: 'call-lift', data })
  const rule = await makeRule(lodge, desk, { then: [run({ floor: '3' })] })
  const ticket = await fileTicket(lodge, desk)
  await rulesAreDone(lodge)
  const now = await ticketNow(lodge, desk, ticket.id)
  expect(now).toMatchObject({ priority: 'urgent', tags: ['lift'] })
  expect(now.messages[1]).toMatchObject({ public: false, text: expect.stringContaining('Floor: 3') })
  expect(await runsOn(lodge, desk, ticket.id)).toMatchObject([
    {
      did: ['ran the intervention call-lift'],
      changes: { priority: { from: 'normal', to: 'urgent' }, tags: { from: [], to: ['lift'] } },
    },
  ])
  await lodge.call(desk.token, 'PATCH', `/v1/rules/${rule.id}`, { then: [run({})] })
  const next = await fileTicket(lodge, desk)
  await rulesAreDone(lodge)
  expect(await runsOn(lodge, desk, next.id)).toMatchObject([{ state: 'failed', error: 'data.floor: is required' }])
})

/** Open on another day than today, yesterday and tomorrow. */
const openAnotherDay = () => {
  const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
  const day = days[(new Date().getUTCDay() + 3) % 7]
  return { name: 'Later', is_default: true, time_zone: 'UTC', weekly: [{ day, from: '09:00', to: '17:00' }] }
}

test('business hours: asked of now, and counted', async () => {
  const desk = await lodge.desk()
  const asked = (value: string) => ({ all: [{ field: 'business_hours', operator: 'is', value }] })
  const tag = (name: string) => [{ do: 'add_tags', tags: [name] }]
  await makeRule(lodge, desk, { if: asked('open'), then: tag('open') })
  await makeRule(lodge, desk, { if: asked('closed'), then: tag('closed') })
  const after = { after: '4h', since: 'ticket_created' }
  await makeRule(lodge, desk, { when: after, then: tag('wall') })
  const counted = await makeRule(lodge, desk, { when: { ...after, business: true }, then: tag('business') })
  const always = await fileTicket(lodge, desk)
  await rulesAreDone(lodge)
  expect((await ticketNow(lodge, desk, always.id)).tags).toEqual(['open'])

  const hours = await post(desk, '/v1/business-hours', openAnotherDay())
  const ticket = await fileTicket(lodge, desk)
  await rulesAreDone(lodge)
  await lodge.store.pool.query(
    `with t as (update ticket set created_at = created_at - interval '5 hours' where desk_id = $1)
     update rule_timer set due_at = now() where desk_id = $1`,
    [desk.id],
  )
  await ruleTimers.run(lodge.lodge, {})
  await rulesAreDone(lodge)
  expect((await ticketNow(lodge, desk, ticket.id)).tags).toEqual(['closed', 'wall'])
  // What the other rule changed let this one look again.
  await ruleTimers.run(lodge.lodge, {})
  const timer = await lodge.store.pool.query<{ due_at: Date }>(
    'select due_at from rule_timer where desk_id = $1 and rule_id = $2 and ticket_id = $3',
    [desk.id, counted.id, ticket.id],
  )
  expect(timer.rows[0]?.due_at.toISOString()).toMatch(/T13:00:00.000Z$/)
  const said = await post(desk, `/v1/rules/${counted.id}/dry-run`, {})
  expect(said.data).toEqual([])
  await lodge.call(desk.token, 'DELETE', `/v1/business-hours/${hours.id}`)
  expect((await post(desk, `/v1/rules/${counted.id}/dry-run`, {})).data).toHaveLength(2)
  await rulesAreDone(lodge)
  await ruleTimers.run(lodge.lodge, {})
  expect((await ticketNow(lodge, desk, ticket.id)).tags).toEqual(['business', 'closed', 'wall'])
})

test('a breach of what was promised', async () => {
  const desk = await lodge.desk()
  const breach = (timer: string) => ({ events: [{ event: 'sla.breached', timer: [timer] }] })
  await makeRule(lodge, desk, { when: breach('first_reply') })
  await makeRule(lodge, desk, { when: breach('resolution'), then: [{ do: 'add_tags', tags: ['late'] }] })
  const ticket = await fileTicket(lodge, desk)
  const written = await eventsOf(lodge, desk, 'ticket.created')
  await lodge.store.db
    .insertInto('event')
    .values({
      desk_id: desk.id,
      id: lodge.store.nextId(),
      type: 'sla.breached',
      ticket_id: ticket.id,
      actor_kind: 'system',
      actor_id: null,
      data: JSON.stringify({ ticket: written[0].ticket, timer: { kind: 'first_reply' } }),
      created_at: new Date(),
    })
    .execute()
  await rulesAreDone(lodge)
  expect(await ticketNow(lodge, desk, ticket.id)).toMatchObject({ priority: 'high', tags: [] })
})

test('the webhook that a rule names is told, whatever it subscribed to, and no other', async () => {
  const desk = await lodge.desk()
  const [named, other] = [await startReceiver(), await startReceiver()]
  const subscribe = (url: string) => post(desk, '/v1/webhooks', { url, types: ['desk.updated'] })
  const [{ id: endpoint }] = [await subscribe(named.url), await subscribe(other.url)]
  const rule = await makeRule(lodge, desk, { then: [{ do: 'webhook', endpoint, text: 'Look at this' }] })
  const ticket = await fileTicket(lodge, desk)
  await until(async () => named.received.length > 0)
  const payload = JSON.parse(named.received[0]?.body ?? '')
  expect(payload).toMatchObject({
    type: 'rule.notified',
    actor: { kind: 'automation', id: rule.id },
    ticket_id: ticket.id,
    data: { rule: { id: rule.id }, ticket: { id: ticket.id }, text: 'Look at this', endpoint },
  })
  expect(EVENT_TYPES['rule.notified']?.data.safeParse(payload.data).error).toBeUndefined()
  expect(other.received).toEqual([])
  for (const type of ['rule.created', 'rule.notified']) {
    for (const data of await eventsOf(lodge, desk, type)) {
      expect(EVENT_TYPES[type]?.data.safeParse(data).error).toBeUndefined()
    }
  }
  await Promise.all([named.close(), other.close()])
})
