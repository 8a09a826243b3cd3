import { expect, test, vi } from 'vitest'
import { acceptMail } from '../../src/core/inbound-mail/accept.ts'
import { everythingOf } from '../support/everything.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'
import { fill, paramsOf, type Route, routesOf } from '../support/routes.ts'

/** Every route is asked several times over, and all that a desk has is read around each: many minutes on a busy machine. */
vi.setConfig({ testTimeout: 300_000 })

/**
 * Every route there is, asked with what belongs to another desk, and with what there is not: always 404, and the other
 * desk's rows stay as they are. It finds routes by itself; a noun it does not know is to be added to NOUNS.
 */
const lodge = useLodge()

type Made = { ticketId: string; contactId: string }
type Maker = (desk: TestDesk, made: Made) => Promise<string>

const insert = async (table: string, desk: TestDesk, row: Record<string, unknown>): Promise<string> => {
  const all: Record<string, unknown> = { desk_id: desk.id, id: lodge.store.nextId(), ...row }
  const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
  const names = Object.keys(given)
  await lodge.store.pool.query(
    `insert into ${table} (${names.join(', ')}) values (${names.map((_, place) => `$${place + 1}`).join(', ')})`,
    Object.values(given),
  )
  return String(given.id)
}

/** By desk: a hook's payload is made after its hook, a template's version after its template. */
const lastTicket = new Map<string, string>()
const lastHook = new Map<string, string>()
const lastTemplate = new Map<string, string>()
let count = 0
const unique = (name: string) => `${name}${++count}`

const createTicket = async (desk: TestDesk) => {
  const body = { requester: { email: `${unique('ann')}@example.com` }, subject: 'Help' }
  return (await lodge.call(desk.token, 'POST', '/v1/tickets', body)).json
}

const createMember = (desk: TestDesk) =>
  insert('member', desk, {
    email: `${unique('kim')}@example.com`,
    name: 'Kim',
    role: 'agent',
    availability: 'offline',
  })

/**
 * How to make one of what a path names, by the segment before the parameter; or by segment and parameter, where a segment
 * has two. Answers what the path calls it.
 */
const NOUNS: Record<string, Maker> = {
  tickets: async (desk, made) => {
    lastTicket.set(desk.id, made.ticketId)
    await lodge.call(desk.token, 'PUT', `/v1/tickets/${made.ticketId}/draft`, { body: 'Hi' })
    return made.ticketId
  },
  bulk: async (desk) => insert('bulk_change', desk, {}),
  'links :other': async (desk, made) => {
    const other = (await createTicket(desk)).id
    for (const [ticket_id, other_id] of [
      [made.ticketId, other],
      [other, made.ticketId],
    ]) {
      await insert('ticket_link', desk, { id: undefined, ticket_id, other_id, kind: 'related' })
    }
    return other
  },
  messages: (desk, made) =>
    insert('message', desk, {
      ticket_id: made.ticketId,
      author_kind: 'system',
      is_public: true,
      format: 'text',
      text: 'x',
      created_at: new Date(),
    }),
  attachments: async (desk) => {
    const headers = { 'content-type': 'application/octet-stream' }
    return (await lodge.call(desk.token, 'POST', '/v1/attachments?name=a.txt', 'hello', headers)).json.id
  },
  participants: (desk, made) =>
    insert('participant', desk, { ticket_id: made.ticketId, role: 'cc', email: `${unique('bob')}@example.com` }),
  contacts: async (_desk, made) => made.contactId,
  'identities :value': async (desk, made) => {
    const value = `${unique('second')}@example.com`
    const row = { desk_id: desk.id, kind: 'email' as const, value, contact_id: made.contactId }
    await lodge.store.db.insertInto('contact_identity').values(row).execute()
    return value
  },
  companies: (desk) => insert('company', desk, { name: unique('Company') }),
  departments: (desk) => insert('department', desk, { name: unique('Department') }),
  'scheduled-messages': async (desk, made) => {
    const body = { body: 'Later', send_at: new Date(Date.now() + 3_600_000) }
    const kept = await lodge.call(desk.token, 'POST', `/v1/tickets/${made.ticketId}/messages`, body)
    return kept.json.scheduled_message.id
  },
  'ticket-types': (desk) => insert('ticket_type', desk, { name: unique('Type') }),
  rules: (desk) =>
    insert('rule', desk, {
      name: unique('Rule'),
      is_enabled: true,
      is_last: false,
      position: 1,
      trigger: { events: [{ event: 'ticket.created' }] },
      conditions: {},
      actions: '[{"do":"set_priority","priority":"high"}]',
      event_types: ['ticket.created'],
    }),
  'resolution-categories': (desk) =>
    insert('resolution_category', desk, { name: unique('Refunded'), position: ++count }),
  fields: (desk) => insert('field', desk, { key: unique('order'), label: 'Order', kind: 'text' }),
  tags: (desk) => insert('tag', desk, { name: unique('tag') }),
  members: (desk) => createMember(desk),
  team: (desk) => createMember(desk),
  invitations: (desk) =>
    insert('invitation', desk, {
      email: `${unique('joe')}@example.com`,
      role: 'agent',
      nonce: Buffer.from('nonce'),
      created_at: new Date(),
      expires_at: new Date(Date.now() + 60_000),
    }),
  'sign-in-providers': (desk) =>
    insert('sign_in_provider', desk, {
      name: unique('Login'),
      issuer: 'https://login.example.com',
      client_id: 'x',
      client_secret: Buffer.from('sealed'),
      allowed_domains: [],
      created_at: new Date(),
      updated_at: new Date(),
    }),
  credentials: (desk) =>
    insert('credential', desk, {
      number: 1_000 + ++count,
      kind: 'token',
      name: 'x',
      secret_hash: Buffer.from(unique('hash')),
      hint: 'xxxx',
      scopes: ['tickets:read'],
    }),
  hooks: async (desk) => {
    const made = await lodge.call(desk.token, 'POST', '/v1/hooks', { name: 'Form', source: 'generic' })
    lastHook.set(desk.id, made.json.id)
    return made.json.id
  },
  'deliveries :deliveryId': (desk) =>
    insert('hook_delivery', desk, {
      hook_id: lastHook.get(desk.id),
      state: 'quarantined',
      headers: '{}',
      body: Buffer.from('{}'),
    }),
  mailboxes: async (desk) => {
    const body = { name: 'Support', address: `${unique('help')}@example.com`, http: { provider: 'raw' } }
    return (await lodge.call(desk.token, 'POST', '/v1/mailboxes', body)).json.id
  },
  imports: async (desk) =>
    insert('import', desk, { kind: 'contacts', name: 'people.csv', mail_max_bytes: 1_000, size: 10 }),
  'inbound-mails': async (desk) => {
    async function* raw() {
      yield Buffer.from('Subject: x\r\n\r\nHello\r\n')
    }
    const accepted = await acceptMail(lodge.lodge, {
      source: raw(),
      maxBytes: 1_000,
      mailboxes: [{ deskId: desk.id, mailboxId: '1', to: ['help@example.com'] }],
      envelope: { from: null, ip: null, helo: null, tls: false, via: 'http' },
      verdict: null,
      sourceKey: null,
    })
    return accepted.ok ? (accepted.value.mails[0]?.id ?? '') : ''
  },
  'business-hours': (desk) =>
    insert('business_hours', desk, {
      name: unique('Hours'),
      time_zone: 'UTC',
      weekly: '[{"day":"monday","from":"09:00","to":"17:00"}]',
    }),
  'sla-policies': (desk) =>
    insert('sla_policy', desk, {
      name: unique('Policy'),
      targets: '{"resolution":{"normal":60}}',
      clock: 'wall',
    }),
  templates: async (desk) => {
    const texts = { format: 'text', subject: '', body: 'Thanks' }
    const draft = { ...texts, translations: {}, updated_at: '2026-06-04T15:21:09.000Z' }
    const named = { type: 'reply', identifier: unique('thanks'), name: 'Thanks' }
    const id = await insert('template', desk, { ...named, ...texts, draft })
    lastTemplate.set(desk.id, id)
    return id
  },
  versions: async (desk) => {
    const version = ++count
    const texts = { format: 'text', subject: '', body: 'Thanks', translations: '{}' } as const
    const row = { desk_id: desk.id, template_id: lastTemplate.get(desk.id) ?? '', version, ...texts }
    await lodge.store.db
      .insertInto('template_version')
      .values({ ...row, author: '', created_at: new Date() })
      .execute()
    return String(version)
  },
  'canned-replies': (desk) => insert('canned_reply', desk, { title: 'Thanks', format: 'text', body: 'Thanks' }),
  interventions: async (desk) => {
    const settings = { status: null, priority: null, assignee: null, department: null, add_tags: [], remove_tags: [] }
    const id = await insert('intervention', desk, { name: unique('lost'), title: 'Lost', settings })
    await lodge.store.db
      .insertInto('intervention_epilog')
      .values({
        desk_id: desk.id,
        intervention_id: id,
        url: 'https://crm.example/epilog',
        timeout_seconds: 10,
        secret: Buffer.from('sealed'),
        created_at: new Date(),
      })
      .execute()
    return id
  },
  'intervention-runs': async (desk, made) => {
    const settings = { status: null, priority: null, assignee: null, department: null, add_tags: [], remove_tags: [] }
    const intervention_id = await insert('intervention', desk, { name: unique('lost'), title: 'Lost', settings })
    const run = { intervention_id, ticket_id: made.ticketId, data: '{}', state: 'submitted', created_at: new Date() }
    return insert('intervention_run', desk, { ...run, submitted_at: new Date() })
  },
  deliveries: (desk, made) =>
    insert('delivery', desk, {
      channel: 'mail',
      target: unique('mail/ann'),
      lane: 'smtp',
      event_xid: '1',
      event_id: '1',
      event_type: 'ticket.created',
      ticket_id: made.ticketId,
      data: '{}',
      due_at: new Date(),
      created_at: new Date(),
    }),
  'delivery-lanes :lane': async (desk) => {
    const lane = unique('smtp')
    await lodge.store.db
      .insertInto('delivery_lane')
      .values({ desk_id: desk.id, channel: 'mail', lane, name: lane, paused_at: new Date() })
      .execute()
    return lane
  },
  outbox: async (desk, made) => {
    const id = lodge.store.nextId()
    const data = JSON.stringify({
      kind: 'acknowledgement',
      to: { address: 'ann@example.com', name: 'Ann' },
      subject: 'x',
      message_id: `<${id}@example.com>`,
      culture: 'en',
    })
    await lodge.store.pool.query(
      `insert into delivery (desk_id, id, channel, target, lane, event_xid, event_id, event_type, ticket_id, data, due_at, created_at)
       select desk_id, $2, 'mail', 'x', 'x', xid, id, type, ticket_id, $4, now(), now()
       from event where desk_id = $1 and ticket_id = $3 and type = 'ticket.created'`,
      [desk.id, id, made.ticketId, data],
    )
    return id
  },
  webhooks: (desk) =>
    insert('webhook', desk, { url: 'https://example.com/', types: ['*'], secret: Buffer.from('sealed') }),
  'slack-connections': (desk) =>
    insert('slack_connection', desk, { name: 'Acme', kind: 'app', secret: Buffer.from('x'), hint: 'x', routes: '[]' }),
  views: (desk) =>
    insert('view', desk, {
      name: 'Open',
      filter: '{"status":["open"]}',
      sort: '-created',
      columns: ['number'],
      is_shared: true,
    }),
  watchlists: (desk) => insert('watchlist', desk, { name: 'Watched', is_shared: true }),
  users: (desk) => createMember(desk),
  queues: (desk) => insert('department', desk, { name: unique('Queue') }),
  'ignored-mail': (desk) => insert('ignored_mail', desk, { kind: 'sender', value: `${unique('noisy')}.example` }),
  blocklist: async (desk) => {
    const value = `${unique('evil')}.example`
    await lodge.store.db.insertInto('blocklist').values({ desk_id: desk.id, value, reason: null }).execute()
    return value
  },
  suppressions: async (desk) => {
    const address = `${unique('gone')}@example.com`
    const row = { desk_id: desk.id, address, reason: 'bounce' as const, detail: null }
    await lodge.store.db.insertInto('mail_suppression').values(row).execute()
    return address
  },
}

/** Parameters that name nothing of a desk's. */
const CONSTANTS: Record<string, string> = { 'identities :kind': 'email', 'delivery-lanes :channel': 'mail' }

/** Contracts of other vendors tell what cannot be an id from what there is not. */
const saysInvalid = (url: string): boolean => url === '/api/v1/tickets/:idOrNumber'

/** Bodies that a schema alone does not tell: `own` is what its path names there, so that only the path is foreign. */
const BODIES: Record<string, (desk: TestDesk, made: Made) => Promise<object>> = {
  'PATCH /v1/tickets/:idOrNumber': async () => ({ subject: 'Changed' }),
  'POST /v1/tickets/:idOrNumber/messages': async () => ({ body: 'Hello' }),
  'POST /api/tickets/:number/respond': async () => ({ content: 'Hello' }),
  'PUT /v1/templates/:id/draft': async () => ({ body: 'Thanks!' }),
  'PATCH /v1/templates/:id': async () => ({ name: 'Changed' }),
  'PATCH /v1/canned-replies/:id': async () => ({ title: 'Changed' }),
  'PATCH /v1/interventions/:id': async () => ({ title: 'Changed' }),
  'PUT /v1/interventions/:id/epilog': async () => ({ url: 'https://crm.example/other' }),
  'PUT /v1/intervention-runs/:id/values': async () => ({ values: {} }),
  'POST /v1/interventions/:id/run': async (_desk, made) => ({ ticket: made.ticketId }),
  'POST /v1/tickets/:idOrNumber/participants': async () => ({ email: `${unique('bob')}@example.com` }),
  'PATCH /v1/contacts/:id': async () => ({ name: 'Changed' }),
  'PATCH /v1/companies/:id': async () => ({ name: 'Changed' }),
  'PATCH /v1/departments/:id': async () => ({ name: 'Changed' }),
  'PATCH /v1/ticket-types/:id': async () => ({ name: 'Changed' }),
  'PUT /v1/members/:id/availability': async () => ({ availability: 'away' }),
  'PATCH /v1/members/:id': async () => ({ name: 'Changed' }),
  'PATCH /v1/rules/:id': async () => ({ name: 'Changed' }),
  'PATCH /v1/business-hours/:id': async () => ({ name: unique('Changed') }),
  'PATCH /v1/sla-policies/:id': async () => ({ name: unique('Changed') }),
  'PATCH /v1/sign-in-providers/:id': async () => ({ name: 'Changed' }),
  'PATCH /v1/webhooks/:id': async () => ({ description: 'Changed' }),
  'PATCH /v1/resolution-categories/:id': async () => ({ name: unique('Changed') }),
  'PATCH /v1/fields/:id': async () => ({ label: 'Changed' }),
  'PATCH /v1/tags/:id': async () => ({ name: 'changed' }),
  'PATCH /v1/views/:id': async () => ({ name: 'Changed' }),
  'PATCH /v1/watchlists/:id': async () => ({ name: 'Changed' }),
  'POST /v1/watchlists/:id/tickets': async (_desk, made) => ({ tickets: [made.ticketId] }),
  'PUT /v1/watchlists/:id/order': async () => ({ tickets: [] }),
  'PATCH /v1/mailboxes/:id': async () => ({ name: 'Changed' }),
  'PATCH /v1/hooks/:id': async () => ({ name: 'Changed' }),
  'POST /v1/hooks/:id/preview': async () => ({ payload: { email: 'ann@example.com' } }),
  'PATCH /v1/slack-connections/:id': async () => ({ name: 'Changed' }),
  'POST /v1/slack-connections/:id/test': async () => ({ channel: 'C0123456789' }),
  'POST /v1/contacts/:id/identities': async () => ({ kind: 'email', value: `${unique('new')}@example.com` }),
  'POST /v1/tickets/:idOrNumber/merge': async (_desk, made) => ({ into: made.ticketId }),
  'POST /v1/tickets/:idOrNumber/links': async (_desk, made) => ({ ticket: made.ticketId, kind: 'related' }),
  'POST /v1/tickets/:idOrNumber/split': async (desk, made) => {
    const id = lastTicket.get(desk.id) ?? made.ticketId
    const { json } = await lodge.call(desk.token, 'GET', `/v1/tickets/${id}`)
    return { messages: [json.messages[0].id], subject: 'Another' }
  },
  'POST /v1/contacts/:id/merge': async (desk) => ({ into: (await createTicket(desk)).requester.id }),
}

const makeAll = async (desk: TestDesk, route: Route): Promise<string[]> => {
  const ticket = await createTicket(desk)
  const made = { ticketId: ticket.id, contactId: ticket.requester.id }
  const values: string[] = []
  for (const { noun, name } of paramsOf(route.url)) {
    const constant = CONSTANTS[`${noun} :${name}`]
    const maker = NOUNS[`${noun} :${name}`] ?? NOUNS[noun]
    if (constant === undefined && !maker) {
      throw new Error(
        `${route.method} ${route.url}: add to NOUNS, in ${import.meta.filename}, how to make one of "${noun}"`,
      )
    }
    values.push(constant ?? (await maker?.(desk, made)) ?? '')
  }
  return values
}

const bodyOf = async (desk: TestDesk, route: Route): Promise<unknown> => {
  if (route.method === 'GET' || route.method === 'HEAD') return undefined
  const ticket = await createTicket(desk)
  return (
    BODIES[`${route.method} ${route.url}`]?.(desk, { ticketId: ticket.id, contactId: ticket.requester.id }) ??
    route.body
  )
}

const ask = (desk: TestDesk, { method, url, query }: Route, values: string[], body: unknown) => {
  const search = new URLSearchParams(query as Record<string, string>).toString() // the example of a query is flat
  return lodge.call(desk.token, method, fill(url, values) + (search && `?${search}`), body)
}

const UNKNOWN = [
  '249819413262368770',
  '1000000',
  '0',
  '9223372036854775808',
  'not-an-id',
  "' or 1=1 --",
  '\0',
  // Not `..` alone: a client takes that out of the path before it asks, and asks for another one.
  '../..',
  '🎫',
  '1 ',
]

/** A contract whose tickets are numbers, the same ones on every desk, and whose tokens are its own: test/dialects/glassix walks it. */
const isWalkedElsewhere = (url: string): boolean => url.startsWith('/api/v1.2/')

/** A person's own, which no token has: test/sign-in asks for those of others. */
const isForMembersOnly = (url: string): boolean => url.startsWith('/v1/sessions/')

const withParams = () =>
  routesOf(lodge).filter(
    ({ isPublic, url }) => !isPublic && paramsOf(url).length > 0 && !isWalkedElsewhere(url) && !isForMembersOnly(url),
  )

test('404 what belongs to another desk, on every route, and it stays as it is', async () => {
  const [desk, other] = [await lodge.desk(), await lodge.desk()]
  const walked: { route: Route; own: string[]; foreign: string[] }[] = []
  for (const route of withParams()) {
    walked.push({ route, own: await makeAll(desk, route), foreign: await makeAll(other, route) })
  }
  const before = await everythingOf(lodge, other)
  for (const { route, own, foreign } of walked) {
    for (const [place, { noun, name }] of paramsOf(route.url).entries()) {
      if (CONSTANTS[`${noun} :${name}`] !== undefined) continue
      const values = own.map((value, n) => (n === place ? (foreign[n] ?? '') : value))
      const answer = await ask(desk, route, values, await bodyOf(desk, route))
      const asked = `${route.method} ${route.url} with another desk's ${noun}`
      expect([asked, answer.status, answer.text]).toEqual([asked, 404, answer.text])
      if (route.method !== 'HEAD') expect(answer.json.code ?? answer.json.error).toMatch(/^(?!route_)(.*_)?not_found$/)
    }
  }
  expect(await everythingOf(lodge, other)).toBe(before)
})

test('404 the number of a ticket that only another desk has', async () => {
  const [desk, other] = [await lodge.desk(), await lodge.desk()]
  await createTicket(desk)
  await createTicket(other)
  const { number } = await createTicket(other)
  for (const route of withParams()) {
    const [first] = paramsOf(route.url)
    if (first?.noun !== 'tickets' || paramsOf(route.url).length > 1) continue
    const answer = await ask(desk, route, [String(number)], await bodyOf(other, route))
    expect([route.method, route.url, answer.status]).toEqual([route.method, route.url, 404])
  }
})

test('404 what there is not, and what cannot be, on every route', async () => {
  const desk = await lodge.desk()
  for (const route of withParams()) {
    const own = await makeAll(desk, route)
    for (const [place, { noun, name }] of paramsOf(route.url).entries()) {
      if (CONSTANTS[`${noun} :${name}`] !== undefined) continue
      const body = await bodyOf(desk, route)
      for (const unknown of UNKNOWN) {
        const answer = await ask(
          desk,
          route,
          own.map((value, n) => (n === place ? unknown : value)),
          body,
        )
        const asked = `${route.method} ${route.url} with ${unknown} for ${noun}`
        const wanted = saysInvalid(route.url) && !/^(\d+|\.\.)$/.test(unknown) ? 400 : 404
        expect([asked, answer.status, answer.text]).toEqual([asked, wanted, answer.text])
      }
    }
  }
})

test('not 404 what is one’s own, on every route: the two tests above ask for what there is', async () => {
  const desk = await lodge.desk()
  for (const route of withParams()) {
    const answer = await ask(desk, route, await makeAll(desk, route), await bodyOf(desk, route))
    const asked = `${route.method} ${route.url} (400: give it a body in BODIES, in ${import.meta.filename})`
    expect([asked, answer.status < 300 || answer.status === 409, answer.text]).toEqual([asked, true, answer.text])
  }
})

test('401 without a token, and with a wrong one, on every route that is not public', async () => {
  // The ways in say themselves what needs a session: test/sign-in.
  const routes = routesOf(lodge).filter(({ url }) => !url.startsWith('/auth/'))
  expect(routes.filter((route) => !route.isPublic).length).toBeGreaterThan(0)
  for (const route of routes) {
    const url = fill(
      route.url,
      paramsOf(route.url).map(() => '1'),
    )
    for (const headers of [{}, { authorization: 'Bearer hd_wrong' }]) {
      const answer = await lodge.app.inject({ method: route.method as 'GET', url, headers }) // any method, to Fastify's types
      expect([route.method, url, answer.statusCode === 401]).toEqual([route.method, url, !route.isPublic])
    }
  }
})

test('403 with a token of no scope at all, on every route that is not public', async () => {
  const desk = await lodge.desk()
  const token = await lodge.token(desk, [])
  for (const route of routesOf(lodge).filter(({ isPublic, url }) => !isPublic && !isWalkedElsewhere(url))) {
    const answer = await lodge.call(
      token,
      route.method,
      fill(
        route.url,
        paramsOf(route.url).map(() => '1'),
      ),
    )
    expect([route.method, route.url, answer.status]).toEqual([route.method, route.url, 403])
  }
})
