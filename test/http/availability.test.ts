import { expect, test } from 'vitest'
import { createCredential } from '../../src/core/credentials/create.ts'
import type { MemberId } from '../../src/core/ids.ts'
import { eventsOf } from '../support/events.ts'
import { useLodge } from '../support/lodge.ts'
import { expectProblem } from '../support/refusals.ts'
import { addMember } from '../support/tickets.ts'

const lodge = useLodge()

const scene = async () => {
  const desk = await lodge.desk()
  const kim = await addMember(lodge, desk, 'Kim')
  const set = (body: object, token = desk.token) => lodge.call(token, 'PUT', `/v1/members/${kim}/availability`, body)
  const log = async (query = '') =>
    (await lodge.call(desk.token, 'GET', `/v1/members/${kim}/availability${query}`)).json.data
  return { desk, kim, set, log }
}

test('200 says who is there, with the kind of break, in a log and one event a change', async () => {
  const { desk, kim, set, log } = await scene()
  const away = await set({ availability: 'away', away_reason: 'Lunch' })
  expect(away).toMatchObject({ status: 200, json: { id: kim, availability: 'away', away_reason: 'Lunch' } })
  await set({ availability: 'away', away_reason: 'Lunch' })
  await set({ availability: 'away', away_reason: 'Training' })
  await lodge.call(desk.token, 'PATCH', `/v1/members/${kim}`, { availability: 'online' })
  const entries = await log()
  expect(entries).toMatchObject([
    { availability: 'online', away_reason: null, ended_at: null, actor: { kind: 'token' } },
    { availability: 'away', away_reason: 'Training' },
    { availability: 'away', away_reason: 'Lunch' },
  ])
  expect(entries[2].ended_at).toBe(entries[1].started_at)
  expect(await log(`?since=${entries[0].started_at}&until=${entries[0].started_at}`)).toEqual([entries[1]])
  expect(await log('?limit=1')).toEqual([entries[0]])
  const events = (await eventsOf(lodge, desk)).filter(({ type }) => type === 'member.availability_changed')
  expect(events.map(({ data }) => data.from)).toEqual([
    { availability: 'online', away_reason: null },
    { availability: 'away', away_reason: 'Lunch' },
  ])
})

test('a member says so of themselves, not of others', async () => {
  const { desk, kim, set } = await scene()
  const lee = await addMember(lodge, desk, 'Lee')
  const tokenOf = async (id: string) => {
    const memberId = id as MemberId // of a row that was written above
    const given = { deskId: desk.id, kind: 'token', name: 'x', departmentId: null, memberId, expiresAt: null } as const
    return (await createCredential(lodge.store, { ...given, scopes: ['tickets:write'] })).secret
  }
  expect((await set({ availability: 'offline' }, await tokenOf(kim))).json.availability).toBe('offline')
  expectProblem(await set({ availability: 'online' }, await tokenOf(lee)), 403, 'not_yours')
  expectProblem(await set({ availability: 'online', away_reason: 'Lunch' }), 400, 'away_reason_not_allowed')
  expectProblem(await set({ availability: 'gone' }), 400, 'invalid_body', 'availability')
})

test('another system’s name for a member is one’s own, and found by', async () => {
  const { desk, kim } = await scene()
  const path = `/v1/members/${kim}`
  expect((await lodge.call(desk.token, 'PATCH', path, { external_ref: 'HR-7' })).json.external_ref).toBe('HR-7')
  const lee = { email: 'lee@example.com', name: 'Lee', role: 'agent', external_ref: 'HR-7' }
  expectProblem(await lodge.call(desk.token, 'POST', '/v1/members', lee), 409, 'external_ref_taken', 'external_ref')
  const made = await lodge.call(desk.token, 'POST', '/v1/members', { ...lee, external_ref: 'HR-8' })
  expect(made.json.external_ref).toBe('HR-8')
  expectProblem(await lodge.call(desk.token, 'PATCH', path, { external_ref: 'HR-8' }), 409, 'external_ref_taken')
  const found = await lodge.call(desk.token, 'GET', '/v1/members?external_ref=HR-7')
  expect(found.json.data.map(({ id }: { id: string }) => id)).toEqual([kim])
  expect((await lodge.call(desk.token, 'PATCH', path, { external_ref: null })).json.external_ref).toBeNull()
})
