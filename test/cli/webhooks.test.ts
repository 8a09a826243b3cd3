import { Webhook } from 'standardwebhooks'
import { expect, test } from 'vitest'
import { file, run, scratch, start, stop, tokenOf, useCommands } from '../support/command.ts'
import { cloneDatabase } from '../support/lodge.ts'
import { startReceiver } from '../support/receiver.ts'
import { eventually } from '../support/uploads.ts'

useCommands()

test('a server tells a webhook, also after a restart, and starts with no other LODGE_SECRET', async () => {
  const receiver = await startReceiver()
  const { url: DATABASE_URL, drop } = await cloneDatabase()
  const env = { LODGE_DATA: scratch(), DATABASE_URL, LODGE_OUTBOUND_ALLOW: '127.0.0.1/32' }
  const first = start(['serve'], { env })
  const url = await first.ready
  const token = tokenOf(first)
  const create = (to: string) =>
    fetch(`${url}/v1/webhooks`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ url: to, types: ['ticket.created'] }),
    })
  expect((await create('http://10.0.0.1/')).status).toBe(400)
  const { secret } = (await (await create(receiver.url)).json()) as { secret: string } // the answer of a creation
  await file(url, token)
  expect(await eventually(() => receiver.received.length === 1)).toBe(true)
  expect(await stop(first)).toBe(0)

  const refused = await run(['serve'], { env: { ...env, LODGE_SECRET: 'x'.repeat(32), LODGE_LOG: 'silent' } })
  expect(refused.code).toBe(1)
  expect(refused.stderr).toMatch(/^.*were sealed with another LODGE_SECRET.*\n$/)

  const second = start(['serve'], { env })
  await file(await second.ready, token)
  expect(await eventually(() => receiver.received.length === 2)).toBe(true)
  expect(await stop(second)).toBe(0)
  const payloads = receiver.received.map(
    ({ body, headers }) => new Webhook(secret).verify(body, headers as Record<string, string>), // those of a signature have one value
  )
  expect(payloads).toMatchObject([{ sequence: 1 }, { sequence: 2 }])
  await receiver.close()
  await drop()
})
