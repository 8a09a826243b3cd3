import { expect, test } from 'vitest'
import { createCredential } from '../../src/core/credentials/create.ts'
import type { MemberId } from '../../src/core/ids.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'
import { expectProblem } from '../support/refusals.ts'
import { addDepartment, addMember, fileTicket } from '../support/tickets.ts'

const lodge = useLodge()

const call = (token: string, method: string, path: string, body?: object) =>
  lodge.call(token, method, `/v1/${path}`, body)
const define = async (desk: TestDesk, key: string, kind: string, more: object = {}) => {
  const made = await call(desk.token, 'POST', 'fields', { key, label: key, kind, ...more })
  expect(made.status).toBe(201)
  return made.json
}
const file = (desk: TestDesk, fields: object, more: object = {}) =>
  call(desk.token, 'POST', 'tickets', { requester: { email: 'ann@example.com' }, subject: 'Hi', fields, ...more })
const memberToken = async (desk: TestDesk): Promise<string> => {
  const memberId = (await addMember(lodge, desk, 'Kim')) as MemberId // a member's id
  const scopes: ['tickets:read', 'tickets:write'] = ['tickets:read', 'tickets:write']
  const given = { deskId: desk.id, kind: 'token' as const, name: 'Kim', scopes, departmentId: null, expiresAt: null }
  return (await createCredential(lodge.store, { ...given, memberId })).secret
}

test('201 defines, lists, changes and deletes fields', async () => {
  const desk = await lodge.desk()
  const sales = await addDepartment(lodge, desk, 'Sales')
  const order = await define(desk, 'order', 'number', { position: 2 })
  const size = await define(desk, 'size', 'select', { options: ['S', 'L'], department: 'sales', required: true })
  expect(size).toMatchObject({ department: { id: sales, name: 'Sales' }, type: null, required: true, position: 0 })
  expect((await call(desk.token, 'GET', 'fields')).json.data).toEqual([size, order])
  const changed = await call(desk.token, 'PATCH', `fields/${size.id}`, { options: ['M'], department: null })
  expect(changed.json).toMatchObject({ options: ['M'], department: null, key: 'size' })
  expect((await call(desk.token, 'GET', `fields/${size.id}`)).json).toEqual(changed.json)
  const make = (body: object) => call(desk.token, 'POST', 'fields', { key: 'x', label: 'X', kind: 'text', ...body })
  expectProblem(await make({ key: 'size' }), 409, 'key_taken', 'key')
  expectProblem(await make({ kind: 'select' }), 400, 'wrong_options', 'options')
  expectProblem(await make({ options: ['a'] }), 400, 'wrong_options', 'options')
  expectProblem(await make({ options: ['a', 'a'] }), 400, 'invalid_body', 'options')
  expectProblem(await make({ department: 'Moon' }), 400, 'department_not_found', 'department')
  expect((await call(desk.token, 'DELETE', `fields/${size.id}`)).json).toEqual(changed.json)
  expectProblem(await call(desk.token, 'GET', `fields/${size.id}`), 404, 'field_not_found')
})

test('400 a value that is not what its field says, at creation and after; other names are free', async () => {
  const desk = await lodge.desk()
  const sales = await addDepartment(lodge, desk, 'Sales')
  await define(desk, 'order', 'number')
  await define(desk, 'day', 'date')
  await define(desk, 'gift', 'checkbox')
  const size = await define(desk, 'size', 'select', { options: ['S', 'L'], department: 'Sales' })
  const good = { order: '-12.5', day: '2026-02-28', gift: 'true', size: 'no matter', other: 'x' }
  const made = await file(desk, good)
  expect(made).toMatchObject({ status: 201, json: { fields: good } })
  const wrong: [object, string, string][] = [
    [{ order: 'seven' }, 'fields.order', 'not_a_number'],
    [{ day: '2026-02-30' }, 'fields.day', 'not_a_date'],
    [{ gift: 'maybe' }, 'fields.gift', 'not_yes_or_no'],
  ]
  for (const [fields, path, code] of wrong) {
    const patched = await call(desk.token, 'PATCH', `tickets/${made.json.id}`, { fields })
    for (const answer of [await file(desk, fields), patched]) {
      expectProblem(answer, 400, 'invalid_body', path)
      expect(answer.json.errors).toMatchObject([{ path, code }])
    }
  }
  expectProblem(await file(desk, { size: 'XL' }, { department: sales }), 400, 'invalid_body', 'fields.size')
  // By the department that it is in after the change.
  const moved = { department: 'Sales', fields: { size: 'XL' } }
  expectProblem(await call(desk.token, 'PATCH', `tickets/${made.json.id}`, moved), 400, 'invalid_body', 'fields.size')
  expect((await call(desk.token, 'PATCH', `tickets/${made.json.id}`, { fields: { order: '' } })).status).toBe(200)
  // What was allowed within this second counts.
  await call(desk.token, 'PATCH', `fields/${size.id}`, { options: ['XL'] })
  expect((await file(desk, { size: 'XL' }, { department: sales })).status).toBe(201)
})

test('400 a member needs what is required before a ticket is done; programs do not', async () => {
  const desk = await lodge.desk()
  const kim = await memberToken(desk)
  await define(desk, 'root cause', 'text', { required: true })
  const [a, b] = [await fileTicket(lodge, desk), await fileTicket(lodge, desk)]
  const done = { status: 'resolved' }
  const path = 'fields.root cause'
  expectProblem(await call(kim, 'PATCH', `tickets/${a.id}`, done), 400, 'invalid_body', path)
  expectProblem(
    await call(kim, 'POST', `tickets/${a.id}/messages`, { body: 'Done', ...done }),
    400,
    'invalid_body',
    path,
  )
  const bulk = await call(kim, 'POST', 'tickets/bulk', { tickets: [a.id], set: done })
  expect(bulk.json).toMatchObject({ changed: [], failed: [{ ticket: a.id, code: 'invalid_body' }] })
  expect((await call(kim, 'PATCH', `tickets/${a.id}`, { priority: 'low' })).status).toBe(200)
  const filled = { ...done, fields: { 'root cause': 'cable' } }
  expect((await call(kim, 'PATCH', `tickets/${a.id}`, filled)).status).toBe(200)
  const emptied = { fields: { 'root cause': null } }
  expectProblem(await call(kim, 'PATCH', `tickets/${a.id}`, emptied), 400, 'invalid_body', path)
  expect((await call(desk.token, 'PATCH', `tickets/${b.id}`, done)).status).toBe(200)
})
