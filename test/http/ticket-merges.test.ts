import fc from 'fast-check'
import { expect, test } from 'vitest'
import { systemActor } from '../../src/core/actor.ts'
import { findThread } from '../../src/core/inbound-mail/thread.ts'
import { replyAddress } from '../../src/core/mail/reply-address.ts'
import { mergeTicket } from '../../src/core/merges/merge.ts'
import { unmergeTicket } from '../../src/core/merges/unmerge.ts'
import { addMessage } from '../../src/core/messages/add.ts'
import { deleteClosedTickets } from '../../src/core/tickets/delete-closed.ts'
import { eventsOf } from '../support/events.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'
import { expectProblem } from '../support/refusals.ts'
import { fileTicket, upload } from '../support/tickets.ts'

const lodge = useLodge()

const call = (desk: TestDesk, method: string, path: string, body?: object) =>
  lodge.call(desk.token, method, `/v1/tickets/${path}`, body)
const get = async (desk: TestDesk, id: string) => (await call(desk, 'GET', id)).json
const say = (desk: TestDesk, id: string, body: string, more: object = {}) =>
  call(desk, 'POST', `${id}/messages`, { body, ...more })
const texts = (ticket: { messages: { text: string }[] }) => ticket.messages.map(({ text }) => text)
const typesOf = async (desk: TestDesk) => (await eventsOf(lodge, desk)).map(({ type }) => type)

/** Two tickets of two people, with an answer each, in turns. */
const two = async () => {
  const desk = await lodge.desk()
  const ann = await fileTicket(lodge, desk, { body: 'a1', status: 'pending' })
  const bob = await fileTicket(lodge, desk, { body: 'b1', requester: { email: 'bob@example.com', name: 'Bob' } })
  await say(desk, ann.id, 'a2', { attachments: [await upload(lodge, desk, 'a.png')], status: 'pending' })
  await say(desk, bob.id, 'b2')
  return { desk, ann, bob }
}

test('200 a merged ticket is closed, and its messages are shown with the other in the order of time', async () => {
  const { desk, ann, bob } = await two()
  const into = await call(desk, 'POST', `${ann.number}/merge`, { into: String(bob.number) })
  expect(into.status).toBe(200)
  expect(into.json).toEqual(await get(desk, bob.id))
  expect(texts(into.json)).toEqual(['a1', 'b1', 'a2', 'b2'])
  const from = { id: ann.id, number: ann.number }
  expect(into.json.messages.map((one: { merged_from?: object }) => one.merged_from)).toEqual([
    from,
    undefined,
    from,
    undefined,
  ])
  expect(into.json.messages[2].attachments).toMatchObject([{ name: 'a.png' }])
  expect(into.json).toMatchObject({ message_count: 4, participants: [{ role: 'cc', email: 'ann@example.com' }] })
  const merged = await get(desk, ann.id)
  expect(merged).toMatchObject({ status: 'closed', merged_into: { id: bob.id, number: bob.number }, messages: [] })
  const listed = (await lodge.call(desk.token, 'GET', '/v1/tickets?status=closed')).json.data
  expect(listed).toMatchObject([{ id: ann.id, merged_into: { number: bob.number } }])
  for (const id of [ann.id, bob.id]) {
    const path = `${id}/messages/${into.json.messages[2].id}`
    expect((await call(desk, 'GET', path)).json).toMatchObject({ text: 'a2' })
  }
  expectProblem(await call(desk, 'PATCH', ann.id, { status: 'open' }), 409, 'ticket_merged', 'merged_into')
  const refused = await say(desk, ann.id, 'more')
  expectProblem(refused, 409, 'ticket_merged', 'merged_into')
  expect(refused.json.errors[0].message).toBe(bob.id)
  expect((await typesOf(desk)).slice(-2)).toEqual(['ticket.updated', 'ticket.merged'])
})

test('200 taking it back gives the ticket its status and its own messages; what came meanwhile stays', async () => {
  const { desk, ann, bob } = await two()
  const before = [await get(desk, ann.id), await get(desk, bob.id)]
  await call(desk, 'POST', `${ann.id}/merge`, { into: bob.id })
  await say(desk, bob.id, 'b3')
  const back = await call(desk, 'POST', `${ann.id}/unmerge`)
  expect(back).toMatchObject({ status: 200, json: { status: 'pending', participants: [], message_count: 2 } })
  expect(back.json).toEqual({ ...before[0], updated_at: back.json.updated_at })
  const kept = await get(desk, bob.id)
  expect(texts(kept)).toEqual(['b1', 'b2', 'b3'])
  expect(kept).toMatchObject({ message_count: 3, participants: [], links: [] })
  expectProblem(await call(desk, 'POST', `${ann.id}/unmerge`), 409, 'not_merged')
  const changes = (await eventsOf(lodge, desk)).filter(({ data }) => data.changes?.merged_into)
  expect(changes.map(({ data }) => data.changes.merged_into)).toEqual([
    { from: null, to: { id: bob.id, number: bob.number } },
    { from: { id: bob.id, number: bob.number }, to: null },
  ])
})

test('409 a ticket into itself, round in a circle, into one that was merged, twice', async () => {
  const { desk, ann, bob } = await two()
  const merge = (id: string, into: string) => call(desk, 'POST', `${id}/merge`, { into })
  expectProblem(await merge(ann.id, ann.id), 409, 'merge_cycle', 'into')
  expectProblem(await merge(ann.id, '99'), 400, 'ticket_not_found', 'into')
  await merge(ann.id, bob.id)
  expectProblem(await merge(bob.id, ann.id), 409, 'merge_cycle', 'into')
  expectProblem(await merge(ann.id, bob.id), 409, 'ticket_merged', 'merged_into')
  const third = await fileTicket(lodge, desk)
  expectProblem(await merge(third.id, ann.id), 409, 'ticket_merged', 'into')
})

test('an answer by mail to a merged ticket is for the one that goes on, where its people may write', async () => {
  const { desk, ann, bob } = await two()
  const third = await fileTicket(lodge, desk, { requester: { email: 'carl@example.com' } })
  await call(desk, 'POST', `${ann.id}/merge`, { into: bob.id })
  await call(desk, 'POST', `${bob.id}/merge`, { into: third.id })
  const address = replyAddress(lodge.lodge.secrets, desk.id, ann.id, 'help@desk.example')
  const clues = { recipients: [address], inReplyTo: [], references: [], subject: '' }
  const thread = await findThread(lodge.lodge, desk.id, clues)
  expect(thread).toMatchObject({ ticketId: third.id, number: third.number, status: 'open' })
  expect([...(thread?.participants ?? [])].toSorted()).toEqual(['ann@example.com', 'bob@example.com'])
})

test('a merged ticket is deleted with the one that shows it, and erased with it', async () => {
  const { desk, ann, bob } = await two()
  await call(desk, 'POST', `${ann.id}/merge`, { into: bob.id })
  const old = new Date('2020-01-01')
  await lodge.store.db
    .updateTable('ticket')
    .set({ closed_at: old, last_message_at: old })
    .where('id', '=', ann.id)
    .execute()
  const change = (work: (change: Parameters<typeof deleteClosedTickets>[0]) => Promise<unknown>) =>
    lodge.store.db
      .transaction()
      .execute((tx) => work({ tx, lodge: lodge.lodge, actor: systemActor(desk.id, 'Upkeep') }))
  expect(await change((one) => deleteClosedTickets(one, 30))).toMatchObject({ deleted: 0 })
  await lodge.call(desk.token, 'DELETE', `/v1/tickets/${bob.id}/personal-data`)
  expect(texts(await get(desk, bob.id))).toEqual(['', '', '', ''])
  expectProblem(await call(desk, 'POST', `${ann.id}/unmerge`), 409, 'ticket_erased')
  await lodge.store.db
    .updateTable('ticket')
    .set({ status: 'closed', closed_at: old, last_message_at: old })
    .where('id', '=', bob.id)
    .execute()
  expect(await change((one) => deleteClosedTickets(one, 30))).toMatchObject({ deleted: 2 })
})

/** A few tickets, merged and taken apart at random: who shows what is what the model says. */
test('every message is shown once, whatever is merged, taken back and answered', async () => {
  const step = fc.record({
    do: fc.constantFrom('merge' as const, 'merge' as const, 'unmerge' as const, 'say' as const),
    a: fc.nat(3),
    b: fc.nat(3),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      const desk = await lodge.desk()
      const ids: string[] = []
      for (const name of ['ann', 'bob', 'ann', 'dan']) {
        ids.push(
          (await fileTicket(lodge, desk, { requester: { email: `${name}@example.com` }, body: `m${ids.length}` })).id,
        )
      }
      const parent = new Map<number, number>()
      const own = ids.map((_, n) => [`m${n}`])
      const rootOf = (n: number): number => (parent.has(n) ? rootOf(parent.get(n) ?? n) : n)
      const actor = systemActor(desk.id, 'Test')
      let count = 0
      for (const { do: what, a, b } of steps) {
        const [id, other] = [ids[a] ?? '', ids[b] ?? '']
        const done = await lodge.store.db.transaction().execute(async (tx): Promise<{ ok: boolean }> => {
          const change = { tx, lodge: lodge.lodge, actor }
          if (what === 'merge') return mergeTicket(change, id, other)
          if (what === 'unmerge') return unmergeTicket(change, id)
          const body = { format: 'text', source: `s${count}` } as const
          return addMessage(change, id, { author: 'requester', body, public: true, attachments: [] })
        })
        if (what === 'merge') {
          expect(done.ok).toBe(!parent.has(a) && !parent.has(b) && a !== b)
          if (done.ok) parent.set(a, b)
        } else if (what === 'unmerge') expect(done.ok).toBe(parent.delete(a))
        else {
          expect(done.ok).toBe(!parent.has(a))
          if (done.ok) own[a]?.push(`s${count++}`)
        }
      }
      const shown: string[] = []
      for (const [n, id] of ids.entries()) {
        const ticket = await get(desk, id)
        shown.push(...texts(ticket))
        expect(ticket.merged_into?.id).toBe(parent.has(n) ? ids[rootOf(n)] : undefined)
        const family = ids.flatMap((_, m) => (rootOf(m) === n ? [m] : []))
        expect(texts(ticket).toSorted()).toEqual(family.flatMap((m) => own[m] ?? []).toSorted())
        if (parent.has(n)) continue
        expect(ticket.message_count).toBe(ticket.messages.length)
        const people = ['ann', 'bob', 'ann', 'dan'].map((name) => `${name}@example.com`)
        const others = new Set(family.map((m) => people[m]).filter((one) => one !== people[n]))
        expect(ticket.participants.map(({ email }: { email: string }) => email).toSorted()).toEqual(
          [...others].toSorted(),
        )
      }
      expect(shown.toSorted()).toEqual(own.flat().toSorted())
    }),
    { numRuns: 12 },
  )
})

test('201 links show what the other is, from both sides', async () => {
  const { desk, ann, bob } = await two()
  const made = await call(desk, 'POST', `${ann.id}/links`, { ticket: String(bob.number), kind: 'parent' })
  expect(made).toMatchObject({ status: 201, json: { kind: 'parent', ticket: { id: bob.id, subject: bob.subject } } })
  expect((await call(desk, 'GET', `${ann.id}/links`)).json.data).toEqual([made.json])
  expect((await get(desk, bob.id)).links).toMatchObject([{ kind: 'child', ticket: { id: ann.id } }])
  const again = await call(desk, 'POST', `${bob.id}/links`, { ticket: ann.id, kind: 'related' })
  expectProblem(again, 409, 'linked_already', 'ticket')
  expectProblem(
    await call(desk, 'POST', `${ann.id}/links`, { ticket: ann.id, kind: 'related' }),
    400,
    'same_ticket',
    'ticket',
  )
  expectProblem(
    await call(desk, 'POST', `${ann.id}/links`, { ticket: '99', kind: 'related' }),
    400,
    'ticket_not_found',
    'ticket',
  )
  expectProblem(
    await call(desk, 'POST', `${ann.id}/links`, { ticket: '2', kind: 'friend' }),
    400,
    'invalid_body',
    'kind',
  )
  const gone = await call(desk, 'DELETE', `${bob.id}/links/${ann.number}`)
  expect(gone).toMatchObject({ status: 200, json: { kind: 'child' } })
  expect((await get(desk, ann.id)).links).toEqual([])
  expectProblem(await call(desk, 'DELETE', `${bob.id}/links/${ann.number}`), 404, 'link_not_found')
  expect((await typesOf(desk)).filter((type) => type.includes('link'))).toEqual(['ticket.linked', 'ticket.unlinked'])
})

test('201 some messages become a ticket of their own, and stay where they are', async () => {
  const { desk, ann } = await two()
  await say(desk, ann.id, 'a3', { author: 'requester' })
  await say(desk, ann.id, 'a4', { public: false })
  const { messages } = await get(desk, ann.id)
  const chosen = [messages[3].id, messages[1].id]
  const made = await call(desk, 'POST', `${ann.id}/split`, { messages: chosen, subject: 'The other thing' })
  expect(made).toMatchObject({
    status: 201,
    json: {
      number: 3,
      subject: 'The other thing',
      status: 'open',
      requester: { email: 'ann@example.com' },
      message_count: 2,
    },
  })
  expect(made.json.messages).toMatchObject([
    { text: 'a2', author: { kind: 'agent' }, public: true, attachments: [{ name: 'a.png' }] },
    { text: 'a4', author: { kind: 'agent' }, public: false },
  ])
  expect(made.json.links).toMatchObject([{ kind: 'related', ticket: { id: ann.id } }])
  const after = await get(desk, ann.id)
  const to = { id: made.json.id, number: 3 }
  expect(after.messages.map((one: { split_to?: object }) => one.split_to)).toEqual([undefined, to, undefined, to])
  expect(after.links).toMatchObject([{ kind: 'related', ticket: to }])
  expect(after.updated_at).toBe(messages[3].created_at)
  const created = (await eventsOf(lodge, desk)).findLast(({ type }) => type === 'ticket.created')
  expect(created?.data.options).toMatchObject({ notify: { requester: false } })
  const wrong = await call(desk, 'POST', `${ann.id}/split`, { messages: [messages[0].id, '1'], subject: 'x' })
  expectProblem(wrong, 400, 'message_not_found', 'messages.1')
})
