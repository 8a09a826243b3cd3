import { expect, test } from 'vitest'
import { contactsOf, rowsOf } from '../support/intake.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'

const lodge = useLodge()

const block = (desk: TestDesk, value: string) =>
  lodge.store.db.insertInto('blocklist').values({ desk_id: desk.id, value, reason: null }).execute()

const create = (desk: TestDesk, requester: object, more: object = {}) =>
  lodge.call(desk.token, 'POST', '/v1/tickets', { requester, subject: 'Help', ...more })

const events = async (desk: TestDesk) => {
  const found = await lodge.store.pool.query(
    'select type, ticket_id, actor_kind, data from event where desk_id = $1 order by xid, id',
    [desk.id],
  )
  return found.rows
}

test('202 an address and a whole domain, however they are spelt', async () => {
  const desk = await lodge.desk()
  await block(desk, 'eve@example.com')
  await block(desk, 'xn--bse-sna.example')
  for (const email of ['eve@example.com', ' EVE@Example.com ', 'anyone@böse.example', 'x@XN--BSE-SNA.example']) {
    const answer = await create(desk, { email, name: 'Eve' })
    expect([answer.status, answer.text]).toEqual([202, '{"accepted":true}'])
    expect(answer.headers).not.toHaveProperty('location')
  }
  expect(await rowsOf(lodge, desk)).toMatchObject({ ticket: 0, contact: 0, contact_identity: 0, message: 0, event: 4 })
})

test('201 who only looks like a blocked one', async () => {
  const desk = await lodge.desk()
  await block(desk, 'eve@example.com')
  await block(desk, 'evil.example')
  for (const email of [
    'eva@example.com',
    'eve@example.org',
    'eve@notevil.example',
    'eve@evil.example.org',
    'evil.example@example.com',
  ])
    expect([email, (await create(desk, { email })).status]).toEqual([email, 201])
})

test('202 a known contact by its external id, when its address is blocked', async () => {
  const desk = await lodge.desk()
  await create(desk, { external_id: 'u-1', email: 'eve@evil.example' })
  await create(desk, { external_id: 'u-2', email: 'eve@example.com' })
  await block(desk, 'evil.example')
  await block(desk, 'eve@example.com')
  const before = await contactsOf(lodge, desk)
  for (const external_id of ['u-1', 'u-2']) {
    expect((await create(desk, { external_id })).status).toBe(202)
    expect((await create(desk, { external_id, email: 'fresh@example.org', name: 'New' })).status).toBe(202)
  }
  expect(await contactsOf(lodge, desk)).toEqual(before)
  expect(await rowsOf(lodge, desk)).toMatchObject({ ticket: 2 })
})

test('202 a blocked address under a good contact’s external id: the contact is left as it is', async () => {
  const desk = await lodge.desk()
  await create(desk, { external_id: 'u-1' })
  await block(desk, 'evil.example')
  expect((await create(desk, { external_id: 'u-1', email: 'eve@evil.example', name: 'Eve' })).status).toBe(202)
  expect(await contactsOf(lodge, desk)).toMatchObject([{ name: '', email: null, identities: ['external_id:u-1'] }])
})

test('202 leaves an event for the owner, and nothing of what comes with a ticket', async () => {
  const desk = await lodge.desk()
  await block(desk, 'evil.example')
  await create(
    desk,
    { email: 'eve@evil.example', name: 'Eve' },
    { tags: ['vip'], participants: [{ email: 'bob@example.com' }] },
  )
  expect(await events(desk)).toMatchObject([
    {
      type: 'ticket.blocked',
      ticket_id: null,
      actor_kind: 'token',
      data: {
        contact_created: false,
        ticket: { number: null, subject: 'Help', requester: { id: null, email: 'eve@evil.example', name: 'Eve' } },
        message: { text: 'Help', author: { kind: 'contact', id: null, name: 'Eve' } },
      },
    },
  ])
  expect(await rowsOf(lodge, desk)).toMatchObject({ ticket: 0, tag: 0, participant: 0, contact: 0 })
})

test('one desk’s blocklist is no other’s', async () => {
  const [desk, other] = [await lodge.desk(), await lodge.desk()]
  await block(desk, 'evil.example')
  expect((await create(other, { email: 'eve@evil.example' })).status).toBe(201)
})

test('blocked and welcome in one commit: numbers have no gap', async () => {
  const desk = await lodge.desk()
  await block(desk, 'evil.example')
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, n) =>
      create(desk, { email: n % 3 ? `ann${n}@example.com` : `eve${n}@evil.example` }),
    ),
  )
  const numbers = answers.flatMap((answer) => answer.json.number ?? [])
  expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1))
  expect(answers.filter((answer) => answer.status === 202)).toHaveLength(10)
})
