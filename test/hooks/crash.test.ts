import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { connectTo } from '../crash/support/evidence.ts'
import { runSeed, seeded } from '../crash/support/random.ts'
import { newScene, say } from '../crash/support/scene.ts'
import { kill } from '../support/lodge-process.ts'

const KILLS = 6
const SENDERS = 12

type Sent = { subject: string; accepted: boolean }

test('6 times SIGKILL under load: every payload that was accepted is a ticket, once, and no other is twice', async () => {
  const seed = runSeed()
  say(`hooks kill test, CRASH_SEED=${seed}`)
  const random = seeded(seed)
  const scene = newScene()
  let { server, url } = await scene.open()
  const path = await makeHook(url, scene.token())

  let target: string | undefined = url
  let stopped = false
  const sent: Sent[] = []
  const accepted = () => sent.filter((one) => one.accepted)
  const sender = async () => {
    while (!stopped) {
      const one: Sent = { subject: `hook ${randomUUID()}`, accepted: false }
      sent.push(one)
      // As senders do: again until it is taken, and now and then once more after that.
      for (let left = random() < 0.1 ? 2 : 1; left > 0 && !stopped; ) {
        const status = target && (await post(target + path, one.subject))
        if (status === 202) {
          one.accepted = true
          left -= 1
        } else {
          await sleep(20)
        }
      }
    }
  }
  const senders = Array.from({ length: SENDERS }, sender)
  for (let kills = 0; kills < KILLS; kills++) {
    // Somewhere in the midst of it, however busy the machine is.
    const goal = accepted().length + 10
    while (accepted().length < goal) await sleep(10)
    await sleep(random() * 300)
    kill(server.child.pid, 'SIGKILL')
    if (kills % 2 === 1) for (const pid of scene.databasePids()) kill(pid, 'SIGKILL')
    target = undefined
    await server.exited
    ;({ server, url } = await scene.open())
    target = url
  }
  stopped = true
  await Promise.all(senders)

  const client = await connectTo(scene.dataDir)
  const open = async () => {
    const found = await client.query<{ open: number }>(
      `select count(*)::integer as open from hook_delivery where state = 'received'`,
    )
    return found.rows[0]?.open ?? 0
  }
  const left = await open()
  // What was cut off is picked up by a job of each minute, once it is half a minute old: that is now.
  await client.query(
    `update hook_delivery set received_at = received_at - interval '1 minute' where state = 'received'`,
  )
  await client.query(`select graphile_worker.add_job('process_hook_payloads')`)
  while ((await open()) > 0) await sleep(50)
  const stored = await client.query<{ subject: string; times: number }>(
    'select subject, count(*)::integer as times from ticket group by subject',
  )
  const disagree = await client.query(
    `select d.id, d.state from hook_delivery d left join ticket t on t.desk_id = d.desk_id and t.id = d.ticket_id
     where d.state <> 'created' or t.id is null`,
  )
  await client.end()

  const times = new Map(stored.rows.map((row) => [row.subject, row.times]))
  expect(accepted().filter((one) => times.get(one.subject) !== 1)).toEqual([])
  expect(stored.rows.filter((row) => row.times !== 1)).toEqual([])
  expect(disagree.rows).toEqual([])
  say('hooks kill test', {
    kills: KILLS,
    accepted: accepted().length,
    stored: stored.rows.length,
    leftWithoutOutcome: left,
  })
}, 600_000)

const makeHook = async (url: string, token: string): Promise<string> => {
  const answer = await fetch(`${url}/v1/hooks`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Form', source: 'generic', mapping: { name: '$uppercase(subject)' } }),
  })
  const made = (await answer.json()) as { url: string } // a hook, or the test fails on its address
  return new URL(made.url).pathname
}

/** The status; undefined where there was no answer. */
const post = async (url: string, subject: string): Promise<number | undefined> => {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: `${subject.slice(-4)}@example.com`, subject }),
      signal: AbortSignal.timeout(15_000),
    })
    await answer.arrayBuffer()
    return answer.status
  } catch {
    return undefined
  }
}
