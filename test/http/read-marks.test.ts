import { expect, test } from 'vitest'
import { createCredential } from '../../src/core/credentials/create.ts'
import type { MemberId } from '../../src/core/ids.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'
import { expectProblem } from '../support/refusals.ts'
import { addMember, fileTicket, otherDesksTicket } from '../support/tickets.ts'

const lodge = useLodge()

const tokenOf = async (desk: TestDesk, name: string) => {
  const memberId = (await addMember(lodge, desk, name)) as MemberId // the id of the row that it wrote
  const given = { deskId: desk.id, kind: 'token', name, departmentId: null, memberId, expiresAt: null } as const
  return (await createCredential(lodge.store, { ...given, scopes: ['tickets:read', 'tickets:write', 'settings:read'] }))
    .secret
}
/** What a light agent's token may do. */
const readerOf = async (desk: TestDesk, name: string) => {
  const memberId = (await addMember(lodge, desk, name)) as MemberId // the id of the row that it wrote
  const given = { deskId: desk.id, kind: 'token', name, departmentId: null, memberId, expiresAt: null } as const
  return (await createCredential(lodge.store, { ...given, scopes: ['tickets:read'] })).secret
}
const unread = async (token: string, ticket: { id: string }) =>
  (await lodge.call(token, 'GET', `/v1/tickets/${ticket.id}/read-mark`)).json.unread
const mark = (token: string, ticket: { id: string }, read: boolean) =>
  lodge.call(token, 'PUT', `/v1/tickets/${ticket.id}/read-mark`, { read })

test('a ticket is unread until its reader marks it, and again when somebody writes', async () => {
  const desk = await lodge.desk()
  const [kim, lee] = [await tokenOf(desk, 'Kim'), await tokenOf(desk, 'Lee')]
  const ticket = await fileTicket(lodge, desk)
  expect(await unread(kim, ticket)).toBe(true)
  expect((await mark(kim, ticket, true)).json).toEqual({ unread: false, read_at: expect.any(String) })
  expect([await unread(kim, ticket), await unread(lee, ticket)]).toEqual([false, true])
  await lodge.call(lee, 'POST', `/v1/tickets/${ticket.id}/messages`, { body: 'Hi' })
  expect(await unread(kim, ticket)).toBe(true)
})

test('who may only read marks for themselves, and for nobody else', async () => {
  const desk = await lodge.desk()
  const [kim, lee] = [await tokenOf(desk, 'Kim'), await readerOf(desk, 'Lee')]
  const ticket = await fileTicket(lodge, desk)
  expect((await mark(lee, ticket, true)).status).toBe(200)
  expect([await unread(lee, ticket), await unread(kim, ticket)]).toEqual([false, true])
})

test('a credential that is nobody’s marks for everybody, but for who says otherwise', async () => {
  const desk = await lodge.desk()
  const [kim, lee] = [await tokenOf(desk, 'Kim'), await tokenOf(desk, 'Lee')]
  const ticket = await fileTicket(lodge, desk)
  await mark(desk.token, ticket, true)
  expect((await mark(lee, ticket, false)).json).toEqual({ unread: true, read_at: null })
  expect([await unread(desk.token, ticket), await unread(kim, ticket), await unread(lee, ticket)]).toEqual([
    false,
    false,
    true,
  ])
})

test('a list and a view tell which tickets are unread where that is asked for, and which are mine', async () => {
  const desk = await lodge.desk()
  const [kim, lee] = [await tokenOf(desk, 'Kim'), await tokenOf(desk, 'Lee')]
  const [first, second] = [await fileTicket(lodge, desk), await fileTicket(lodge, desk)]
  await mark(kim, first, true)
  await mark(desk.token, second, true)
  await mark(lee, second, false)
  const view = (await lodge.call(desk.token, 'POST', '/v1/views', { name: 'All', sort: 'created', shared: true })).json
  const unreadIn = async (token: string, path: string) =>
    (await lodge.call(token, 'GET', path)).json.data.map((row: { unread?: boolean }) => row.unread)
  const list = '/v1/tickets?sort=created'
  expect(await unreadIn(kim, `${list}&include=unread`)).toEqual([false, false])
  expect(await unreadIn(lee, `${list}&include=unread`)).toEqual([true, true])
  expect(await unreadIn(lee, `/v1/views/${view.id}/tickets?include=unread`)).toEqual([true, true])
  expect(await unreadIn(kim, list)).toEqual([undefined, undefined])
  expectProblem(await lodge.call(kim, 'GET', '/v1/tickets?include=all'), 400, 'invalid_query', 'include.0')

  const me = (await lodge.call(kim, 'GET', '/v1/members')).json.data.find(
    ({ name }: { name: string }) => name === 'Kim',
  )
  await lodge.call(desk.token, 'PATCH', `/v1/tickets/${second.id}`, { assignee: me.id })
  const mine = async (token: string) => (await lodge.call(token, 'GET', `${list}&assignee=me`)).json.data
  expect((await mine(kim)).map(({ id }: { id: string }) => id)).toEqual([second.id])
  expect(await mine(lee)).toEqual([])
  // A credential that is nobody's has none.
  expectProblem(await lodge.call(desk.token, 'GET', `${list}&assignee=me`), 400, 'assignee_not_found', 'assignee')
})

test('404 no such ticket, 400 what cannot be, 403 without the scope', async () => {
  const desk = await lodge.desk()
  const ticket = await fileTicket(lodge, desk)
  expectProblem(await mark(desk.token, await otherDesksTicket(lodge), true), 404, 'ticket_not_found')
  expectProblem(
    await lodge.call(desk.token, 'PUT', `/v1/tickets/${ticket.id}/read-mark`, {}),
    400,
    'invalid_body',
    'read',
  )
  expectProblem(await mark(await lodge.token(desk, ['tickets:read']), ticket, true), 403, 'insufficient_scope')
})
