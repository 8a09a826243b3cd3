import { expect, test } from 'vitest'
import { createCredential } from '../../src/core/credentials/create.ts'
import type { MemberId } from '../../src/core/ids.ts'
import { knownOfMail } from '../../src/core/inbound-mail/known.ts'
import { eventsOf } from '../support/events.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'
import { expectProblem } from '../support/refusals.ts'

const lodge = useLodge()

const call = (token: string, method: string, path: string, body?: object) =>
  lodge.call(token, method, `/v1${path}`, body)
const ticket = async (desk: TestDesk, more: object = {}) =>
  (await call(desk.token, 'POST', '/tickets', { requester: { email: 'ann@example.com' }, subject: 'Hi', ...more })).json
const idsOf = (answer: { json: { data: { id: string }[] } }) => answer.json.data.map(({ id }) => id)

/** A token of a member of the desk. */
const tokenOf = async (desk: TestDesk, email: string): Promise<string> => {
  const member = (await call(desk.token, 'POST', '/members', { email, name: email, role: 'agent' })).json
  const made = await createCredential(lodge.store, {
    deskId: desk.id,
    kind: 'token',
    name: 'x',
    scopes: ['tickets:read', 'tickets:write'],
    departmentId: null,
    memberId: member.id as MemberId, // a member's id, as the API shows it
    expiresAt: null,
  })
  return made.secret
}

test('201 saves a view: its tickets by its sort, page by page, and how many they are', async () => {
  const desk = await lodge.desk()
  const urgent = []
  for (let n = 0; n < 3; n++) urgent.push((await ticket(desk, { priority: 'urgent' })).id)
  await ticket(desk)
  const filter = { priority: ['urgent'], department: 'support' }
  const made = await call(desk.token, 'POST', '/views', { name: ' Now ', filter, sort: 'created', shared: true })
  expect(made.status).toBe(201)
  const [support] = (await call(desk.token, 'GET', '/departments')).json.data
  expect(made.json).toMatchObject({
    name: 'Now',
    filter: { priority: ['urgent'], department: support.id },
    sort: 'created',
    shared: true,
  })
  const page = await call(desk.token, 'GET', `/views/${made.json.id}/tickets?limit=2`)
  expect(idsOf(page)).toEqual(urgent.slice(0, 2))
  const next = `/views/${made.json.id}/tickets?limit=2&cursor=${page.json.next_cursor}`
  expect(idsOf(await call(desk.token, 'GET', next))).toEqual(urgent.slice(2))
  expect((await call(desk.token, 'GET', `/views/${made.json.id}/count`)).json).toEqual({ count: 3, more: false })
  await call(desk.token, 'PATCH', `/departments/${support.id}`, { name: 'Help' })
  expect((await call(desk.token, 'GET', `/views/${made.json.id}/count`)).json.count).toBe(3)
  expectProblem(
    await call(desk.token, 'GET', `/views/${made.json.id}/tickets?cursor=x`),
    400,
    'invalid_query',
    'cursor',
  )
})

test('200 changes and deletes a view, each with one event', async () => {
  const desk = await lodge.desk()
  const view = (await call(desk.token, 'POST', '/views', { name: 'All' })).json
  expect(view).toMatchObject({ filter: {}, sort: '-created', shared: false, member_id: null })
  const none = { name: 'Nobody’s', filter: { assignee: 'none', tag: 'vip' }, columns: ['number', 'subject'] }
  const changed = (await call(desk.token, 'PATCH', `/views/${view.id}`, none)).json
  expect(changed).toEqual({ ...view, ...none, updated_at: changed.updated_at })
  const vip = await ticket(desk, { tags: ['vip'] })
  await ticket(desk)
  expect(idsOf(await call(desk.token, 'GET', `/views/${view.id}/tickets`))).toEqual([vip.id])
  expect((await call(desk.token, 'GET', `/views/${view.id}`)).json).toEqual(changed)
  expect((await call(desk.token, 'DELETE', `/views/${view.id}`)).json).toEqual(changed)
  expectProblem(await call(desk.token, 'GET', `/views/${view.id}`), 404, 'view_not_found')
  const events = (await eventsOf(lodge, desk)).filter(({ type }) => type.startsWith('view.'))
  expect(events.map(({ type }) => type)).toEqual(['view.created', 'view.updated', 'view.deleted'])
})

test('400 a filter that names what there is not, or is in other words', async () => {
  const desk = await lodge.desk()
  const save = (filter: object) => call(desk.token, 'POST', '/views', { name: 'x', filter })
  expectProblem(await save({ department: 'Nowhere' }), 400, 'department_not_found', 'filter.department')
  expectProblem(await save({ assignee: 'auto' }), 400, 'assignee_not_found', 'filter.assignee')
  expectProblem(await save({ status: ['new'] }), 400, 'invalid_body', 'filter.status.0')
  expectProblem(await save({ colour: 'red' }), 400, 'invalid_body', 'filter.colour')
  expectProblem(await call(desk.token, 'POST', '/views', { name: 'x', sort: 'name' }), 400, 'invalid_body', 'sort')
})

test('404 another member’s own view and watchlist; one that is shared is everybody’s', async () => {
  const desk = await lodge.desk()
  const [kim, lee] = [await tokenOf(desk, 'kim@example.com'), await tokenOf(desk, 'lee@example.com')]
  for (const noun of ['view', 'watchlist']) {
    const own = (await call(kim, 'POST', `/${noun}s`, { name: 'b' })).json
    const shared = (await call(kim, 'POST', `/${noun}s`, { name: 'A', shared: true })).json
    expect(idsOf(await call(kim, 'GET', `/${noun}s`))).toEqual([shared.id, own.id])
    expect(idsOf(await call(lee, 'GET', `/${noun}s`))).toEqual([shared.id])
    for (const [method, path, body] of [
      ['GET', '', undefined],
      ['GET', '/tickets', undefined],
      ['PATCH', '', { name: 'mine' }],
      ['DELETE', '', undefined],
    ] as const) {
      expectProblem(await call(lee, method, `/${noun}s/${own.id}${path}`, body), 404, `${noun}_not_found`)
    }
    expect((await call(lee, 'PATCH', `/${noun}s/${shared.id}`, { shared: false })).status).toBe(200)
    expect(idsOf(await call(lee, 'GET', `/${noun}s`))).toEqual([])
    expect((await call(kim, 'GET', `/${noun}s/${shared.id}`)).json).toMatchObject({ member_id: own.member_id })
  }
})

test('200 a watchlist holds tickets in its own order', async () => {
  const desk = await lodge.desk()
  const [a, b, c] = [await ticket(desk), await ticket(desk), await ticket(desk)]
  const made = await call(desk.token, 'POST', '/watchlists', { name: 'VIPs', icon: 'star', shared: true })
  expect(made).toMatchObject({ status: 201, json: { name: 'VIPs', icon: 'star', shared: true, tickets: [] } })
  const path = `/watchlists/${made.json.id}`
  const put = async (method: string, way: string, tickets: unknown[]) =>
    (await call(desk.token, method, `${path}/${way}`, { tickets })).json.tickets
  expect(await put('POST', 'tickets', [c.id, String(a.number)])).toEqual([c.id, a.id])
  expect(await put('POST', 'tickets', [a.id, b.id, b.id])).toEqual([c.id, a.id, b.id])
  expect(await put('PUT', 'order', [b.id])).toEqual([b.id, c.id, a.id])
  const page = await call(desk.token, 'GET', `${path}/tickets?limit=2`)
  expect(idsOf(page)).toEqual([b.id, c.id])
  expect(idsOf(await call(desk.token, 'GET', `${path}/tickets?limit=2&cursor=${page.json.next_cursor}`))).toEqual([
    a.id,
  ])
  const removed = await call(desk.token, 'DELETE', `${path}/tickets/${c.number}`)
  expect(removed).toMatchObject({ status: 200, json: { tickets: [b.id, a.id] } })
  expect((await call(desk.token, 'PATCH', path, { name: 'VIP', icon: null })).json).toMatchObject({
    name: 'VIP',
    icon: null,
    tickets: [b.id, a.id],
  })
  expect((await call(desk.token, 'DELETE', path)).json.tickets).toEqual([b.id, a.id])
  const events = (await eventsOf(lodge, desk)).filter(({ type }) => type === 'watchlist.updated')
  expect(events).toHaveLength(5)
})

test('400 a ticket that there is not, or that is not on the watchlist; 409 too many', async () => {
  const [desk, other] = [await lodge.desk(), await lodge.desk()]
  const [own, foreign] = [await ticket(desk), await ticket(other)]
  const { id } = (await call(desk.token, 'POST', '/watchlists', { name: 'x' })).json
  const path = `/watchlists/${id}`
  for (const wrong of [foreign.id, 'x', '99']) {
    const answer = await call(desk.token, 'POST', `${path}/tickets`, { tickets: [own.id, wrong] })
    expectProblem(answer, 400, 'ticket_not_found', 'tickets.1')
  }
  expectProblem(
    await call(desk.token, 'PUT', `${path}/order`, { tickets: [own.id] }),
    400,
    'not_on_watchlist',
    'tickets',
  )
  expectProblem(await call(desk.token, 'DELETE', `${path}/tickets/99`), 404, 'ticket_not_found')
  await lodge.store.pool.query(
    `insert into watchlist_ticket (desk_id, watchlist_id, ticket_id, position) select $1, $2, n, n from generate_series(1, 500) n`,
    [desk.id, id],
  )
  expectProblem(
    await call(desk.token, 'POST', `${path}/tickets`, { tickets: [own.id] }),
    409,
    'watchlist_full',
    'tickets',
  )
})

test('what many put on a watchlist at once is all there', async () => {
  const desk = await lodge.desk()
  const tickets = []
  for (let n = 0; n < 6; n++) tickets.push((await ticket(desk)).id)
  const { id } = (await call(desk.token, 'POST', '/watchlists', { name: 'x' })).json
  await Promise.all(tickets.map((one) => call(desk.token, 'POST', `/watchlists/${id}/tickets`, { tickets: [one] })))
  const { json } = await call(desk.token, 'GET', `/watchlists/${id}`)
  expect(json.tickets.toSorted()).toEqual(tickets.toSorted())
})

test('201 mail of a sender or under a subject is ignored, until it is not', async () => {
  const desk = await lodge.desk()
  const add = (kind: string, value: string) => call(desk.token, 'POST', '/ignored-mail', { kind, value })
  const made = await add('sender', ' Robot@Example.com ')
  expect(made).toMatchObject({ status: 201, json: { kind: 'sender', value: 'robot@example.com' } })
  await add('sender', 'noisy.example')
  const out = await add('subject', 'Out  of Office: 100%*')
  expect(out.json.value).toBe('out of office: 100%*')
  expectProblem(await add('subject', 'OUT OF OFFICE: 100%*'), 409, 'ignored_already', 'value')
  expectProblem(await add('sender', 'nobody'), 400, 'invalid_body', 'value')
  expectProblem(await add('subject', ' * '), 400, 'invalid_body', 'value')
  const isIgnored = async (sender: string, subject: string) => {
    const mail = { id: '1', messageId: null, digest: '', subject, addresses: [sender], sender }
    return (await knownOfMail(lodge.lodge, desk.id, mail)).isIgnored
  }
  const senders = ['robot@example.com', 'any@noisy.example', 'any@more.noisy.example', 'ann@example.com', 'x']
  const ignored = await Promise.all(senders.map((one) => isIgnored(one, 'Hello')))
  expect(ignored).toEqual([true, true, false, false, false])
  const subjects = [
    'out of office: 100% away',
    'Out of office:\n100%',
    'Re: out of office: 100%',
    'out of office: 1000',
  ]
  expect(await Promise.all(subjects.map((one) => isIgnored('ann@example.com', one)))).toEqual([
    true,
    true,
    false,
    false,
  ])
  expect((await call(desk.token, 'GET', '/ignored-mail?kind=subject')).json.data).toEqual([out.json])
  expect((await call(desk.token, 'DELETE', `/ignored-mail/${out.json.id}`)).json).toEqual(out.json)
  expect(await isIgnored('ann@example.com', 'out of office: 100%')).toBe(false)
  expectProblem(await call(desk.token, 'DELETE', `/ignored-mail/${out.json.id}`), 404, 'ignored_mail_not_found')
  expect((await eventsOf(lodge, desk)).map(({ type }) => type).filter((type) => type.startsWith('ignored'))).toEqual([
    'ignored_mail.added',
    'ignored_mail.added',
    'ignored_mail.added',
    'ignored_mail.removed',
  ])
})
