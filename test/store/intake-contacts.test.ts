import { expect, test } from 'vitest'
import { contactsOf, newItem, secondLodge } from '../support/intake.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'

const lodge = useLodge()

const ask = async (desk: TestDesk, requester: object) => {
  const made = await lodge.call(desk.token, 'POST', '/v1/tickets', { requester, subject: 'Help' })
  expect(made.status).toBe(201)
  return made.json.requester
}

/** Submits in one turn of the event loop: one group, unless the intake finds that two of them may be one person. */
const together = (desk: TestDesk, requesters: { externalId?: string; email?: string; name?: string }[]) =>
  Promise.all(requesters.map((requester) => lodge.lodge.intake.submit(newItem(lodge.store, desk, { requester })))).then(
    (results) => results.map((result) => (result.outcome === 'created' ? result.contact : undefined)),
  )

const block = (desk: TestDesk, value: string) =>
  lodge.store.db.insertInto('blocklist').values({ desk_id: desk.id, value, reason: null }).execute()

test('by external id: the same contact, whatever else is said', async () => {
  const desk = await lodge.desk()
  const first = await ask(desk, { external_id: 'u-1', name: 'Ann' })
  expect(await ask(desk, { external_id: 'u-1' })).toEqual(first)
  expect(await contactsOf(lodge, desk)).toMatchObject([{ name: 'Ann', external_id: 'u-1', email: null }])
})

test('an external id is taken as it is: case and white space tell people apart', async () => {
  const desk = await lodge.desk()
  const ids = ['u-1', 'U-1', ' u-1', '%', '_', 'null', '"', '\\', '{}', 'u 1 a@example.com']
  const people = await Promise.all(ids.map((external_id) => ask(desk, { external_id })))
  expect(new Set(people.map((person) => person.id)).size).toBe(ids.length)
  expect(people.map((person) => person.external_id)).toEqual(ids)
})

test('by email: case, white space and the domain’s spelling do not matter', async () => {
  const desk = await lodge.desk()
  const first = await ask(desk, { email: 'Ann@Bücher.example' })
  expect(first.email).toBe('ann@xn--bcher-kva.example')
  for (const email of [
    '  ann@bücher.example ',
    'ANN@BÜCHER.EXAMPLE',
    'ann@XN--BCHER-KVA.example',
    'ann@bu\u0308cher.example',
  ])
    expect(await ask(desk, { email })).toEqual(first)
  expect(await contactsOf(lodge, desk)).toHaveLength(1)
})

test('a known external id with another address keeps the contact and adds the address', async () => {
  const desk = await lodge.desk()
  const first = await ask(desk, { external_id: 'u-1', email: 'ann@example.com' })
  const second = await ask(desk, { external_id: 'u-1', email: 'ann@work.example' })
  expect(second).toEqual(first)
  expect(await ask(desk, { email: 'ann@work.example' })).toEqual(first)
  expect(await contactsOf(lodge, desk)).toMatchObject([
    { email: 'ann@example.com', identities: ['external_id:u-1', 'email:ann@example.com', 'email:ann@work.example'] },
  ])
})

test('a known external id with somebody else’s address keeps both contacts as they are', async () => {
  const desk = await lodge.desk()
  const ann = await ask(desk, { external_id: 'u-1', email: 'ann@example.com' })
  const bob = await ask(desk, { email: 'bob@example.com' })
  expect((await ask(desk, { external_id: 'u-1', email: 'bob@example.com' })).id).toBe(ann.id)
  expect((await ask(desk, { email: 'bob@example.com' })).id).toBe(bob.id)
  expect(await contactsOf(lodge, desk)).toMatchObject([
    { identities: ['external_id:u-1', 'email:ann@example.com'] },
    { identities: ['email:bob@example.com'], external_id: null },
  ])
})

test('an external id without an address gets its first address as its own', async () => {
  const desk = await lodge.desk()
  await ask(desk, { external_id: 'u-1' })
  expect(await ask(desk, { external_id: 'u-1', email: 'ann@example.com' })).toMatchObject({ email: 'ann@example.com' })
  expect(await contactsOf(lodge, desk)).toMatchObject([{ email: 'ann@example.com', external_id: 'u-1' }])
})

test('a known address with a new external id is that contact, which takes the id if it has none', async () => {
  const desk = await lodge.desk()
  const ann = await ask(desk, { email: 'ann@example.com' })
  expect(await ask(desk, { external_id: 'u-1', email: 'ann@example.com' })).toMatchObject({
    id: ann.id,
    external_id: 'u-1',
  })
  expect(await ask(desk, { external_id: 'u-2', email: 'ann@example.com' })).toMatchObject({
    id: ann.id,
    external_id: 'u-1',
  })
  // u-2 was not taken by anybody: it is a person of its own when it comes without the address.
  expect((await ask(desk, { external_id: 'u-2' })).id).not.toBe(ann.id)
  expect((await contactsOf(lodge, desk))[0]).toMatchObject({ identities: ['external_id:u-1', 'email:ann@example.com'] })
})

test('a name fills an empty one and never replaces one; a blank name is none', async () => {
  const desk = await lodge.desk()
  const email = 'ann@example.com'
  expect((await ask(desk, { email })).name).toBe('')
  expect((await ask(desk, { email, name: '  ' })).name).toBe('')
  expect((await ask(desk, { email, name: ' Ann ' })).name).toBe('Ann')
  expect((await ask(desk, { email, name: 'Mallory' })).name).toBe('Ann')
  expect((await ask(desk, { email })).name).toBe('Ann')
  expect(await contactsOf(lodge, desk)).toMatchObject([{ name: 'Ann' }])
})

test('fifty creations for a new address at the same instant make one contact', async () => {
  const desk = await lodge.desk()
  const people = await together(
    desk,
    Array.from({ length: 50 }, () => ({ email: 'ann@example.com', name: 'Ann' })),
  )
  expect(new Set(people.map((person) => person?.id)).size).toBe(1)
  expect(await contactsOf(lodge, desk)).toHaveLength(1)
})

test('creations that share one identity make one contact, in any order', async () => {
  const whole = { externalId: 'u-1', email: 'ann@example.com' }
  const [byId, byEmail] = [{ externalId: 'u-1' }, { email: 'ann@example.com' }]
  for (const order of [
    [whole, byEmail, byId],
    [byId, whole, byEmail],
    [byEmail, whole, byId],
    [whole, byId, byEmail, whole, byEmail, byId],
  ]) {
    const desk = await lodge.desk()
    const people = await together(desk, order)
    expect(new Set(people.map((person) => person?.id)).size).toBe(1)
    expect(await contactsOf(lodge, desk)).toMatchObject([{ identities: ['external_id:u-1', 'email:ann@example.com'] }])
  }
})

test('an id and an address that nobody has seen together are two contacts', async () => {
  const desk = await lodge.desk()
  const people = await together(desk, [{ externalId: 'u-1' }, { email: 'ann@example.com' }])
  expect(new Set(people.map((person) => person?.id)).size).toBe(2)
})

test('two requesters of a group that are one known contact agree on what it gets', async () => {
  const desk = await lodge.desk()
  await ask(desk, { external_id: 'u-1', email: 'ann@example.com' })
  const people = await together(desk, [
    { externalId: 'u-1', email: 'ann@work.example' },
    { email: 'ann@example.com', name: 'Ann' },
  ])
  expect(people.map((person) => person?.name)).toEqual(['Ann', 'Ann'])
  expect(await contactsOf(lodge, desk)).toMatchObject([
    { name: 'Ann', identities: ['external_id:u-1', 'email:ann@example.com', 'email:ann@work.example'] },
  ])
})

test('two external ids for one known contact in a group: the first is its id', async () => {
  const desk = await lodge.desk()
  const ann = await ask(desk, { email: 'ann@example.com' })
  const identity = { desk_id: desk.id, kind: 'email' as const, value: 'ann@work.example', contact_id: ann.id }
  await lodge.store.db.insertInto('contact_identity').values(identity).execute()
  const people = await together(desk, [
    { externalId: 'u-1', email: 'ann@example.com', name: 'Ann' },
    { externalId: 'u-2', email: 'ann@work.example', name: 'Anna' },
  ])
  expect(people).toMatchObject([
    { id: ann.id, externalId: 'u-1', name: 'Ann' },
    { id: ann.id, externalId: 'u-1', name: 'Ann' },
  ])
  expect(await contactsOf(lodge, desk)).toMatchObject([
    {
      name: 'Ann',
      external_id: 'u-1',
      identities: ['external_id:u-1', 'email:ann@example.com', 'email:ann@work.example'],
    },
  ])
})

test('two processes that meet a new address at the same instant make one contact', async () => {
  const desk = await lodge.desk()
  const second = await secondLodge(lodge)
  try {
    const emails = Array.from({ length: 20 }, (_, n) => `person${n}@example.com`)
    const ids = await Promise.all(
      emails.flatMap((email) =>
        [lodge, second].map(async ({ store, lodge: { intake } }) => {
          const made = await intake.submit(newItem(store, desk, { requester: { email } }))
          return made.outcome === 'created' ? `${email} ${made.contact.id}` : ''
        }),
      ),
    )
    expect(new Set(ids).size).toBe(emails.length)
    expect(await contactsOf(lodge, desk)).toHaveLength(emails.length)
  } finally {
    await second.store.close()
  }
})

test('two processes number a desk’s tickets from 1 without a gap, blocked and repeated ones in between', async () => {
  const desk = await lodge.desk()
  await block(desk, 'evil.example')
  const second = await secondLodge(lodge)
  try {
    const results = await Promise.all(
      Array.from({ length: 200 }, (_, n) => {
        const { store, lodge: there } = n % 2 ? lodge : second
        const kind = n % 4
        const email = kind === 1 ? `eve${n}@evil.example` : `person${n % 7}@example.com`
        const idempotency = kind === 2 ? { key: `key ${n % 24}`, requestHash: '00' } : undefined
        const item = newItem(store, desk, { requester: { email }, idempotency })
        // One that the database refuses: a ticket without a subject.
        if (n % 40 === 39) item.ticket.subject = null as unknown as string
        return there.intake.submit(item).catch(() => undefined)
      }),
    )
    const numbers = results.flatMap((result) => (result?.outcome === 'created' ? [result.number] : []))
    expect(results.filter((result) => result === undefined)).toHaveLength(5)
    expect(results.filter((result) => result?.outcome === 'blocked')).toHaveLength(50)
    expect(results.filter((result) => result?.outcome === 'key_used').length).toBeGreaterThan(0)
    expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: numbers.length }, (_, n) => n + 1))
    const counted = await lodge.store.db
      .selectFrom('desk_counter')
      .select('ticket_number')
      .where('desk_id', '=', desk.id)
      .executeTakeFirst()
    expect(counted?.ticket_number).toBe(String(numbers.length))
  } finally {
    await second.store.close()
  }
})

test('a blocked requester makes no contact, and changes none', async () => {
  const desk = await lodge.desk()
  const ann = await ask(desk, { external_id: 'u-1', email: 'ann@example.com' })
  await block(desk, 'evil.example')
  const people = await together(desk, [
    { email: 'eve@evil.example', name: 'Eve' },
    { externalId: 'u-1', email: 'eve2@evil.example', name: 'Eve' },
    { email: 'ann@example.com' },
  ])
  expect(people).toMatchObject([undefined, undefined, { id: ann.id, name: '' }])
  expect(await contactsOf(lodge, desk)).toMatchObject([
    { id: ann.id, name: '', identities: ['external_id:u-1', 'email:ann@example.com'] },
  ])
})
