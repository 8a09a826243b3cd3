import { expect, test } from 'vitest'
import { rowsOf } from '../support/intake.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'

const lodge = useLodge()

const upload = async (desk: TestDesk): Promise<string> => {
  const id = lodge.store.nextId()
  const file = { name: 'a.png', media_type: 'image/png', size: '3', sha256: Buffer.alloc(32, 7), storage_key: id }
  await lodge.store.db
    .insertInto('attachment')
    .values({ desk_id: desk.id, id, ...file })
    .execute()
  return id
}

const create = (desk: TestDesk, attachments: string[], subject = 'Help') =>
  lodge.call(desk.token, 'POST', '/v1/tickets', { requester: { email: 'ann@example.com' }, subject, attachments })

const ownerOf = async (id: string) => {
  const found = await lodge.store.db
    .selectFrom('attachment')
    .select('ticket_id')
    .where('id', '=', id)
    .executeTakeFirst()
  return found?.ticket_id
}

test('201 takes the uploads, in the order they were named', async () => {
  const desk = await lodge.desk()
  const [a, b] = [await upload(desk), await upload(desk)]
  const made = await create(desk, [b, a])
  expect(made.status).toBe(201)
  expect(made.json.messages[0].attachments).toEqual(
    [b, a].map((id) => ({ id, name: 'a.png', media_type: 'image/png', size: 3, sha256: '07'.repeat(32) })),
  )
  expect([await ownerOf(a), await ownerOf(b)]).toEqual([made.json.id, made.json.id])
})

test('400 an upload that is taken, unknown, malformed, or another desk’s', async () => {
  const desk = await lodge.desk()
  const taken = await upload(desk)
  await create(desk, [taken])
  const foreign = await upload(await lodge.desk())
  for (const id of [taken, foreign, '1', 'x', '', '99999999999999999999', '-1']) {
    const refused = await create(desk, [await upload(desk), id])
    expect([refused.status, refused.json.code]).toEqual([400, 'attachment_not_found'])
    expect(refused.json.errors).toMatchObject([{ path: 'attachments' }])
  }
  expect(await rowsOf(lodge, desk)).toMatchObject({ ticket: 1, event: 1 })
  expect(await ownerOf(foreign)).toBe(null)
})

test('two tickets that claim one upload at once: one has it, the other is refused, their neighbours are made', async () => {
  const desk = await lodge.desk()
  const [shared, other] = [await upload(desk), await upload(desk)]
  const answers = await Promise.all([
    create(desk, [shared], 'first'),
    create(desk, [other, shared], 'second'),
    create(desk, []),
    create(desk, [], 'fourth'),
  ])
  expect(answers.map((answer) => answer.status).toSorted()).toEqual([201, 201, 201, 400])
  const refused = answers.find((answer) => answer.status === 400)
  expect(refused?.json.code).toBe('attachment_not_found')
  const owner = answers.find((answer) =>
    answer.json.messages?.[0].attachments.some((file: { id: string }) => file.id === shared),
  )
  expect(await ownerOf(shared)).toBe(owner?.json.id)
  const loser = answers.indexOf(refused as never) === 1
  expect(await ownerOf(other)).toBe(loser ? null : owner?.json.id)
  expect(answers.flatMap((answer) => answer.json.number ?? []).toSorted()).toEqual([1, 2, 3])
  expect(await rowsOf(lodge, desk)).toMatchObject({ ticket: 3, event: 3 })
})
