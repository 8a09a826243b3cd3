import { Agent } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { kill } from '../support/lodge-process.ts'
import { connectTo, expectNothingLost } from './support/evidence.ts'
import { newLedger, note } from './support/ledger.ts'
import { startLoad } from './support/load.ts'
import { post } from './support/post.ts'
import { runSeed, seeded } from './support/random.ts'
import { newScene, type Scene, say } from './support/scene.ts'

const KILLS = 20

test('20 times SIGKILL under load: every 201 is there once, every key answers its first ticket', async () => {
  const seed = runSeed()
  say(`kill test, CRASH_SEED=${seed}`)
  const random = seeded(seed)
  const scene = newScene()
  const ledger = newLedger()
  let { server, url } = await scene.open()
  let target: string | undefined = url
  const load = startLoad({ ledger, random, token: scene.token(), connections: 24, target: () => target })
  let databaseKills = 0
  let startKills = 0
  for (let kills = 0; kills < KILLS; kills++) {
    // Mostly in the midst of creations, now and then while it starts: on recovery, on migration, on taking the lock.
    await sleep(40 + random() * 400)
    const alsoDatabase = kills % 2 === 1
    if (alsoDatabase) databaseKills += 1
    murder(scene, server.child.pid, alsoDatabase, random)
    target = undefined
    await server.exited
    if (random() < 0.2) {
      server = scene.start()
      await sleep(random() * 1_200)
      kill(server.child.pid, 'SIGKILL')
      await server.exited
      startKills += 1
    }
    ;({ server, url } = await scene.open())
    target = url
  }
  await sleep(300)
  await load.stop()

  // Everything that has a key and no answer yet, until it has one; then every key once more.
  await inParallel(ledger.retry.splice(0), async (creation, agent) =>
    note(ledger, creation, await post(agent, url, scene.token(), creation)),
  )
  expect(ledger.retry).toEqual([])
  const before = ledger.replayed
  await inParallel(ledger.keyed, async (creation, agent) =>
    note(ledger, creation, await post(agent, url, scene.token(), creation)),
  )
  expect(ledger.replayed - before).toBe(ledger.keyed.length)
  expect(ledger.wrong).toEqual([])

  const client = await connectTo(scene.dataDir)
  const { tickets } = await expectNothingLost(client, ledger)
  await client.end()
  say('kill test', {
    kills: KILLS + startKills,
    whileStarting: startKills,
    withDatabase: databaseKills,
    accepted: ledger.accepted.size,
    unanswered: ledger.unanswered,
    keys: ledger.keyed.length,
    replayed: ledger.replayed,
    openWithoutKey: ledger.open.size,
    refused: Object.fromEntries(ledger.refused),
    ticketsInStore: tickets,
  })
}, 600_000)

/** The server, and half of the time its database: its first process alone, or all of them at once as a power cut would. */
const murder = (scene: Scene, serverPid: number | undefined, alsoDatabase: boolean, random: () => number): void => {
  const database = alsoDatabase ? scene.databasePids().slice(0, random() < 0.5 ? 1 : undefined) : []
  const pids = random() < 0.5 ? [serverPid, ...database] : [...database, serverPid]
  for (const pid of pids) kill(pid, 'SIGKILL')
}

const inParallel = async <T>(items: T[], work: (item: T, agent: Agent) => Promise<void>): Promise<void> => {
  const left = [...items]
  const agent = new Agent({ keepAlive: true, maxSockets: 24 })
  await Promise.all(
    Array.from({ length: 24 }, async () => {
      for (let item = left.pop(); item !== undefined; item = left.pop()) await work(item, agent)
    }),
  )
  agent.destroy()
}
