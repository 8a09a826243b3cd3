import { expect, test } from 'vitest'
import { hmac } from '../../../../test/hooks/support/hooks.ts'
import * as payloads from '../../../../test/hooks/support/payloads.ts'
import type { HookSourceName } from '../../../core/hooks/hook.ts'
import type { Draft, HookRequest } from '../source.ts'
import { sources } from './index.ts'

type Headers = Record<string, string>
type Case = { source: HookSourceName; payload: unknown; headers?: Headers; id: string | undefined; draft: Draft }

const CASES: Record<string, Case> = {
  Typeform: {
    source: 'typeform',
    payload: payloads.typeform,
    id: 'LtWXD3crgy',
    draft: {
      email: 'ann@example.com',
      name: 'Ann Lee',
      subject: 'Contact us',
      body: 'Your name: Ann Lee\nWhere can we reach you?: ann@example.com\nWhat is it about?: Billing\nTell us: I paid twice.\nWhich of these?: London, Sydney\nplan: pro',
      externalRef: 'a3a12ec67a1365927098a606107fac15',
    },
  },
  Tally: {
    source: 'tally',
    payload: payloads.tally,
    id: 'a4cb511e-d513-4fa5-baee-b815d718dfd1',
    draft: {
      email: 'ann@example.com',
      name: 'Ann Lee',
      subject: 'Cannot log in',
      body: 'Full name: Ann Lee\nContact: ann@example.com\nSubject: Cannot log in\nWhere: On my phone\nScreenshot: https://storage.googleapis.com/a.png',
      externalRef: '2wgx4n',
    },
  },
  Jotform: {
    source: 'jotform',
    payload: payloads.jotformFields,
    id: '5300000000000000000',
    draft: {
      email: 'ann@example.com',
      name: 'Ann Lee',
      subject: 'A refund',
      body: 'Name: Ann Lee\nEmail: ann@example.com\nPhone number: (351) 912-3456\nSubject: A refund\nDescribe your: I paid twice.',
      externalRef: '5300000000000000000',
    },
  },
  'Google Forms': {
    source: 'google_forms',
    payload: payloads.googleForms,
    id: '2_ABaOnud',
    draft: {
      email: 'ann@example.com',
      name: undefined,
      subject: 'Help',
      body: 'What happened?: It broke.\nWhere?: Phone, Browser',
      externalRef: '2_ABaOnud',
    },
  },
  'HubSpot’s contact': {
    source: 'hubspot',
    payload: payloads.hubspotEvents[0],
    id: '33/25/1246965/3816279340',
    draft: {
      email: undefined,
      externalId: 'hubspot:1246965',
      name: undefined,
      subject: 'HubSpot: contact.creation 1246965',
      body: undefined,
      priority: undefined,
      externalRef: '1246965',
    },
  },
  'HubSpot’s workflow': {
    source: 'hubspot',
    payload: payloads.hubspotWorkflow,
    id: undefined,
    draft: {
      email: 'ann@example.com',
      externalId: undefined,
      name: 'Ann Lee',
      subject: 'Cannot log in',
      body: 'It says no.',
      priority: 'high',
      externalRef: '77',
    },
  },
  'Intercom’s conversation': {
    source: 'intercom',
    payload: payloads.intercomConversation,
    id: 'notif_78c122d0-23ba-11e4-9464-79b01267cc2e',
    draft: {
      email: 'ann@example.com',
      externalId: '25',
      name: 'Ann Lee',
      subject: 'Cannot log in',
      body: '<p>It says <b>no</b>.</p>',
      format: 'html',
      externalRef: '10567',
    },
  },
  'Intercom’s ticket': {
    source: 'intercom',
    payload: payloads.intercomTicket,
    id: 'notif_2',
    draft: {
      email: 'ann@example.com',
      externalId: 'intercom:63ea3fb0',
      name: 'Ann Lee',
      subject: 'Cannot log in',
      body: 'It says no.',
      externalRef: '53',
    },
  },
  'Zendesk’s event': {
    source: 'zendesk',
    payload: payloads.zendeskEvent,
    id: 'cbe4028c-7239-495d-b020-f22348516046',
    draft: {
      externalId: 'zendesk:8447388090494',
      subject: 'Cannot log in',
      body: 'It says no.',
      priority: 'urgent',
      tags: ['vip'],
      externalRef: '5158',
    },
  },
  'Zendesk’s ticket': {
    source: 'zendesk',
    payload: payloads.zendeskTicket,
    headers: { 'x-zendesk-webhook-invocation-id': '8350205582' },
    id: '8350205582',
    draft: {
      email: 'ann@example.com',
      name: 'Ann Lee',
      subject: 'Cannot log in',
      body: 'It says no.',
      priority: 'high',
      tags: [],
      externalRef: 'order-7',
    },
  },
  Sentry: {
    source: 'sentry',
    payload: payloads.sentryAlert,
    headers: { 'sentry-hook-resource': 'event_alert' },
    id: 'event_alert/triggered/e4874d664c3540c1a32eab185f12c5ab',
    draft: {
      externalId: 'sentry',
      name: 'Sentry',
      subject: 'ReferenceError: heck is not defined',
      body: 'Error: ReferenceError: heck is not defined\nWhere: ?(<anonymous>)\nRule: Very Important Alert Rule!\nUser: email: ann@example.com, ip_address: 192.0.2.1\nSentry: https://sentry.io/organizations/test-org/issues/1170820242/events/e4874d664c3540c1a32eab185f12c5ab/',
      priority: 'high',
      externalRef: '1170820242',
    },
  },
  GitHub: {
    source: 'github',
    payload: payloads.githubIssue,
    headers: { 'x-github-event': 'issues', 'x-github-delivery': '72d3162e-cc78-11e3-81ab-4c9367dc0958' },
    id: '72d3162e-cc78-11e3-81ab-4c9367dc0958',
    draft: {
      externalId: 'github:21031067',
      name: 'ann',
      subject: 'Spelling error in the README',
      body: 'It says **recieve**.',
      format: 'markdown',
      tags: ['Bug'],
      externalRef: 'https://github.com/acme/site/issues/2',
    },
  },
  'GitHub, as a form': {
    source: 'github',
    payload: {
      payload: JSON.stringify({ ...payloads.githubIssue, issue: { title: 'A', user: { id: 1, login: 'b' } } }),
    },
    headers: { 'x-github-event': 'issues' },
    id: undefined,
    draft: {
      externalId: 'github:1',
      name: 'b',
      subject: 'A',
      body: undefined,
      format: 'markdown',
      tags: [],
      externalRef: undefined,
    },
  },
  'anything else': {
    source: 'generic',
    payload: {
      form: { 'Your Name': 'Ann', contact: { 'E-Mail': 'ann@example.com' }, title: 'Help', message: 'Please.' },
    },
    headers: { 'webhook-id': 'msg_1' },
    id: 'msg_1',
    draft: { email: 'ann@example.com', name: 'Ann', subject: 'Help', body: 'Please.', externalRef: undefined },
  },
  'anything without the usual names': {
    source: 'generic',
    payload: { who: 'ann@example.com', what: ['a', 'b'], n: 3, none: null },
    id: undefined,
    draft: {
      email: 'ann@example.com',
      name: undefined,
      subject: undefined,
      body: 'who: ann@example.com\nwhat: a, b\nn: 3',
      externalRef: undefined,
    },
  },
}

test.each(Object.entries(CASES))('%s', (_name, { source, payload, headers = {}, id, draft }) => {
  expect(sources[source].deliveryId(payload, headers)).toBe(id)
  expect(sources[source].toDraft(payload, headers)).toEqual(draft)
})

const IGNORED: [HookSourceName, unknown, Headers, string][] = [
  ['typeform', { event_type: 'form_response_partial' }, {}, 'form_response_partial'],
  ['tally', { eventType: 'OTHER' }, {}, 'OTHER'],
  ['hubspot', payloads.hubspotEvents[1], {}, 'contact.propertyChange'],
  ['intercom', { topic: 'ping' }, {}, 'works'],
  ['intercom', { topic: 'user.created' }, {}, 'user.created'],
  ['zendesk', { type: 'zen:event-type:ticket.status_changed' }, {}, 'ticket.status_changed'],
  ['sentry', { action: 'resolved' }, { 'sentry-hook-resource': 'issue' }, 'issue.resolved'],
  ['github', { zen: 'Design for failure.' }, { 'x-github-event': 'ping' }, 'works'],
  ['github', { action: 'closed' }, { 'x-github-event': 'issues' }, 'issues.closed'],
]

test.each(IGNORED)('%s %j is not meant to be a ticket', (source, payload, headers, word) => {
  expect(sources[source].toDraft(payload, headers)).toEqual({ ignored: expect.stringContaining(word) })
})

const NONSENSE = [
  null,
  1,
  'x',
  [],
  {},
  [[]],
  { data: 1 },
  { data: { fields: [null, 1] } },
  { detail: null, ticket: [] },
]

test('nonsense is read without a throw, by all of them', () => {
  for (const source of Object.values(sources)) {
    for (const payload of NONSENSE) {
      expect(source.toDraft(payload, {})).toBeTypeOf('object')
      source.deliveryId(payload, {})
      source.split?.(payload)
    }
  }
})

const NOW = new Date('2026-01-02T03:04:05Z')
const BODY = '{"a":"é"}'
const URL_OF = 'https://desk.example/hooks/s'
const stamp = String(NOW.getTime())

const SIGNED: [HookSourceName, Headers][] = [
  ['typeform', { 'typeform-signature': `sha256=${hmac('s', BODY)}` }],
  ['tally', { 'tally-signature': hmac('s', BODY) }],
  [
    'hubspot',
    {
      'x-hubspot-request-timestamp': stamp,
      'x-hubspot-signature-v3': hmac('s', ['POST', URL_OF, BODY, stamp]),
    },
  ],
  ['intercom', { 'x-hub-signature': `sha1=${hmac('s', BODY, 'hex', 'sha1')}` }],
  [
    'zendesk',
    {
      'x-zendesk-webhook-signature-timestamp': '2026-01-02T03:04:05Z',
      'x-zendesk-webhook-signature': hmac('s', ['2026-01-02T03:04:05Z', BODY]),
    },
  ],
  ['sentry', { 'sentry-hook-signature': hmac('s', BODY, 'hex') }],
  ['github', { 'x-hub-signature-256': `sha256=${hmac('s', BODY, 'hex')}` }],
  ['generic', { 'x-hub-signature-256': `sha256=${hmac('s', BODY, 'hex')}` }],
]

const request = (headers: Headers, body = BODY, urls = ['http://desk.example/hooks/s', URL_OF]): HookRequest => ({
  method: 'POST',
  urls,
  headers,
  body: Buffer.from(body),
})

test.each(SIGNED)('%s: its own signature and no other', (source, headers) => {
  const verify = (given: HookRequest, secret = 's', now = NOW) => sources[source].verify?.(given, secret, now)
  expect(verify(request(headers))).toBe(true)
  expect(verify(request(headers), 'another')).toBe(false)
  expect(verify(request(headers, '{"a":"e"}'))).toBe(false)
  expect(verify(request({}))).toBe(false)
  for (const name of Object.keys(headers)) {
    expect(verify(request({ ...headers, [name]: `${headers[name]}x` }))).toBe(false)
    expect(verify(request({ ...headers, [name]: '' }))).toBe(false)
  }
})

// The example of https://developer.zendesk.com/documentation/webhooks/verifying/ has no values to check by; GitHub's has:
// https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries#testing-the-webhook-payload-validation
test('GitHub’s own example of a signature', () => {
  const signature = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17'
  const given = request({ 'x-hub-signature-256': signature }, 'Hello, World!')
  expect(sources.github.verify?.(given, "It's a Secret to Everybody", NOW)).toBe(true)
})

test('HubSpot: not older than five minutes, and only for the address that was called', () => {
  const headers = SIGNED[2]?.[1] ?? {}
  const at = (ms: number) => sources.hubspot.verify?.(request(headers), 's', new Date(NOW.getTime() + ms))
  expect([at(0), at(299_000), at(301_000), at(-301_000)]).toEqual([true, true, false, false])
  expect(sources.hubspot.verify?.(request(headers, BODY, ['https://desk.example/hooks/t']), 's', NOW)).toBe(false)
})
