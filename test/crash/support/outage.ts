import { Agent } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { expect } from 'vitest'
import type { LodgeProcess } from '../../support/lodge-process.ts'
import { expectNothingLost } from './evidence.ts'
import { type Creation, type Ledger, newLedger, note } from './ledger.ts'
import { startLoad } from './load.ts'
import { post } from './post.ts'
import { runSeed, seeded } from './random.ts'
import { say } from './scene.ts'

type Outage = {
  name: string
  server: LodgeProcess
  url: string
  token: string
  /** Speaks to the database behind Lodge's back, once it is well again. */
  connect: () => Promise<pg.Client>
  /** What the clients of earlier outages of the same server know. */
  ledger?: Ledger
  /** Takes the database away, in whatever way, and gives it back. `goOn` waits for that many creations. */
  disturb: (goOn: (creations: number) => Promise<void>) => Promise<void>
}

/**
 * Takes the database away from a server under load and gives it back. The server must live on, answer every request in
 * the meantime, take creations again by itself afterwards, and have lost nothing.
 */
export const surviveOutage = async (outage: Outage): Promise<Ledger> => {
  const { server, url, token } = outage
  const seed = runSeed()
  say(`${outage.name}, CRASH_SEED=${seed}`)
  const ledger = outage.ledger ?? newLedger()
  const load = startLoad({ ledger, random: seeded(seed), token, connections: 24, target: () => url })
  const goOn = (creations: number) => untilAccepted(ledger, creations, server)
  await goOn(100)
  await outage.disturb(goOn)
  await goOn(100)
  await load.stop()
  await sendAll(ledger, url, token, ledger.retry.splice(0))
  await sendAll(ledger, url, token, ledger.keyed)

  expect(ledger.wrong.slice(0, 20)).toEqual([])
  expect(ledger.retry).toEqual([])
  expect(server.child.exitCode ?? server.child.signalCode).toBeNull()
  const client = await outage.connect()
  const { tickets } = await expectNothingLost(client, ledger)
  await client.end()
  say(outage.name, {
    accepted: ledger.accepted.size,
    refused: Object.fromEntries(ledger.refused),
    unanswered: ledger.unanswered,
    replayed: ledger.replayed,
    slowestMs: Math.round(ledger.slowestMs),
    ticketsInStore: tickets,
    refusedButStored: tickets - ledger.accepted.size,
  })
  return ledger
}

/** Waits for more creations to be accepted. That this comes about at all is the test: its own time limit ends it. */
const untilAccepted = async (ledger: Ledger, more: number, server: LodgeProcess): Promise<void> => {
  const goal = ledger.accepted.size + more
  while (ledger.accepted.size < goal) {
    const { exitCode, signalCode } = server.child
    if (exitCode !== null || signalCode !== null) {
      throw new Error(`the server ended (${exitCode ?? signalCode}):\n${server.output().slice(-3_000)}`)
    }
    await sleep(20)
  }
}

/** Sends creations again over 24 connections, each once. */
export const sendAll = async (ledger: Ledger, url: string, token: string, creations: Creation[]): Promise<void> => {
  const left = [...creations]
  const agent = new Agent({ keepAlive: true, maxSockets: 24 })
  await Promise.all(
    Array.from({ length: 24 }, async () => {
      for (let next = left.pop(); next; next = left.pop()) note(ledger, next, await post(agent, url, token, next))
    }),
  )
  agent.destroy()
}
