import { expect, test } from 'vitest'
import { createCredential } from '../../src/core/credentials/create.ts'
import type { MemberId } from '../../src/core/ids.ts'
import { eventsOf } from '../support/events.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'
import { expectProblem } from '../support/refusals.ts'
import { addDepartment, addMember } from '../support/tickets.ts'

const lodge = useLodge()

const at = '/v1/canned-replies'
const create = (token: string, body: object) => lodge.call(token, 'POST', at, body)
const titles = async (token: string, query = '') =>
  (await lodge.call(token, 'GET', `${at}${query}`)).json.data.map(({ title }: { title: string }) => title)
const tokenOf = async (desk: TestDesk, name: string) => {
  const memberId = (await addMember(lodge, desk, name)) as MemberId // the id of the row that it wrote
  const given = { deskId: desk.id, kind: 'token', name, departmentId: null, memberId, expiresAt: null } as const
  return (await createCredential(lodge.store, { ...given, scopes: ['tickets:read', 'tickets:write'] })).secret
}

test('201 makes one, and each change is one event', async () => {
  const desk = await lodge.desk()
  const department = await addDepartment(lodge, desk, 'Sales')
  const body = { title: ' Refund ', category: 'Money', subcategory: 'Back', body: '**Soon**', department: 'sales' }
  const made = await create(desk.token, body)
  expect(made.status).toBe(201)
  expect(made.json).toMatchObject({
    ...{ title: 'Refund', category: 'Money', subcategory: 'Back', format: 'markdown', body: '**Soon**' },
    ...{ department: { id: department, name: 'Sales' }, member: null },
  })
  const path = String(made.headers.location)
  const changed = await lodge.call(desk.token, 'PATCH', path, { title: 'Refunds', department: null })
  expect(changed.json).toEqual({
    ...made.json,
    title: 'Refunds',
    department: null,
    updated_at: changed.json.updated_at,
  })
  expect((await lodge.call(desk.token, 'GET', path)).json).toEqual(changed.json)
  expect((await lodge.call(desk.token, 'DELETE', path)).json).toEqual(changed.json)
  expectProblem(await lodge.call(desk.token, 'GET', path), 404, 'canned_reply_not_found')
  expect(await eventsOf(lodge, desk)).toEqual([
    { type: 'canned_reply.created', data: { canned_reply: made.json } },
    { type: 'canned_reply.updated', data: { canned_reply: changed.json } },
    { type: 'canned_reply.deleted', data: { canned_reply: changed.json } },
  ])
})

test('html is sanitised, also where text becomes html', async () => {
  const { token } = await lodge.desk()
  const html = '<b>Hi</b><script>alert(1)</script>'
  expect((await create(token, { title: 'A', format: 'html', body: html })).json.body).toBe('<b>Hi</b>')
  const text = (await create(token, { title: 'B', format: 'text', body: html })).json
  expect(text.body).toBe(html)
  expect((await lodge.call(token, 'PATCH', `${at}/${text.id}`, { format: 'html' })).json.body).toBe('<b>Hi</b>')
})

test('200 lists by title, page by page, by department and category', async () => {
  const desk = await lodge.desk()
  await addDepartment(lodge, desk, 'Sales')
  await addDepartment(lodge, desk, 'Billing')
  await create(desk.token, { title: 'c', body: '', department: 'Sales' })
  await create(desk.token, { title: 'B', body: '', department: 'Billing', category: 'Money' })
  await create(desk.token, { title: 'a', body: '' })
  expect(await titles(desk.token)).toEqual(['a', 'B', 'c'])
  expect(await titles(desk.token, '?department=sales')).toEqual(['a', 'c'])
  expect(await titles(desk.token, '?category=MONEY')).toEqual(['B'])
  const first = (await lodge.call(desk.token, 'GET', `${at}?limit=2`)).json
  expect(await titles(desk.token, `?limit=2&cursor=${first.next_cursor}`)).toEqual(['c'])
})

test('a member’s own is theirs: others neither see nor change it, an admin does', async () => {
  const desk = await lodge.desk()
  const [kim, lee] = [await tokenOf(desk, 'Kim'), await tokenOf(desk, 'Lee')]
  const own = await create(kim, { title: 'Mine', body: 'x', shared: false })
  expect(own.json.member).toMatchObject({ name: 'Kim' })
  await create(lee, { title: 'Ours', body: 'x' })
  expect(await titles(kim)).toEqual(['Mine', 'Ours'])
  expect(await titles(lee)).toEqual(['Ours'])
  expect(await titles(desk.token)).toEqual(['Mine', 'Ours'])
  const path = `${at}/${own.json.id}`
  for (const method of ['GET', 'PATCH', 'DELETE']) {
    const answer = await lodge.call(lee, method, path, method === 'PATCH' ? { title: 'Y' } : undefined)
    expectProblem(answer, 404, 'canned_reply_not_found')
  }
  expect((await lodge.call(kim, 'PATCH', path, { shared: true })).json.member).toBeNull()
  expect(await titles(lee)).toEqual(['Mine', 'Ours'])
})

test('400 what cannot be, 403 without the scope', async () => {
  const desk = await lodge.desk()
  expectProblem(await create(desk.token, { title: ' ', body: '' }), 400, 'invalid_body', 'title')
  expectProblem(await create(desk.token, { title: 'A', body: 'x'.repeat(50_001) }), 400, 'invalid_body', 'body')
  expectProblem(await create(desk.token, { title: 'A', body: '', department: 'No' }), 400, 'department_not_found')
  expectProblem(await create(desk.token, { title: 'A', body: '', shared: false }), 400, 'member_required', 'shared')
  const reader = await lodge.token(desk, ['tickets:read'])
  expect(await titles(reader)).toEqual([])
  expectProblem(await create(reader, { title: 'A', body: '' }), 403, 'insufficient_scope')
})
