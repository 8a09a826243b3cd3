import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { kill } from '../support/lodge-process.ts'
import { startReceiver } from '../support/receiver.ts'
import { connectTo } from './support/evidence.ts'
import { newLedger } from './support/ledger.ts'
import { startLoad } from './support/load.ts'
import { runSeed, seeded } from './support/random.ts'
import { newScene, say } from './support/scene.ts'

const KILLS = 20
const ENV = { env: { LODGE_OUTBOUND_ALLOW: '127.0.0.0/8' } }

test('20 times SIGKILL while delivering: the receiver has every event, under one id each', async () => {
  const seed = runSeed()
  say(`deliveries killed, CRASH_SEED=${seed}`)
  const random = seeded(seed)
  let refused = 0
  const receiver = await startReceiver((response) => {
    const isRefused = random() < 0.02
    if (isRefused) refused += 1
    response.writeHead(isRefused ? 500 : 204).end()
  })
  const scene = newScene()
  let { server, url } = await scene.open(ENV)
  const token = scene.token()
  const made = await fetch(`${url}/v1/webhooks`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ url: receiver.url, types: ['ticket.created'] }),
  })
  expect(made.status).toBe(201)

  const ledger = newLedger()
  let target: string | undefined = url
  const load = startLoad({ ledger, random, token, connections: 4, target: () => target })
  for (let kills = 0; kills < KILLS; kills++) {
    await sleep(60 + random() * 300)
    const database = kills % 2 === 1 ? scene.databasePids() : []
    for (const pid of [server.child.pid, ...database]) kill(pid, 'SIGKILL')
    target = undefined
    await server.exited
    ;({ server, url } = await scene.open(ENV))
    target = url
  }
  await load.stop()

  const client = await connectTo(scene.dataDir)
  const left = async () => {
    const found = await client.query<{ left: number }>(
      `select (select count(*)::integer from delivery where channel = 'webhook' and state <> 'sent')
         + (select count(*)::integer from event e, follower_cursor c
            where c.name = 'deliveries' and (e.xid, e.id) > (c.xid, c.id)) as left`,
    )
    return found.rows[0]?.left ?? 0
  }
  // The schedule's own pauses are over once everything that waits is due.
  while ((await left()) > 0) {
    await client.query(`update delivery set due_at = now() where state = 'pending'`)
    await sleep(500)
  }
  const events = await client.query<{ id: string }>(`select id::text from event where type = 'ticket.created'`)
  await client.end()

  const ids = new Map<string, Set<string>>()
  for (const { headers, body } of receiver.received) {
    const event: string = JSON.parse(body).id
    ids.set(event, (ids.get(event) ?? new Set()).add(String(headers['webhook-id'])))
  }
  expect([...ids.keys()].toSorted()).toEqual(events.rows.map(({ id }) => id).toSorted())
  expect([...ids].filter(([, under]) => under.size !== 1)).toEqual([])
  say('deliveries killed', {
    kills: KILLS,
    events: ids.size,
    received: receiver.received.length,
    refused,
    more: receiver.received.length - refused - ids.size,
  })
  await receiver.close()
}, 600_000)
