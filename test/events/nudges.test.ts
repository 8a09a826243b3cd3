import { expect, test } from 'vitest'
import { openNudges } from '../../src/core/events/nudges.ts'
import { openLodge } from '../../src/core/open-lodge.ts'
import { connect, until } from '../support/feed.ts'
import { quiet, useLodge } from '../support/lodge.ts'

const lodge = useLodge()

const another = () => openLodge(lodge.store, { dataDir: lodge.dataDir, log: quiet, intakeLimit: 10 })

const listeners = `from pg_stat_activity where datname = current_database() and query = 'listen lodge_events'`

/** Until `count` processes listen. */
const listening = (count: number): Promise<void> =>
  until(async () => (await lodge.store.pool.query(`select ${listeners}`)).rowCount === count)

test('a commit in one process wakes the followers of another', async () => {
  const [one, two] = [another(), another()]
  const nudges = [openNudges(one), openNudges(two)]
  await listening(2)
  const woken = two.signal.after(two.signal.count(), 1_000_000)
  one.nudge()
  await woken
  await Promise.all(nudges.map((nudge) => nudge.close()))
})

test('a process whose connection broke listens again', async () => {
  const [one, two] = [another(), another()]
  const listens = openNudges(two)
  await listening(1)
  const broken = two.signal.count()
  const client = await connect(lodge)
  await client.query(`select pg_terminate_backend(pid) ${listeners}`)
  await client.end()
  // It is woken once it listens again, for what it may have missed.
  await two.signal.after(broken, 1_000_000)
  const tells = openNudges(one)
  const woken = two.signal.after(two.signal.count(), 1_000_000)
  one.nudge()
  await woken
  await Promise.all([listens.close(), tells.close()])
})

test('many commits are told in few notifications', async () => {
  const one = another()
  const client = await connect(lodge)
  let heard = 0
  client.on('notification', () => {
    heard += 1
  })
  await client.query('listen lodge_events')
  const nudges = openNudges(one)
  for (let n = 0; n < 1000; n++) one.nudge()
  await nudges.close()
  await client.query('select')
  expect(heard).toBe(1)
  await client.end()
})
