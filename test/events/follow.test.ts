import { expect, test } from 'vitest'
import { type Batch, batchValues, type Follower, follow, IN_BATCH } from '../../src/core/events/follow.ts'
import { openLodge } from '../../src/core/open-lodge.ts'
import { newTicket, until, writeEvent } from '../support/feed.ts'
import { quiet, useLodge } from '../support/lodge.ts'

const lodge = useLodge()

/** A follower that writes down which notes it handled, in its batch's transaction. */
const scribe = (name: string, fail: (notes: string[]) => void = () => {}): Follower => ({
  name,
  batch: 5,
  handle: async (batch: Batch) => {
    const found = await batch.client.query<{ note: string }>(
      `insert into handled (name, note)
       select $5, data->>'note' from event where ${IN_BATCH} and type = 'note.written' order by xid, id returning note`,
      [...batchValues(batch), name],
    )
    fail(found.rows.map((row) => row.note))
  },
})

const handledBy = async (name: string): Promise<string[]> => {
  const found = await lodge.store.pool.query<{ note: string }>('select note from handled where name = $1 order by n', [
    name,
  ])
  return found.rows.map((row) => row.note)
}

/** All notes of this file, in order: a new follower begins with the first. */
const all: string[] = []

const untilAllHandled = async (name: string): Promise<string[]> => {
  await until(async () => (await handledBy(name)).length >= all.length)
  return handledBy(name)
}

const setUp = () =>
  lodge.store.pool.query(
    'create table if not exists handled (n bigint generated always as identity, name text, note text)',
  )

const write = async (prefix: string, count: number): Promise<void> => {
  const desk = await lodge.desk()
  const written = Array.from({ length: count }, (_, n) => `${prefix} ${n}`)
  const client = await lodge.store.pool.connect()
  for (const note of written) await writeEvent(client, lodge, desk, note)
  client.release()
  all.push(...written)
}

test('two processes that follow under one name handle every event once, in order', async () => {
  await setUp()
  const processes = [0, 1].map(() => openLodge(lodge.store, { dataDir: lodge.dataDir, log: quiet, intakeLimit: 10 }))
  const followers = processes.map((process) => follow(process, [scribe('pair')]))
  await write('pair', 40)
  await untilAllHandled('pair')
  await Promise.all(followers.map((follower) => follower.stop()))
  expect(await handledBy('pair')).toEqual(all)
})

test('a handler that fails gets the same events again, and what it wrote before is undone', async () => {
  await setUp()
  let failures = 0
  await write('again', 3)
  const failing = scribe('again', (notes) => {
    if (notes.includes('again 2') && failures++ === 0) throw new Error('not now')
  })
  const followers = follow(lodge.lodge, [failing])
  await untilAllHandled('again')
  await followers.stop()
  expect(await handledBy('again')).toEqual(all)
  expect(failures).toBe(2)
})

test('followers under other names each see all, and a new one starts at the beginning', async () => {
  await setUp()
  await newTicket(lodge, await lodge.desk(), 'Not a note')
  await write('for all', 1)
  const followers = follow(lodge.lodge, [scribe('one'), scribe('two')])
  for (const name of ['one', 'two']) expect(await untilAllHandled(name)).toEqual(all)
  await followers.stop()
})
