import { randomBytes } from 'node:crypto'
import type { TestDesk, TestLodge } from './lodge.ts'

/** Files a ticket of Ann's through the API; the answer as it came. */
// biome-ignore lint/suspicious/noExplicitAny: the shape is what each test asserts
export const fileTicket = async (lodge: TestLodge, desk: TestDesk, fields: object = {}): Promise<any> => {
  const made = await lodge.call(desk.token, 'POST', '/v1/tickets', {
    requester: { email: 'ann@example.com', name: 'Ann' },
    subject: 'I cannot log in',
    ...fields,
  })
  if (made.status !== 201) throw new Error(made.text)
  return made.json
}

/** A ticket of a desk that the test's own must not see. */
export const otherDesksTicket = async (lodge: TestLodge) => fileTicket(lodge, await lodge.desk())

/** A member of a desk. */
export const addMember = async (lodge: TestLodge, desk: TestDesk, name: string, more: object = {}): Promise<string> => {
  const id = lodge.store.nextId()
  const email = `${name.toLowerCase()}@staff.example`
  await lodge.store.db
    .insertInto('member')
    .values({ desk_id: desk.id, id, email, name, role: 'agent', ...more })
    .execute()
  lodge.lodge.desks.forget(desk.id)
  return id
}

export const addDepartment = async (lodge: TestLodge, desk: TestDesk, name: string): Promise<string> => {
  const id = lodge.store.nextId()
  await lodge.store.db.insertInto('department').values({ desk_id: desk.id, id, name }).execute()
  lodge.lodge.desks.forget(desk.id)
  return id
}

export const addTicketType = async (lodge: TestLodge, desk: TestDesk, name: string): Promise<string> => {
  const id = lodge.store.nextId()
  await lodge.store.db.insertInto('ticket_type').values({ desk_id: desk.id, id, name }).execute()
  lodge.lodge.desks.forget(desk.id)
  return id
}

/** An upload that no message has yet. */
export const upload = async (lodge: TestLodge, desk: TestDesk, name: string): Promise<string> => {
  const id = lodge.store.nextId()
  await lodge.store.db
    .insertInto('attachment')
    .values({
      desk_id: desk.id,
      id,
      name,
      media_type: 'image/png',
      size: '5',
      sha256: randomBytes(32),
      storage_key: randomBytes(8).toString('hex'),
    })
    .execute()
  return id
}

/** The desk's events of a type, oldest first: what their followers get. */
// biome-ignore lint/suspicious/noExplicitAny: the shape is what each test asserts
export const eventsOf = async (lodge: TestLodge, desk: TestDesk, type: string): Promise<any[]> => {
  const rows = await lodge.store.db
    .selectFrom('event')
    .select('data')
    .where('desk_id', '=', desk.id)
    .where('type', '=', type)
    .orderBy('id')
    .execute()
  return rows.map((row) => row.data)
}
