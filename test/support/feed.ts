import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { TestDesk, TestLodge } from './lodge.ts'

export type Feed = { data: { id: string; type: string; data: Record<string, unknown>; cursor: string }[]; next: string }

/** One page of the feed. */
export const readFeed = async (lodge: TestLodge, desk: TestDesk, query: string): Promise<Feed> => {
  const page = await lodge.call(desk.token, 'GET', `/v1/events?${query}`)
  if (page.status !== 200) throw new Error(page.text)
  return { data: page.json.data, next: page.json.next_cursor }
}

/** Reads on until `count` events came. They may be held back a while by other transactions of the same database server. */
export const readUntil = async (
  lodge: TestLodge,
  desk: TestDesk,
  count: number,
  after = '',
  more = '',
): Promise<Feed> => {
  const all: Feed = { data: [], next: after }
  while (all.data.length < count) {
    const page = await readFeed(lodge, desk, `after=${all.next}&limit=7&wait=5${more}`)
    all.data.push(...page.data)
    all.next = page.next
  }
  return all
}

/** A connection of its own, for transactions that a test holds open. */
export const connect = async (lodge: TestLodge): Promise<pg.Client> => {
  const client = new pg.Client(lodge.databaseUrl)
  await client.connect()
  return client
}

/** Writes an event as a verb does, by a given connection. */
export const writeEvent = (client: pg.Client | pg.PoolClient, lodge: TestLodge, desk: TestDesk, note: unknown) =>
  client.query(
    `insert into event (desk_id, id, type, ticket_id, actor_kind, actor_id, data, created_at)
     values ($1, $2, 'note.written', null, 'system', null, $3, now())`,
    [desk.id, lodge.store.nextId(), JSON.stringify({ note })],
  )

export const notes = (feed: Pick<Feed, 'data'>): unknown[] => feed.data.map((event) => event.data.note)

export const newTicket = (lodge: TestLodge, desk: TestDesk, subject: string) =>
  lodge.call(desk.token, 'POST', '/v1/tickets', { requester: { email: 'ann@example.com', name: 'Ann' }, subject })

/** Asks again until the answer is yes. */
export const until = async (check: () => Promise<boolean>): Promise<void> => {
  while (!(await check())) await sleep(20)
}
