import { afterAll, beforeAll } from 'vitest'
import type { Channel } from '../../src/channels/channel.ts'
import { startJobs } from '../../src/jobs/start.ts'
import { until } from './feed.ts'
import type { TestDesk, TestLodge } from './lodge.ts'

/** Runs what follows the log, jobs and all, during a file's tests. */
export const useJobs = (lodge: TestLodge, channels: Channel[] = []): void => {
  let jobs: Awaited<ReturnType<typeof startJobs>> | undefined
  beforeAll(async () => {
    jobs = await startJobs(lodge.lodge, channels)
  })
  afterAll(() => jobs?.stop())
}

/** Waits until rules have looked at all there is: also at what they did themselves. */
export const rulesAreDone = (lodge: TestLodge): Promise<void> =>
  until(async () => {
    const found = await lodge.store.pool.query<{ busy: boolean }>(
      `select exists (select from event e, follower_cursor c where c.name = 'rules' and (e.xid, e.id) > (c.xid, c.id))
         or exists (select from graphile_worker.jobs where task_identifier in ('run_rules', 'set_rule_timers')) as busy`,
    )
    return found.rows[0]?.busy === false
  })

/** A rule that sets a priority when a ticket comes in, but for what a test says. */
// biome-ignore lint/suspicious/noExplicitAny: the shape is what each test asserts
export const makeRule = async (lodge: TestLodge, desk: TestDesk, fields: object = {}): Promise<any> => {
  const made = await lodge.call(desk.token, 'POST', '/v1/rules', {
    name: 'A rule',
    when: { events: [{ event: 'ticket.created' }] },
    then: [{ do: 'set_priority', priority: 'high' }],
    ...fields,
  })
  if (made.status !== 201) throw new Error(made.text)
  return made.json
}

/** A ticket as it is now. */
// biome-ignore lint/suspicious/noExplicitAny: the shape is what each test asserts
export const ticketNow = async (lodge: TestLodge, desk: TestDesk, id: string): Promise<any> =>
  (await lodge.call(desk.token, 'GET', `/v1/tickets/${id}`)).json

/** What rules did to a ticket, oldest first. */
// biome-ignore lint/suspicious/noExplicitAny: the shape is what each test asserts
export const runsOn = async (lodge: TestLodge, desk: TestDesk, id: string): Promise<any[]> =>
  (await lodge.call(desk.token, 'GET', `/v1/tickets/${id}/rule-runs?limit=100`)).json.data.reverse()
