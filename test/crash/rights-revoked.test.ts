import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { expect, inject, onTestFinished, test } from 'vitest'
import { surviveOutage } from './support/outage.ts'
import { newScene } from './support/scene.ts'

/** Within the intake's patience: who waits is served after all. And beyond it. */
const SHORT_MS = 1_500
const LONG_MS = 7_000

const connect = async (database: string): Promise<pg.Client> => {
  const client = new pg.Client({ host: inject('databaseHost'), user: 'lodge', database })
  client.on('error', () => {})
  await client.connect()
  return client
}

test('the rights of DATABASE_URL are revoked under load, one after another: clear errors, nothing lost', async () => {
  const name = `crash_${randomBytes(6).toString('hex')}`
  const admin = await connect('postgres')
  // An ordinary role, as a managed database gives one.
  await admin.query(`create role ${name} login`)
  await admin.query(`create database ${name} owner ${name}`)
  const scene = newScene()
  onTestFinished(async () => {
    await admin.query(`drop database ${name} with (force)`)
    await admin.query(`drop role ${name}`)
    await admin.end()
  })
  const { server, url } = await scene.open({
    env: { DATABASE_URL: `postgres://${name}@/${name}?host=${encodeURIComponent(inject('databaseHost'))}` },
  })
  const inside = await connect(name)
  const endSessions = () =>
    admin.query(`select pg_terminate_backend(pid) from pg_stat_activity where usename = '${name}'`)
  const ledger = await surviveOutage({
    name: 'rights revoked',
    server,
    url,
    token: scene.token(),
    connect: () => connect(name),
    disturb: async (goOn) => {
      await inside.query(`revoke insert on ticket from ${name}`)
      await sleep(SHORT_MS)
      await inside.query(`grant insert on ticket to ${name}`)
      await goOn(50)

      await admin.query(`alter database ${name} set default_transaction_read_only = on`)
      await endSessions()
      await sleep(SHORT_MS)
      await admin.query(`alter database ${name} reset default_transaction_read_only`)
      await endSessions()
      await goOn(50)

      await admin.query(`alter role ${name} nologin`)
      await endSessions()
      await sleep(LONG_MS)
      await admin.query(`alter role ${name} login`)
      await goOn(50)

      await admin.query(`alter database ${name} allow_connections false`)
      await endSessions()
      await sleep(SHORT_MS)
      await admin.query(`alter database ${name} allow_connections true`)
      await goOn(50)
    },
  })
  await inside.end()
  expect(ledger.refused.size).toBeGreaterThan(0)
})
