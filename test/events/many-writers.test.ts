import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { expect, test } from 'vitest'
import { newTicket, readUntil, writeEvent } from '../support/feed.ts'
import { useLodge } from '../support/lodge.ts'
import { openPool } from '../support/pool.ts'

const lodge = useLodge()

/** Writes in transactions of several events that take their time and overlap; every seventh is undone. */
const write = async (pool: pg.Pool, desk: Awaited<ReturnType<typeof lodge.desk>>, name: string, count: number) => {
  const kept: string[] = []
  for (let n = 0; n < count; n++) {
    const client = await pool.connect()
    await client.query('begin')
    const written = [`${name}.${n}.a`, `${name}.${n}.b`]
    for (const note of written) {
      await writeEvent(client, lodge, desk, note)
      await sleep(Math.random() * 4)
    }
    await client.query(n % 7 === 3 ? 'rollback' : 'commit')
    if (n % 7 !== 3) kept.push(...written)
    client.release()
  }
  return kept
}

test('readers that follow several writers see every event once, in one order', async () => {
  const desk = await lodge.desk()
  const pools = Array.from({ length: 3 }, () => openPool(lodge.databaseUrl, 4))
  const tickets = 40
  const writing = Promise.all([
    ...pools.flatMap((pool, p) => [0, 1, 2].map((w) => write(pool, desk, `${p}.${w}`, 30))),
    (async () => {
      for (let n = 0; n < tickets; n++) await newTicket(lodge, desk, `Ticket ${n}`)
      return []
    })(),
  ])
  const transactions = 9 * 30
  const undone = 9 * Array.from({ length: 30 }, (_, n) => n % 7 === 3).filter(Boolean).length
  const expected = (transactions - undone) * 2 + tickets
  const reading = Promise.all([
    readUntil(lodge, desk, expected),
    readUntil(lodge, desk, expected),
    readUntil(lodge, desk, expected),
  ])
  const kept = (await writing).flat()
  const [one, ...others] = await reading
  const order = one.data.map((event) => event.id)
  expect(order).toHaveLength(expected)
  expect(new Set(order).size).toBe(expected)
  const notes = one.data.flatMap((event) => (event.type === 'note.written' ? [String(event.data.note)] : []))
  expect([...notes].sort()).toEqual([...kept].sort())
  for (const other of others) expect(other.data.map((event) => event.id)).toEqual(order)
  // The two of one transaction are neighbours, as they were written.
  for (const note of notes.filter((note) => note.endsWith('.a'))) {
    expect(notes[notes.indexOf(note) + 1]).toBe(note.replace(/a$/, 'b'))
  }
  await Promise.all(pools.map((pool) => pool.end()))
})
