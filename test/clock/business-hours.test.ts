import { expect, test } from 'vitest'
import { hoursOfDepartments } from '../../src/core/business-hours/of-departments.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'
import { expectProblem } from '../support/refusals.ts'
import { addDepartment, eventsOf } from '../support/tickets.ts'

const lodge = useLodge()

const OFFICE = {
  name: 'Office',
  time_zone: 'Europe/Berlin',
  weekly: [
    { day: 'monday', from: '09:00', to: '12:30' },
    { day: 'monday', from: '13:15', to: '24:00' },
  ],
  holidays: [{ name: 'New Year', from: '2026-01-01', yearly: true }],
}
const create = (desk: TestDesk, body: object) => lodge.call(desk.token, 'POST', '/v1/business-hours', body)
const hoursOf = async (desk: TestDesk, departmentId: string) => {
  const place = { deskId: desk.id, departmentId }
  return (await hoursOfDepartments(lodge.store.pool, [place]))(place)
}

test('201 creates, 200 shows, lists and changes, each with one event', async () => {
  const desk = await lodge.desk()
  const made = await create(desk, OFFICE)
  expect(made.status).toBe(201)
  const holidays = [{ name: 'New Year', from: '2026-01-01', to: '2026-01-01', yearly: true }]
  expect(made.json).toMatchObject({ ...OFFICE, is_default: false, holidays })
  const url = `/v1/business-hours/${made.json.id}`
  expect(made.headers.location).toBe(url)
  expect((await lodge.call(desk.token, 'GET', url)).json).toEqual(made.json)
  const changed = await lodge.call(desk.token, 'PATCH', url, { time_zone: 'Asia/Tokyo', is_default: true })
  expect(changed.json).toEqual({
    ...made.json,
    time_zone: 'Asia/Tokyo',
    is_default: true,
    updated_at: changed.json.updated_at,
  })
  await create(desk, { ...OFFICE, name: 'Alps' })
  const first = await lodge.call(desk.token, 'GET', '/v1/business-hours?limit=1')
  expect(first.json.data[0].name).toBe('Alps')
  const second = await lodge.call(desk.token, 'GET', `/v1/business-hours?cursor=${first.json.next_cursor}`)
  expect(second.json).toEqual({ data: [changed.json], next_cursor: null })
  expect((await lodge.call(desk.token, 'DELETE', url)).json).toEqual(changed.json)
  expectProblem(await lodge.call(desk.token, 'GET', url), 404, 'business_hours_not_found')
  expect(await eventsOf(lodge, desk, 'business_hours.created')).toHaveLength(2)
  expect(await eventsOf(lodge, desk, 'business_hours.updated')).toEqual([{ business_hours: changed.json }])
  expect(await eventsOf(lodge, desk, 'business_hours.deleted')).toEqual([{ business_hours: changed.json }])
})

test('a department has its own hours, else the default ones, else it is always open', async () => {
  const desk = await lodge.desk()
  const sales = await addDepartment(lodge, desk, 'Sales')
  const patch = (body: object) => lodge.call(desk.token, 'PATCH', `/v1/departments/${sales}`, body)
  expect(await hoursOf(desk, sales)).toBe(null)
  const common = (await create(desk, { ...OFFICE, name: 'Common', is_default: true })).json
  expect(await hoursOf(desk, sales)).toMatchObject({ time_zone: 'Europe/Berlin', weekly: OFFICE.weekly })
  const own = (await create(desk, { ...OFFICE, time_zone: 'UTC' })).json
  expect((await patch({ business_hours_id: own.id })).json.business_hours_id).toBe(own.id)
  expect(await hoursOf(desk, sales)).toMatchObject({ time_zone: 'UTC' })
  await lodge.call(desk.token, 'DELETE', `/v1/business-hours/${own.id}`)
  expect(await hoursOf(desk, sales)).toMatchObject({ time_zone: 'Europe/Berlin' })
  // Another default takes its place: there is one at most.
  await create(desk, { ...OFFICE, name: 'Newer', time_zone: 'Asia/Tokyo', is_default: true })
  expect(await hoursOf(desk, sales)).toMatchObject({ time_zone: 'Asia/Tokyo' })
  const listed = (await lodge.call(desk.token, 'GET', '/v1/business-hours')).json.data
  expect(listed.find(({ id }: { id: string }) => id === common.id).is_default).toBe(false)
})

test('400 and 409 say what is wrong and what is allowed', async () => {
  const [desk, other] = [await lodge.desk(), await lodge.desk()]
  const wrong = async (body: object) => (await create(desk, { ...OFFICE, ...body })).json.errors[0]
  expect(await wrong({ time_zone: 'Mars/Olympus' })).toMatchObject({ path: 'time_zone', code: 'unknown_time_zone' })
  expect(await wrong({ weekly: [] })).toMatchObject({ path: 'weekly' })
  expect(await wrong({ weekly: [{ day: 'monday', from: '22:00', to: '06:00' }] })).toMatchObject({
    path: 'weekly.0.to',
    code: 'too_early',
  })
  expect(await wrong({ weekly: [{ day: 'monday', from: '9:00', to: '25:00' }] })).toMatchObject({
    path: 'weekly.0.from',
    message: 'must be a time from 00:00 to 23:59, as HH:MM',
  })
  expect(await wrong({ holidays: [{ name: 'X', from: '2026-02-30' }] })).toMatchObject({ path: 'holidays.0.from' })
  expect(await wrong({ holidays: [{ name: 'X', from: '2026-02-03', to: '2026-02-02' }] })).toMatchObject({
    path: 'holidays.0.to',
  })
  await create(desk, OFFICE)
  expectProblem(await create(desk, { ...OFFICE, name: 'OFFICE' }), 409, 'name_taken', 'name')
  const foreign = (await create(other, OFFICE)).json.id
  const body = { name: 'Sales', business_hours_id: foreign }
  const made = await lodge.call(desk.token, 'POST', '/v1/departments', body)
  expectProblem(made, 400, 'business_hours_not_found', 'business_hours_id')
})
