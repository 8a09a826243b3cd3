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
  return (await createCredential(lodge.store, { ...given, scopes: ['tickets:read', 'tickets:write'] })).secret
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
