import { afterAll, beforeAll, expect, test } from 'vitest'
import { countTickets } from '../../src/jobs/count-tickets.ts'
import { startJobs } from '../../src/jobs/start.ts'
import { newTicket, until } from '../support/feed.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'

const lodge = useLodge()
let jobs: Awaited<ReturnType<typeof startJobs>>
beforeAll(async () => {
  jobs = await startJobs(lodge.lodge)
})
afterAll(() => jobs.stop())

const counted = async (desk: TestDesk): Promise<number> => {
  const found = await lodge.store.pool.query<{ created: string | null }>(
    'select sum(created) as created from ticket_daily where desk_id = $1',
    [desk.id],
  )
  return Number(found.rows[0]?.created ?? 0)
}

test('tickets are counted by desk and day', async () => {
  const [desk, other] = [await lodge.desk(), await lodge.desk()]
  for (let n = 0; n < 5; n++) await newTicket(lodge, desk, `Ticket ${n}`)
  await newTicket(lodge, other, 'Hello')
  await until(async () => (await counted(desk)) >= 5 && (await counted(other)) >= 1)
  const days = await lodge.store.pool.query(`select day::text, created::integer from ticket_daily where desk_id = $1`, [
    desk.id,
  ])
  const total = days.rows.reduce((sum, row) => sum + row.created, 0)
  expect(total).toBe(5)
  expect(days.rows[0].day).toMatch(/^\d{4}-\d\d-\d\d$/)
})

test('a job that runs twice, and twice at once, counts once', async () => {
  const desk = await lodge.desk()
  const payload = { key: 'count_tickets/1.1', counts: [{ desk_id: desk.id, day: '2026-01-02', created: 3 }] }
  await Promise.all([0, 1, 2].map(() => countTickets.run(lodge.lodge, payload)))
  await countTickets.run(lodge.lodge, payload)
  expect(await counted(desk)).toBe(3)
  await countTickets.run(lodge.lodge, { ...payload, key: 'count_tickets/1.2' })
  expect(await counted(desk)).toBe(6)
})
