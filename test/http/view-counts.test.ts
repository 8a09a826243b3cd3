import { expect, test } from 'vitest'
import { createCredential } from '../../src/core/credentials/create.ts'
import type { MemberId } from '../../src/core/ids.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'
import { addDepartment, addMember, fileTicket } from '../support/tickets.ts'

const lodge = useLodge()

const tokenOf = async (desk: TestDesk, memberId: string): Promise<string> => {
  const given = { deskId: desk.id, kind: 'token', name: 'x', scopes: ['tickets:read', 'tickets:write'] } as const
  const made = await createCredential(lodge.store, {
    ...given,
    scopes: [...given.scopes],
    departmentId: null,
    memberId: memberId as MemberId, // a member's id
    expiresAt: null,
  })
  return made.secret
}
const exactly = (count: number) => ({ count, more: false })

test('200 counts of all lists in one answer, each member their own', async () => {
  const desk = await lodge.desk()
  const [kim, lee] = [await addMember(lodge, desk, 'Kim'), await addMember(lodge, desk, 'Lee')]
  const sales = await addDepartment(lodge, desk, 'Sales')
  const soon = new Date(Date.now() + 3_600_000).toISOString()
  await fileTicket(lodge, desk, { assignee: kim, department: 'Sales', priority: 'urgent' })
  await fileTicket(lodge, desk, { assignee: kim, status: 'pending' })
  await fileTicket(lodge, desk, { assignee: kim, status: 'resolved', department: 'Sales' })
  await fileTicket(lodge, desk, { department: 'Sales' })
  await fileTicket(lodge, desk, { status: 'snoozed', snoozed_until: soon })
  await fileTicket(lodge, desk, { status: 'spam' })
  const [token, other] = [await tokenOf(desk, kim), await tokenOf(desk, lee)]
  const view = { name: 'Urgent', filter: { priority: ['urgent'] } }
  const made = (await lodge.call(token, 'POST', '/v1/views', view)).json
  const counts = await lodge.call(token, 'GET', '/v1/views/counts')
  expect(counts.status).toBe(200)
  const { departments, ...rest } = counts.json
  expect(rest).toEqual({
    ...{ mine: exactly(2), unassigned: exactly(1), open: exactly(2), pending: exactly(1), snoozed: exactly(1) },
    ...{ spam: exactly(1), views: { [made.id]: exactly(1) } },
  })
  expect(departments[sales]).toEqual(exactly(2))
  expect(Object.values(departments)).toHaveLength(2)
  expect((await lodge.call(other, 'GET', '/v1/views/counts')).json).toMatchObject({ mine: exactly(0), views: {} })
  expect((await lodge.call(desk.token, 'GET', '/v1/views/counts')).json).toMatchObject({ mine: exactly(0) })
})
