import { afterAll } from 'vitest'
import { startSmtp } from '../../src/channels/mail/in/smtp.ts'
import { openMailChecker } from '../../src/channels/mail/in/verdict.ts'
import type { Lodge } from '../../src/core/lodge.ts'
import { startDnsServer } from '../support/dns-server.ts'

/** A name server by which this machine may send for every domain, and the door that asks it. */
export const useSmtpDoor = () => {
  const dns = startDnsServer((name, type) =>
    type === 'TXT' && !name.startsWith('_') ? [{ type: 'TXT', name, data: 'v=spf1 ip4:127.0.0.1 -all' }] : 3,
  )
  const open: { stop: () => Promise<void> }[] = []
  afterAll(async () => {
    for (const { stop } of open) await stop()
    ;(await dns).close()
  })
  return async (lodge: Lodge): Promise<number> => {
    const check = openMailChecker('mx.lodge.example', { servers: [(await dns).address] })
    const door = await startSmtp(lodge, {
      host: '127.0.0.1',
      port: 0,
      name: 'mx.lodge.example',
      tls: null,
      maxBytes: 10_000_000,
      relays: [],
      perMinute: false,
      check,
    })
    open.push(door)
    return door.port
  }
}
