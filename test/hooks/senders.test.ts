import { expect, test } from 'vitest'
import { useLodge } from '../support/lodge.ts'
import { expectProblem } from '../support/refusals.ts'
import { deliveriesOf, hmac, makeHook, send, ticketsOf } from './support/hooks.ts'
import * as payloads from './support/payloads.ts'

const lodge = useLodge()

const SIGNED: Record<string, [payload: unknown, headers: (body: string) => Record<string, string>]> = {
  typeform: [payloads.typeform, (body) => ({ 'typeform-signature': `sha256=${hmac('s', body)}` })],
  tally: [payloads.tally, (body) => ({ 'tally-signature': hmac('s', body) })],
  intercom: [
    payloads.intercomConversation,
    (body) => ({ 'x-hub-signature': `sha1=${hmac('s', body, 'hex', 'sha1')}` }),
  ],
  zendesk: [
    payloads.zendeskEvent,
    (body) => ({
      'x-zendesk-webhook-signature-timestamp': '2026-01-01T00:00:00Z',
      'x-zendesk-webhook-signature': hmac('s', ['2026-01-01T00:00:00Z', body]),
    }),
  ],
  sentry: [
    payloads.sentryAlert,
    (body) => ({ 'sentry-hook-signature': hmac('s', body, 'hex'), 'sentry-hook-resource': 'event_alert' }),
  ],
  github: [
    payloads.githubIssue,
    (body) => ({
      'x-hub-signature-256': `sha256=${hmac('s', body, 'hex')}`,
      'x-github-event': 'issues',
      'x-github-delivery': '72d3162e-cc78-11e3-81ab-4c9367dc0958',
    }),
  ],
}

test.each(Object.keys(SIGNED))('%s: signed, a ticket, once; badly signed, 401', async (source) => {
  const desk = await lodge.desk()
  const hook = await makeHook(lodge, desk, { source, signing_secret: 's' })
  const [payload, sign] = SIGNED[source] ?? []
  const body = JSON.stringify(payload)
  const headers = sign?.(body) ?? {}
  expectProblem(await send(lodge, hook, body, sign?.(`${body} `)), 401, 'wrong_signature')
  expect((await send(lodge, hook, body, headers)).status).toBe(202)
  expect((await send(lodge, hook, body, headers)).status).toBe(202)
  const tickets = await ticketsOf(lodge, desk)
  expect(tickets).toHaveLength(1)
  expect(tickets[0]).toMatchObject({ channel: 'hook', source })
  expect((await deliveriesOf(lodge, desk, hook, '&state=created'))[0]).toMatchObject({ repeats: 1 })
})

test('hubspot: a list of events is a payload each, a regrouped repeat is known again', async () => {
  const desk = await lodge.desk()
  const hook = await makeHook(lodge, desk, { source: 'hubspot', signing_secret: 's' })
  const sendEvents = (events: unknown[]) => {
    const body = JSON.stringify(events)
    const stamp = String(Date.now())
    const signature = hmac('s', ['POST', `https://lodge.example${hook.path}`, body, stamp])
    return send(lodge, hook, body, {
      'x-hubspot-request-timestamp': stamp,
      'x-hubspot-signature-v3': signature,
    })
  }
  expect((await sendEvents(payloads.hubspotEvents)).status).toBe(202)
  const [first] = payloads.hubspotEvents
  expect((await sendEvents([{ ...first, attemptNumber: 1 }])).status).toBe(202)
  const deliveries = await deliveriesOf(lodge, desk, hook)
  expect(deliveries.map((one) => [one.state, one.repeats])).toEqual([
    ['quarantined', 0],
    ['ignored', 0],
    ['created', 1],
  ])
  expect(await ticketsOf(lodge, desk)).toHaveLength(1)
  expectProblem(await send(lodge, hook, payloads.hubspotEvents), 401, 'wrong_signature')
  expectProblem(await sendEvents(Array.from({ length: 501 }, (_, eventId) => ({ eventId }))), 413, 'too_many_payloads')
})

test('jotform: a multipart form', async () => {
  const desk = await lodge.desk()
  const hook = await makeHook(lodge, desk, { source: 'jotform' })
  const form = new FormData()
  for (const [name, value] of Object.entries(payloads.jotformFields)) form.append(name, value)
  const encoded = new Response(form)
  const headers = { 'content-type': encoded.headers.get('content-type') ?? '' }
  expect((await send(lodge, hook, Buffer.from(await encoded.arrayBuffer()), headers)).status).toBe(202)
  expect((await ticketsOf(lodge, desk))[0]).toMatchObject({
    subject: 'A refund',
    requester: { email: 'ann@example.com', name: 'Ann Lee' },
    external_ref: '5300000000000000000',
  })
})

test('google forms: what the script sends', async () => {
  const desk = await lodge.desk()
  const hook = await makeHook(lodge, desk, { source: 'google_forms' })
  await send(lodge, hook, payloads.googleForms)
  await send(lodge, hook, { ...payloads.googleForms, submitted_at: 'later' })
  expect((await ticketsOf(lodge, desk)).map((one) => one.subject)).toEqual(['Help'])
})

test('github: its ping is answered, and makes nothing', async () => {
  const desk = await lodge.desk()
  const hook = await makeHook(lodge, desk, { source: 'github' })
  const pinged = await send(lodge, hook, { zen: 'Design for failure.' }, { 'x-github-event': 'ping' })
  expect(pinged.status).toBe(202)
  expect((await deliveriesOf(lodge, desk, hook))[0]).toMatchObject({
    state: 'ignored',
    detail: expect.stringContaining('works'),
  })
})

test('generic: a form-encoded and a multipart form, repeated fields as lists', async () => {
  const desk = await lodge.desk()
  const hook = await makeHook(lodge, desk, { source: 'generic', mapping: { tags: '/topic' } })
  const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }
  await send(lodge, hook, 'email=ann%40example.com&subject=Gr%C3%BC%C3%9Fe&topic=a&topic=b&message=Hi+there', headers)
  const [ticket] = await ticketsOf(lodge, desk)
  expect(ticket).toMatchObject({ subject: 'Grüße', tags: ['a', 'b'] })
  const form = new FormData()
  form.append('email', 'bob@example.com')
  form.append('subject', 'With a file')
  form.append('photo', new Blob(['x'.repeat(9)], { type: 'image/png' }), 'a.png')
  const encoded = new Response(form)
  await send(lodge, hook, Buffer.from(await encoded.arrayBuffer()), {
    'content-type': encoded.headers.get('content-type') ?? '',
  })
  const whole = await lodge.call(desk.token, 'GET', '/v1/tickets/2')
  expect(whole.json.subject).toBe('With a file')
  expect(whole.json.messages[0].text).toContain('a.png')
})
