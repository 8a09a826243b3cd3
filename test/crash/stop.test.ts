import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { connectTo, expectNothingLost } from './support/evidence.ts'
import { newLedger } from './support/ledger.ts'
import { startLoad } from './support/load.ts'
import { runSeed, seeded } from './support/random.ts'
import { newScene, say } from './support/scene.ts'

const STOPS = 3

test('SIGTERM under load: what was accepted is finished, nothing else is begun, exit 0', async () => {
  const seed = runSeed()
  say(`stop test, CRASH_SEED=${seed}`)
  const random = seeded(seed)
  const scene = newScene()
  const ledger = newLedger()
  const unfinished: string[] = []
  for (let stops = 0; stops < STOPS; stops++) {
    const { server, url } = await scene.open()
    const load = startLoad({ ledger, random, token: scene.token(), connections: 24, target: () => url })
    await sleep(200 + random() * 500)
    server.child.kill('SIGTERM')
    expect(await server.exited, server.output()).toEqual({ code: 0, signal: null })
    await load.stop()
  }
  // A request that was not answered 201 was not begun: its ticket is nowhere.
  const { server } = await scene.open()
  const client = await connectTo(scene.dataDir)
  const { tickets } = await expectNothingLost(client, ledger)
  for (const subject of ledger.open.keys()) {
    const found = await client.query('select number from ticket where subject = $1', [subject])
    if (found.rows.length > 0) unfinished.push(subject)
  }
  await client.end()
  expect(unfinished).toEqual([])
  expect(ledger.wrong).toEqual([])
  server.child.kill('SIGTERM')
  expect(await server.exited).toEqual({ code: 0, signal: null })
  say('stop test', {
    stops: STOPS,
    accepted: ledger.accepted.size,
    closed: ledger.unanswered,
    refused: Object.fromEntries(ledger.refused),
    ticketsInStore: tickets,
  })
})
