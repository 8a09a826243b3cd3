import { beforeAll, expect, test } from 'vitest'
import { SETTINGS } from '../../src/core/events/reach.ts'
import { readEvents } from '../../src/core/events/read.ts'
import { scopesOfRole } from '../../src/core/members/role-scopes.ts'
import { EVENT_TYPES } from '../../src/http/v1/webhooks/event-types.ts'
import { startJobs } from '../../src/jobs/start.ts'
import { everythingOf } from '../support/everything.ts'
import { until } from '../support/feed.ts'
import { type Answer, type TestDesk, useLodge } from '../support/lodge.ts'
import { fill, paramsOf, type Route, routesOf } from '../support/routes.ts'

/**
 * Every route there is, asked by a member who is bound to the department Support, with what is of a ticket in another one:
 * as if it were not there. A route that this test does not know is to be listed: in SHOWS where it may show a ticket, in
 * NAMES where its body names one, in TICKETLESS where it does neither. One with a ticket in its path is found by itself.
 */
const lodge = useLodge()

type Made = { desk: TestDesk; token: string; tickiti: string; pair: string; ids: Record<string, string>; from: string }
const made = {} as Made // filled by beforeAll, before any test reads it

const insert = async (table: string, row: Record<string, unknown>): Promise<string> => {
  const given: Record<string, unknown> = { desk_id: made.desk.id, id: lodge.store.nextId(), ...row }
  const names = Object.keys(given)
  await lodge.store.pool.query(
    `insert into ${table} (${names.join(', ')}) values (${names.map((_, place) => `$${place + 1}`).join(', ')})`,
    Object.values(given),
  )
  return String(given.id)
}

const asAdmin = async (method: string, url: string, body?: unknown, headers = {}): Promise<Answer['json']> => {
  const answer = await lodge.call(made.desk.token, method, url, body, headers)
  expect([method, url, answer.status < 300, answer.text]).toEqual([method, url, true, answer.text])
  return answer.json
}

beforeAll(async () => {
  made.desk = await lodge.desk()
  made.from = new Date(Date.now() - 60_000).toISOString()
  const secret = await asAdmin('POST', '/v1/departments', { name: 'Secret' })
  const support = (await asAdmin('GET', '/v1/departments')).data.find(
    ({ name }: { name: string }) => name === 'Support',
  )
  const kim = await asAdmin('POST', '/v1/members', {
    email: 'kim@example.com',
    name: 'Kim',
    role: 'agent',
    access: 'departments',
  })
  await asAdmin('PUT', `/v1/departments/${support.id}/team/${kim.id}`)
  const given = { name: 'Kim', member: kim.id }
  made.token = (await asAdmin('POST', '/v1/credentials', { ...given, kind: 'token' })).secret
  made.tickiti = (await asAdmin('POST', '/v1/credentials', { ...given, kind: 'tickiti' })).secret
  const pair = await asAdmin('POST', '/v1/credentials', { ...given, kind: 'pair', department: 'Secret' })
  const { apiKey, apiSecret, userName } = pair
  made.pair = (await lodge.call('', 'POST', '/api/v1.2/token/get', { apiKey, apiSecret, userName })).json.access_token

  const upload = { 'content-type': 'application/octet-stream' }
  const file = (await asAdmin('POST', '/v1/attachments?name=zebra.txt', 'zebra', upload)).id
  const create = (department: string, animal: string, attachments: string[]) =>
    asAdmin('POST', '/v1/tickets', {
      requester: { email: 'zoe@example.com', name: 'Zoe' },
      subject: `A ${animal}`,
      body: `My ${animal} is gone`,
      department,
      tags: ['animals'],
      attachments,
      assignee: kim.id,
    })
  const ticket = await create('Secret', 'zebra', [file])
  const other = await create('Support', 'horse', [])
  const intervention = await asAdmin('POST', '/v1/interventions', { name: 'lost', title: 'Lost' })
  const template = await asAdmin('POST', '/v1/templates', {
    type: 'reply',
    identifier: 'thanks',
    name: 'Thanks',
    format: 'text',
    body: 'Thanks for the {{ ticket.subject }}',
  })
  const view = await asAdmin('POST', '/v1/views', { name: 'All', filter: {}, shared: true })
  const watchlist = await asAdmin('POST', '/v1/watchlists', { name: 'Watched', shared: true })
  await asAdmin('POST', `/v1/watchlists/${watchlist.id}/tickets`, { tickets: [ticket.id, other.id] })
  const rule = await insert('rule', {
    name: 'Rule',
    is_enabled: true,
    is_last: false,
    position: 1,
    trigger: { events: [{ event: 'ticket.created' }] },
    conditions: {},
    actions: '[{"do":"set_priority","priority":"high"}]',
    event_types: ['ticket.created'],
  })
  for (const { id, subject } of [ticket, other]) {
    const changes = JSON.stringify({ subject: { from: '', to: subject } })
    const run = {
      rule_id: rule,
      rule_name: 'Rule',
      ticket_id: id,
      cause: id,
      state: 'done',
      depth: 1,
      changes,
      did: [],
    }
    await insert('rule_run', { ...run, xid: '1', created_at: new Date() })
  }
  const runOn = async (id: string) =>
    (await asAdmin('POST', `/v1/interventions/${intervention.id}/run`, { ticket: id, data: {} })).id
  made.ids = {
    ticket: ticket.id,
    number: String(ticket.number),
    other: other.id,
    message: ticket.messages[0].id,
    attachment: file,
    run: await runOn(ticket.id),
    otherRun: await runOn(other.id),
    contact: ticket.requester.id,
    watchlist: watchlist.id,
    view: view.id,
    rule,
    intervention: intervention.id,
    template: template.id,
    secret: secret.id,
    support: support.id,
    kim: kim.id,
  }
  // For the search and the reports; then they stop, so that what changes here is changed by who asks.
  const jobs = await startJobs(lodge.lodge)
  await until(async () => {
    const behind = await lodge.store.pool.query(
      `select from follower_cursor c where name in ('search', 'reports', 'report_outcomes', 'notifications')
         and not exists (select from event e where (e.xid, e.id) > (c.xid, c.id))`,
    )
    return behind.rowCount === 4
  })
  await jobs.stop()
})

/** What a path names that is of a ticket, by the segment before the parameter or by the parameter. */
const OF_TICKET: Record<string, () => string> = {
  tickets: () => made.ids.ticket ?? '',
  messages: () => made.ids.message ?? '',
  attachments: () => made.ids.attachment ?? '',
  'intervention-runs': () => made.ids.run ?? '',
  ':ticketId': () => made.ids.number ?? '',
}
/** What else is in such a path. */
const BESIDE: Record<string, () => string> = { watchlists: () => made.ids.watchlist ?? '' }

const makerOf = ({ noun, name }: { noun: string; name: string }) => OF_TICKET[`:${name}`] ?? OF_TICKET[noun]
const isOfTicket = (route: Route) => paramsOf(route.url).some((param) => makerOf(param))

const BODIES: Record<string, object> = {
  'PATCH /v1/tickets/:idOrNumber': { subject: 'Changed' },
  'POST /v1/tickets/:idOrNumber/messages': { body: 'Hello' },
  'POST /v1/tickets/:idOrNumber/participants': { email: 'bob@example.com' },
  'POST /api/tickets/:number/respond': { content: 'Hello' },
  'PUT /v1/intervention-runs/:id/values': { values: {} },
  'PUT /api/v1.2/tickets/setstate/:ticketId': {},
  'PUT /api/v1.2/tickets/setfields/:ticketId': { field1: 'x' },
  'PUT /api/v1.2/tickets/setparticipantname/:ticketId': { id: 1, name: 'x' },
  'POST /api/v1.2/tickets/addtags/:ticketId': ['vip'],
  'POST /api/v1.2/tickets/setsummary/:ticketId': { summary: 'x' },
  'POST /api/v1.2/tickets/send/:ticketId': { text: 'x' },
  'POST /api/v1.2/tickets/addnote/:ticketId': { text: 'x' },
  'POST /api/v1.2/tickets/generatesurveylink/:ticketId': { surveyId: 1, participantId: 1 },
  'PUT /api/v1.2/tickets/setdepartment/:ticketId': { departmentId: '00000000-0000-4000-8000-000000000000' },
}

/** Which of them has to have which query. */
const QUERIES: Record<string, string> = {
  'PUT /api/v1.2/tickets/setstate/:ticketId': '?nextState=Closed',
  'PUT /api/v1.2/tickets/setowner/:ticketId': '?nextOwnerUserName=kim@example.com',
  'DELETE /api/v1.2/tickets/removetag/:ticketId': '?tag=animals',
}

const tokenOf = ({ url }: Route): string => {
  if (url.startsWith('/api/v1.2/')) return made.pair
  return url.startsWith('/api/') && !HEADONI.test(url) && !url.startsWith('/api/sdk/') ? made.tickiti : made.token
}
const HEADONI = /^\/api\/v1\/(tickets(\/:idOrNumber)?|departments|ticket-types)$/

const nameOf = ({ method, url }: Route) => `${method} ${url}`
const secured = () => routesOf(lodge).filter(({ isPublic, method }) => !isPublic && method !== 'HEAD')

/** Routes that such a member may not call at all, by their scope or, in Tickiti's contract, their role. */
const isForbidden = ({ method, url }: Route): boolean => {
  const route = lodge.app.routeTable.find((one) => one.url === url && [one.method].flat().includes(method))
  const policy = route?.config?.policy
  const role = route?.config?.tickiti?.role
  const allowed: readonly string[] = [
    ...scopesOfRole('agent'),
    ...(url.startsWith('/api/v1.2/') ? ['events:read'] : url.startsWith('/api/') ? ['settings:write'] : []),
  ]
  return role === 'admin' || role === 'superuser' || (typeof policy === 'object' && !allowed.includes(policy.scope))
}

const lines = (text: string): string[] => text.trim().split(/\s*\n\s*/)

/** What shows tickets, or counts them: its URL with what it needs, and its body. Both tickets are shown to who sees all. */
const SHOWS: Record<string, () => [url: string, body?: object]> = {
  'GET /v1/tickets': () => ['/v1/tickets'],
  'GET /v1/search': () => ['/v1/search?q=gone'],
  'GET /v1/views/:id/tickets': () => [`/v1/views/${made.ids.view}/tickets`],
  'GET /v1/watchlists': () => ['/v1/watchlists'],
  'GET /v1/watchlists/:id': () => [`/v1/watchlists/${made.ids.watchlist}`],
  'GET /v1/watchlists/:id/tickets': () => [`/v1/watchlists/${made.ids.watchlist}/tickets`],
  'PATCH /v1/watchlists/:id': () => [`/v1/watchlists/${made.ids.watchlist}`, { name: 'Watched' }],
  'PUT /v1/watchlists/:id/order': () => [`/v1/watchlists/${made.ids.watchlist}/order`, { tickets: [] }],
  'GET /v1/intervention-runs': () => ['/v1/intervention-runs'],
  'GET /v1/rules/:id/runs': () => [`/v1/rules/${made.ids.rule}/runs`],
  'GET /api/v1/tickets': () => ['/api/v1/tickets'],
  'POST /api/v1/tickets/query': () => ['/api/v1/tickets/query', {}],
  'POST /api/v1/tickets/responses/query': () => ['/api/v1/tickets/responses/query', {}],
  'POST /api/v1/settings/watchlists': () => ['/api/v1/settings/watchlists', {}],
  'POST /api/v1/settings/watchlists/update': () => [
    '/api/v1/settings/watchlists/update',
    { watchlist_id: made.ids.watchlist, name: 'Watched' },
  ],
  'POST /api/v1/settings/watchlists/reorder': () => [
    '/api/v1/settings/watchlists/reorder',
    { watchlist_id: made.ids.watchlist, ticket_ids: [] },
  ],
}

/** What names a ticket in its body, and what a name that is nobody's is answered with. */
const NAMES: Record<string, () => [url: string, body: object, status: number]> = {
  'POST /v1/watchlists/:id/tickets': () => [
    `/v1/watchlists/${made.ids.watchlist}/tickets`,
    { tickets: [made.ids.ticket] },
    400,
  ],
  'POST /v1/interventions/:id/run': () => [
    `/v1/interventions/${made.ids.intervention}/run`,
    { ticket: made.ids.ticket, data: {} },
    400,
  ],
  'POST /v1/templates/:id/preview': () => [
    `/v1/templates/${made.ids.template}/preview`,
    { ticket: made.ids.ticket },
    400,
  ],
  'POST /api/v1/tickets/show': () => ['/api/v1/tickets/show', { ticket_number: made.ids.number }, 404],
  'POST /api/v1/tickets/responses': () => ['/api/v1/tickets/responses', { ticket_number: made.ids.number }, 404],
  'POST /api/v1/tickets/attachment': () => [
    '/api/v1/tickets/attachment',
    { ticket_number: made.ids.number, response_attachment_id: made.ids.attachment, intent: 'review_ok' },
    404,
  ],
  'POST /api/ticket_respond': () => [
    '/api/ticket_respond',
    { ticket_number: made.ids.number, content: 'x', from_email: 'zoe@example.com' },
    404,
  ],
  'POST /api/v1/tickets/respond': () => [
    '/api/v1/tickets/respond',
    { ticket_number: made.ids.number, content: 'x', from_email: 'zoe@example.com' },
    404,
  ],
  'POST /api/v1/settings/watchlists/add-tickets': () => [
    '/api/v1/settings/watchlists/add-tickets',
    { watchlist_id: made.ids.watchlist, ticket_ids: [made.ids.ticket] },
    422,
  ],
  'POST /api/v1/settings/watchlists/remove-tickets': () => [
    '/api/v1/settings/watchlists/remove-tickets',
    { watchlist_id: made.ids.watchlist, ticket_ids: [made.ids.ticket] },
    422,
  ],
}

/** What shows only how many there are, or one page of a pair's department: the tests below have a case each. */
const COUNTS = lines(`
  GET /v1/views/:id/count
  GET /v1/contacts/:id
  GET /v1/tags
  GET /v1/status
  GET /v1/reports/volumes
  GET /v1/reports/response-times
  GET /v1/reports/resolutions
  GET /v1/reports/agents
  GET /v1/reports/sla
  GET /v1/reports/satisfaction
  GET /v1/reports/replies
  GET /v1/reports/overview
  GET /v1/reports/backlog
  GET /v1/reports/resolution-categories
  GET /v1/views/counts
  GET /v1/notifications
  GET /v1/drafts
  POST /v1/tickets/bulk
  GET /api/v1.2/tickets/list
  GET /api/v1.2/webhooks/getevents
`)

/** What is told only of what one did or holds oneself, or is a stream with tests of its own (test/events/live.test.ts). */
const OWN = lines(`
  POST /v1/tickets/bulk/:id/undo
  PATCH /v1/scheduled-messages/:id
  DELETE /v1/scheduled-messages/:id
  PUT /v1/notifications/read
  GET /v1/sessions
  DELETE /v1/sessions/:id
  DELETE /v1/sessions
  GET /v1/session
  PATCH /v1/session
  PUT /v1/session/desk
  PUT /v1/session/preferences
  PUT /v1/setup
  GET /v1/live
`)

/** What neither shows nor names a ticket but one that it makes, and what says how a desk is set up. */
const TICKETLESS = lines(`
  POST /v1/tickets
  POST /v1/attachments
  POST /v1/contacts/:id/identities
  DELETE /v1/contacts/:id/identities/:kind/:value
  GET /v1/contacts/:id/activity
  GET /v1/contacts
  PUT /v1/contacts
  PATCH /v1/contacts/:id
  POST /v1/contacts/:id/merge
  GET /v1/companies
  GET /v1/companies/:id
  POST /v1/companies
  PATCH /v1/companies/:id
  GET /v1/departments
  GET /v1/departments/:id/team
  GET /v1/ticket-types
  PUT /v1/members/:id/availability
  GET /v1/members/:id/availability
  GET /v1/members
  GET /v1/members/:id
  GET /v1/members/:id/notifications
  GET /v1/resolution-categories
  GET /v1/fields
  GET /v1/fields/:id
  GET /v1/rules
  GET /v1/rules/:id
  GET /v1/desk
  GET /v1/templates/variables
  POST /v1/templates/:id/render
  GET /v1/templates/:id/draft
  GET /v1/templates/:id/placeholders
  GET /v1/templates/:id/versions
  GET /v1/templates/:id/versions/:version
  GET /v1/templates
  GET /v1/templates/:id
  GET /v1/canned-replies
  GET /v1/canned-replies/:id
  POST /v1/canned-replies
  PATCH /v1/canned-replies/:id
  DELETE /v1/canned-replies/:id
  GET /v1/interventions
  GET /v1/interventions/:id
  GET /v1/business-hours
  GET /v1/business-hours/:id
  GET /v1/service-texts
  GET /v1/sla-policies
  GET /v1/sla-policies/:id
  GET /v1/mail/settings
  GET /v1/mail/intake
  GET /v1/views
  POST /v1/views
  GET /v1/views/:id
  PATCH /v1/views/:id
  DELETE /v1/views/:id
  POST /v1/watchlists
  DELETE /v1/watchlists/:id
  GET /v1/slack-connections
  GET /v1/slack-connections/:id
  GET /v1/mailboxes
  GET /v1/webhooks/event-types
  GET /v1/hooks
  POST /api/sdk/tickets/create
  POST /api/sdk/users/identify
  POST /api/sdk/users/update
  POST /api/sdk/companies/identify
  POST /api/sdk/events
  POST /api/sdk/chat
  GET /api/v1/departments
  GET /api/v1/ticket-types
  POST /api/v1/tickets
  POST /api/create_ticket
  POST /api/tickets/create
  POST /api/send_email
  POST /api/render_template
  POST /api/tickiti_api_index
  POST /api/v1/settings/hashtags
  POST /api/v1/settings/hashtags/delete
  POST /api/v1/settings/perspectives
  POST /api/v1/settings/perspectives/create
  POST /api/v1/settings/perspectives/update
  POST /api/v1/settings/perspectives/delete
  POST /api/v1/settings/stock-responses
  POST /api/v1/settings/stock-responses/show
  POST /api/v1/settings/stock-responses/create
  POST /api/v1/settings/stock-responses/update
  POST /api/v1/settings/stock-responses/delete
  POST /api/v1/settings/watchlists/create
  POST /api/v1/settings/watchlists/delete
  POST /api/v1.2/tickets/create
  POST /api/v1.2/protocols/send
  GET /api/v1.2/cannedreplies/getall
  POST /api/v1.2/cannedreplies/add
  DELETE /api/v1.2/cannedreplies/delete
  GET /api/v1.2/contacts/get/:contactId
  PUT /api/v1.2/contacts/setname/:contactId
  PUT /api/v1.2/contacts/setuniqueargument/:contactId
  POST /api/v1.2/contacts/addidentifier/:contactId
  DELETE /api/v1.2/contacts/deleteidentifier/:contactId
  GET /api/v1.2/tenants/gettags
  POST /api/v1.2/webhooks/deleteevents
  GET /api/v1.2/users/allusers
  POST /api/v1.2/users/update
  PUT /api/v1.2/users/setstatus
  GET /api/v1.2/users/getstatus
  GET /api/v1.2/users/statuslogs
  PUT /api/v1.2/users/setuniqueargument
  GET /api/v1.2/users/getbyuniqueargument
  POST /api/v1.2/users/add
  DELETE /api/v1.2/users/delete
  POST /api/v1.2/users/setroles
  POST /api/v1.2/files/upload
`)

const listed = (): Set<string> =>
  new Set([...Object.keys(SHOWS), ...Object.keys(NAMES), ...COUNTS, ...OWN, ...TICKETLESS])

test('every route is known, and none is listed that there is not', () => {
  const known = listed()
  const routes = secured().filter((route) => !isForbidden(route) && !isOfTicket(route))
  expect(routes.map(nameOf).filter((name) => !known.has(name))).toEqual([])
  const names = new Set(routes.map(nameOf))
  expect([...known].filter((name) => !names.has(name))).toEqual([])
})

test('404 what is of a ticket out of reach, on every route with it in its path, and nothing changes', async () => {
  const before = await everythingOf(lodge, made.desk)
  const routes = secured().filter((route) => isOfTicket(route) && !isForbidden(route))
  expect(routes.length).toBeGreaterThan(40)
  for (const route of routes) {
    const values = paramsOf(route.url).map((param) => (makerOf(param) ?? BESIDE[param.noun])?.() ?? '')
    const others = values.map((value) => (value === made.ids.ticket ? (made.ids.number ?? '') : value))
    for (const given of values.join() === others.join() ? [values] : [values, others]) {
      const body = route.method === 'GET' ? undefined : (BODIES[nameOf(route)] ?? route.body)
      const url = fill(route.url, given) + (QUERIES[nameOf(route)] ?? queryOf(route))
      const answer = await lodge.call(tokenOf(route), route.method, url, body)
      const asked = `${nameOf(route)} (400: give it a body in BODIES, in ${import.meta.filename})`
      expect([asked, answer.status, answer.text]).toEqual([asked, 404, answer.text])
      expect(answer.text).not.toContain('zebra')
    }
  }
  expect(await everythingOf(lodge, made.desk)).toBe(before)
})

const queryOf = ({ query }: Route): string => {
  const text = new URLSearchParams(query as Record<string, string>).toString() // the example of a query is flat
  return text && `?${text}`
}

test('403 on every route that is not for such a member', async () => {
  const before = await everythingOf(lodge, made.desk)
  for (const route of secured().filter(isForbidden)) {
    const url = fill(
      route.url,
      paramsOf(route.url).map(() => '1'),
    )
    const answer = await lodge.call(tokenOf(route), route.method, url, route.method === 'GET' ? undefined : {})
    expect([nameOf(route), answer.status, answer.text]).toEqual([nameOf(route), 403, answer.text])
  }
  expect(await everythingOf(lodge, made.desk)).toBe(before)
})

test('400, 404 or 422 a ticket out of reach that a body names, as one that does not exist, and nothing changes', async () => {
  const before = await everythingOf(lodge, made.desk)
  for (const [name, given] of Object.entries(NAMES)) {
    const [url, body, status] = given()
    const route = routesOf(lodge).find((one) => nameOf(one) === name)
    if (!route) throw new Error(`no route ${name}`)
    const ask = async (text: string) => {
      const key = { 'idempotency-key': `${name} ${text}`.slice(0, 200) }
      return lodge.call(tokenOf(route), 'POST', url, text, key)
    }
    const [ticket, number] = [made.ids.ticket ?? '', made.ids.number ?? '']
    const text = JSON.stringify(body)
    const answer = await ask(text)
    expect([name, answer.status, answer.text]).toEqual([name, status, answer.text])
    const unknown = await ask(text.replaceAll(`"${ticket}"`, '"9876543210"').replaceAll(`"${number}"`, '"9876543"'))
    const neutral = (said: string) =>
      said
        .replaceAll(ticket, '…')
        .replaceAll('9876543210', '…')
        .replace(/"request_id":"[^"]*"/, '')
    expect([name, neutral(answer.text)]).toEqual([name, neutral(unknown.text)])
  }
  expect(await everythingOf(lodge, made.desk)).toBe(before)
})

test.each(Object.keys(SHOWS))('%s shows what is within reach, and nothing of what is not', async (name) => {
  const [url, body] = SHOWS[name]?.() ?? ['']
  const route = routesOf(lodge).find((one) => nameOf(one) === name)
  if (!route) throw new Error(`no route ${name}`)
  const shown = (text: string) =>
    [ofEither('zebra', 'ticket', 'run'), ofEither('horse', 'other', 'otherRun')].map((one) => one.test(text))
  const all = await lodge.call(made.desk.token, route.method, url, body)
  expect([all.status, ...shown(all.text), all.text]).toEqual([200, true, true, all.text])
  const hers = await lodge.call(tokenOf(route), route.method, url, body)
  expect([hers.status, ...shown(hers.text), hers.text]).toEqual([200, false, true, hers.text])
})

const ofEither = (animal: string, ...ids: string[]): RegExp =>
  new RegExp([animal, ...ids.map((id) => made.ids[id] ?? '')].join('|'))

/** What is within reach is counted, and nothing else: what who sees all is told, and what she is. */
const counts = async (
  method: string,
  url: string,
  token: string,
  count: (json: Answer['json']) => number,
  body?: object,
) => {
  const answers = await Promise.all([made.desk.token, token].map((one) => lodge.call(one, method, url, body)))
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  return answers.map(({ json }) => count(json))
}

const range = (): string => {
  const day = (ms: number) => new Date(ms).toISOString().slice(0, 10)
  return `?from=${day(Date.now() - 86_400_000)}&to=${day(Date.now() + 86_400_000)}`
}
// biome-ignore lint/suspicious/noExplicitAny: a row is what each case adds up
const sum = (rows: any[], of: (row: any) => number): number => rows.reduce((total, row) => total + of(row), 0)

test('counts are of what is within reach: a view, a contact’s tickets, tags, the status page, reports', async () => {
  const { token } = made
  const get = (url: string, count: (json: Answer['json']) => number) => counts('GET', url, token, count)
  expect(await get(`/v1/views/${made.ids.view}/count`, ({ count }) => count)).toEqual([2, 1])
  expect(await get(`/v1/contacts/${made.ids.contact}`, ({ tickets }) => tickets.open)).toEqual([2, 1])
  expect(await get('/v1/tags', ({ data }) => data[0].tickets)).toEqual([2, 1])
  expect((await get('/v1/status', (json) => sum(json.tickets_by_day, (day) => day.created)))[1]).toBe(1)
  const volumes = (json: Answer['json']) => sum(json.data, (row) => row.created)
  expect(await get(`/v1/reports/volumes${range()}`, volumes)).toEqual([2, 1])
  for (const report of ['response-times', 'resolutions']) {
    const rows = (json: Answer['json']) =>
      new Set(json.data.map((row: { department: { id: string } }) => row.department.id)).size
    expect(await get(`/v1/reports/${report}${range()}&group=department`, rows)).toEqual([2, 1])
  }
})

test('counts of all lists, reports of the work and their page in one call are of what is within reach', async () => {
  const get = (url: string, count: (json: Answer['json']) => number) => counts('GET', url, made.token, count)
  expect(await get('/v1/views/counts', ({ open }) => open.count)).toEqual([2, 1])
  expect(await get('/v1/views/counts', ({ views }) => views[made.ids.view ?? ''].count)).toEqual([2, 1])
  expect(await get('/v1/views/counts', ({ departments }) => Object.keys(departments).length)).toEqual([2, 1])
  expect(await get(`/v1/reports/overview${range()}`, ({ totals }) => totals.created)).toEqual([2, 1])
  expect(await get(`/v1/reports/overview${range()}`, ({ departments }) => departments.length)).toEqual([2, 1])
  expect(await get(`/v1/reports/backlog${range()}`, ({ data }) => data.at(-1).open)).toEqual([2, 1])
  for (const report of ['sla', 'satisfaction', 'replies', 'backlog']) {
    const rows = ({ data }: Answer['json']) =>
      new Set(data.map((row: { department: { id: string } }) => row.department.id)).size
    expect((await get(`/v1/reports/${report}${range()}&group=department`, rows))[1]).toBeLessThan(2)
  }
})

test('a notification of a ticket that went out of reach is not shown, nor one’s draft on it', async () => {
  const told = await lodge.call(made.token, 'GET', '/v1/notifications')
  expect(told.json.data.map(({ ticket }: { ticket: { id: string } }) => ticket.id)).toEqual([made.ids.other])
  expect(told.json.unread).toBe(1)
  await lodge.store.pool.query('insert into draft (desk_id, ticket_id, writer_id, content) values ($1, $2, $3, $4)', [
    made.desk.id,
    made.ids.ticket,
    made.ids.kim,
    '{"public":true,"format":"markdown","body":"zebra"}',
  ])
  const drafts = await lodge.call(made.token, 'GET', '/v1/drafts')
  expect([drafts.status, drafts.json.data]).toEqual([200, []])
})

test('many at once change what is within reach, and say of the rest that it is not there', async () => {
  const body = { tickets: [made.ids.ticket, made.ids.other], set: { priority: 'urgent' } }
  const { status, json } = await lodge.call(made.token, 'POST', '/v1/tickets/bulk', body)
  expect([status, json.changed.map(({ id }: { id: string }) => id)]).toEqual([200, [made.ids.other]])
  expect(json.failed).toMatchObject([{ ticket: made.ids.ticket, code: 'ticket_not_found' }])
})

test('the report by member is of oneself', async () => {
  const ada = await asAdmin('POST', '/v1/members', { email: 'ada@example.com', name: 'Ada', role: 'agent' })
  await lodge.store.pool.query(
    `insert into report_agent_hour (desk_id, slot, member_id, assigned) values ($1, date_trunc('hour', now()), $2, 1)`,
    [made.desk.id, ada.id],
  )
  const names = (json: Answer['json']) => json.data.map((row: { member: { name: string } }) => row.member.name)
  expect(names((await lodge.call(made.desk.token, 'GET', `/v1/reports/agents${range()}`)).json)).toEqual(['Ada', 'Kim'])
  expect(names((await lodge.call(made.token, 'GET', `/v1/reports/agents${range()}`)).json)).toEqual(['Kim'])
})

test('a pair of a department out of its member’s reach lists no ticket, and takes no event of one', async () => {
  const time = (ms: number) => {
    const [, year, month, day] = /^(\d+)-(\d+)-(\d+)/.exec(new Date(ms).toISOString()) ?? []
    return encodeURIComponent(`${day}/${month}/${year} 00:00:00:00`)
  }
  const url = `/api/v1.2/tickets/list?since=${time(Date.now() - 86_400_000)}&until=${time(Date.now() + 86_400_000)}`
  const list = await lodge.call(made.pair, 'GET', url)
  expect([list.status, list.json.tickets]).toEqual([200, []])
  const events = await lodge.call(made.pair, 'GET', '/api/v1.2/webhooks/getevents')
  expect([events.status, events.json]).toEqual([200, []])
})

test('the event log is of tickets within reach, as they are now, and of settings', async () => {
  const read = async (departments: Set<string> | null) => {
    const ask = { after: { xid: '0', id: '0' }, types: undefined, limit: 100 }
    return (await readEvents(lodge.lodge, { deskId: made.desk.id, departments }, ask)).events
  }
  const [all, hers] = [await read(null), await read(new Set([made.ids.support ?? '']))]
  const ticketsOf = (events: typeof all) => [...new Set(events.map((event) => event.ticket_id))].sort()
  expect(ticketsOf(all)).toEqual([made.ids.ticket, made.ids.other, null].sort())
  expect(ticketsOf(hers)).toEqual([made.ids.other, null].sort())
  expect(JSON.stringify(hers)).not.toMatch(/zebra/)
  const types = new Set(hers.map(({ type }) => type))
  expect([...types]).toEqual(expect.arrayContaining(['department.created', 'member.created', 'message.created']))
  for (const type of ['credential.created', 'watchlist.updated', 'attachment.created'])
    expect(types).not.toContain(type)
})

test('a watchlist that somebody bound reorders keeps the tickets they do not see', async () => {
  const order = await lodge.call(made.token, 'PUT', `/v1/watchlists/${made.ids.watchlist}/order`, {
    tickets: [made.ids.other],
  })
  expect(order.json.tickets).toEqual([made.ids.other])
  const whole = await asAdmin('GET', `/v1/watchlists/${made.ids.watchlist}`)
  expect(whole.tickets).toEqual([made.ids.other, made.ids.ticket])
})

test('the settings whose events such a member sees are of types that there are', () => {
  const nouns = new Set(Object.keys(EVENT_TYPES).map((type) => type.split('.')[0]))
  expect(SETTINGS.filter((noun) => !nouns.has(noun))).toEqual([])
})
