import { expect, test } from 'vitest'
import type { Availability, MemberRole } from '../../src/store/schema.ts'
import { newItem } from '../support/intake.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'

const lodge = useLodge()

const member = async (
  desk: TestDesk,
  name: string,
  over: { availability?: Availability; role?: MemberRole; disabled_at?: Date; last_assigned_at?: Date } = {},
) => {
  const id = lodge.store.nextId()
  const row = { desk_id: desk.id, id, email: `${name}@example.com`, name, role: 'agent' as const, ...over }
  await lodge.store.db.insertInto('member').values(row).execute()
  return id
}

const auto = async (desk: TestDesk, email = 'ann@example.com') => {
  const made = await lodge.lodge.intake.submit(newItem(lodge.store, desk, { requester: { email }, auto: true }))
  return made.outcome === 'created' ? (made.assignee?.name ?? null) : made.outcome
}

const tally = (names: unknown[]) =>
  Object.fromEntries(
    Map.groupBy(names, String)
      .entries()
      .map(([name, of]) => [name, of.length]),
  )

test('nobody when nobody is online', async () => {
  const desk = await lodge.desk()
  expect(await auto(desk)).toBe(null)
  await member(desk, 'away', { availability: 'away' })
  await member(desk, 'offline', { availability: 'offline' })
  await member(desk, 'light', { role: 'light_agent' })
  await member(desk, 'gone', { disabled_at: new Date() })
  expect(await auto(desk)).toBe(null)
})

test('the agent with the fewest open tickets', async () => {
  const desk = await lodge.desk()
  const busy = await member(desk, 'busy')
  const done = await member(desk, 'done', { last_assigned_at: new Date() })
  const give = (status: 'open' | 'pending' | 'resolved' | 'closed', id: string) =>
    lodge.lodge.intake.submit(
      newItem(lodge.store, desk, {
        requester: { email: 'ann@example.com' },
        ticket: { status, assignee: { id, name: '', email: '' } },
      }),
    )
  await give('pending', busy)
  for (const status of ['resolved', 'closed', 'closed'] as const) await give(status, done)
  expect(await auto(desk)).toBe('done')
})

test('among equals the one who waited longest, first who never had one', async () => {
  const desk = await lodge.desk()
  await member(desk, 'yesterday', { last_assigned_at: new Date(Date.now() - 86_400_000) })
  await member(desk, 'today', { last_assigned_at: new Date() })
  await member(desk, 'never')
  expect([await auto(desk), await auto(desk), await auto(desk)]).toEqual(['never', 'yesterday', 'today'])
  expect([await auto(desk), await auto(desk), await auto(desk)]).toEqual(['never', 'yesterday', 'today'])
})

test('tickets of one commit are spread', async () => {
  const desk = await lodge.desk()
  for (const name of ['kim', 'lee', 'max']) await member(desk, name)
  const names = await Promise.all(Array.from({ length: 31 }, () => auto(desk)))
  expect(Object.values(tally(names)).toSorted()).toEqual([10, 10, 11])
})

test('a blocked creation takes nobody’s turn', async () => {
  const desk = await lodge.desk()
  await lodge.store.db
    .insertInto('blocklist')
    .values({ desk_id: desk.id, value: 'evil.example', reason: null })
    .execute()
  for (const name of ['kim', 'lee']) await member(desk, name)
  const names = await Promise.all([auto(desk, 'eve@evil.example'), auto(desk), auto(desk, 'eve@evil.example')])
  expect(names).toEqual(['blocked', 'kim', 'blocked'])
  expect(await auto(desk)).toBe('lee')
})

test('201 answers the assignee as the ticket and its event have it', async () => {
  const desk = await lodge.desk()
  const body = { requester: { email: 'ann@example.com' }, subject: 'Help', assignee: 'auto' }
  // The desk is remembered for a second: a member made within it is not known to the server yet.
  expect((await lodge.call(desk.token, 'POST', '/v1/tickets', body)).json.assignee).toBe(null)
  const kim = { id: await member(desk, 'kim'), name: 'kim', email: 'kim@example.com' }
  const made = await lodge.call(desk.token, 'POST', '/v1/tickets', body)
  expect(made.json.assignee).toEqual(kim)
  const named = await lodge.call(desk.token, 'POST', '/v1/tickets', { ...body, assignee: 'KIM@example.com ' })
  expect(named.json.assignee).toEqual(kim)
  const events = await lodge.store.pool.query(
    `select data -> 'ticket' -> 'assignee' as assignee from event where desk_id = $1 order by id`,
    [desk.id],
  )
  expect(events.rows.map((row) => row.assignee)).toEqual([null, kim, kim])
})
