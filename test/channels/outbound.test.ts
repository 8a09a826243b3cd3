import { createServer, type Socket } from 'node:net'
import { setDefaultCACertificates } from 'node:tls'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemResolver } from '../../src/channels/outbound/names.ts'
import { type OutboundRequest, openOutbound } from '../../src/channels/outbound.ts'
import { certificate, certificateKey } from '../support/certificate.ts'
import { type DnsReply, startDnsServer } from '../support/dns-server.ts'
import { type Received, type Receiver, startReceiver } from '../support/receiver.ts'

/** 127.0.0.2 stands for the public internet: reachable and allowed, as 127.0.0.1 is not. */
const PUBLIC = '127.0.0.2'

const a = (name: string, ...addresses: string[]): DnsReply =>
  addresses.map((data) => ({ type: 'A', name, ttl: 0, data }))
const aaaa = (name: string, ...addresses: string[]): DnsReply =>
  addresses.map((data) => ({ type: 'AAAA', name, ttl: 0, data }))

const ZONE: Record<string, (name: string, type: string, count: number) => DnsReply> = {
  'hook.test': (name, type) => (type === 'A' ? a(name, PUBLIC) : []),
  'other.test': (name, type) => (type === 'A' ? a(name, PUBLIC) : []),
  'rebind.test': (name, type, count) => (type === 'A' ? a(name, count === 1 ? PUBLIC : '127.0.0.1') : []),
  'private.test': (name, type) => (type === 'A' ? a(name, '10.0.0.5') : []),
  'mapped.test': (name, type) => (type === 'AAAA' ? aaaa(name, '::ffff:127.0.0.1') : []),
  'nat64.test': (name, type) => (type === 'AAAA' ? aaaa(name, '64:ff9b::7f00:1') : []),
  'sixtofour.test': (name, type) => (type === 'AAAA' ? aaaa(name, '2002:7f00:1::') : []),
  'several.test': (name, type) => (type === 'A' ? a(name, '127.0.0.1', PUBLIC, '10.0.0.1') : aaaa(name, '::1')),
  'all-private.test': (name, type) => (type === 'A' ? a(name, '192.168.0.1', '127.0.0.1') : aaaa(name, '::1')),
  'alias.test': (name, type) =>
    type === 'A'
      ? [
          { type: 'CNAME', name, ttl: 0, data: 'inside.test' },
          { type: 'A', name: 'inside.test', ttl: 0, data: '127.0.0.1' },
        ]
      : [],
  'failing.test': () => 2,
  'silent.test': () => 'silence',
  'empty.test': () => [],
}

let dns: Awaited<ReturnType<typeof startDnsServer>>
let receiver: Receiver
let answer: Parameters<typeof startReceiver>[0]
beforeAll(async () => {
  dns = await startDnsServer((name, type, count) => ZONE[name]?.(name, type, count) ?? 3)
  receiver = await startReceiver((response, request, message) =>
    answer ? answer(response, request, message) : response.end('hello'),
  )
})
afterAll(async () => {
  dns.close()
  await receiver.close()
})

const open = (allow = [`${PUBLIC}/32`]) => openOutbound({ allow, resolver: systemResolver([dns.address]) })
const ask = async (
  given: Partial<OutboundRequest>,
  respond?: Parameters<typeof startReceiver>[0],
  allow?: string[],
) => {
  answer = respond
  receiver.received.length = 0
  const outbound = open(allow)
  try {
    return await outbound.request({ method: 'POST', url: at('hook.test'), headers: {}, body: 'x', ...given })
  } finally {
    outbound.close()
  }
}
const at = (host: string, path = '/') => `http://${host}:${receiver.port}${path}`
const refused = (reason: unknown, permanent = false) => ({ ok: false, reason, permanent, uncertain: false })

describe('where it goes', () => {
  test('a host is reached at its checked address, under its own name', async () => {
    const got = await ask({ headers: { 'X-Thing': '1' }, body: 'hällo' })
    expect(got).toMatchObject({ ok: true, status: 200, body: Buffer.from('hello'), truncated: false })
    expect(receiver.received).toMatchObject([
      {
        method: 'POST',
        body: 'hällo',
        to: PUBLIC,
        headers: { host: `hook.test:${receiver.port}`, 'x-thing': '1', 'content-length': '6' },
      },
    ])
  })

  test('a name that rebinds is asked once a request: the first goes to what was checked, the next is refused', async () => {
    const first = await ask({ url: at('rebind.test') })
    expect(first).toMatchObject({ ok: true })
    expect(receiver.received.map(({ to }) => to)).toEqual([PUBLIC])
    expect(dns.asked.get('A rebind.test')).toBe(1)
    const second = await ask({ url: at('rebind.test') })
    expect(second).toEqual(refused(expect.stringContaining('The host rebind.test resolved to 127.0.0.1')))
    expect(receiver.received).toEqual([])
  })

  test('a refusal says what to do', async () => {
    expect(await ask({ url: at('private.test') })).toEqual(
      refused(
        'The host private.test resolved to 10.0.0.5, a private address. Self-hosters: add it to LODGE_OUTBOUND_ALLOW.',
      ),
    )
  })

  test.each(['mapped', 'nat64', 'sixtofour', 'all-private', 'alias'])(
    '%s.test leads inside, and is refused',
    async (name) => {
      const got = await ask({ url: at(`${name}.test`) })
      expect(got).toEqual(refused(expect.stringMatching(/^The host .* resolved to .*LODGE_OUTBOUND_ALLOW\.$/)))
      expect(receiver.received).toEqual([])
    },
  )

  test('of several addresses only the one that may be reached is', async () => {
    expect(await ask({ url: at('several.test') })).toMatchObject({ ok: true })
    expect(receiver.received.map(({ to }) => to)).toEqual([PUBLIC])
  })

  test.each([
    '127.0.0.1',
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '127.1',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[64:ff9b::7f00:1]',
    '169.254.169.254',
    '[fd00:ec2::254]',
    '0',
  ])('http://%s/ is refused before anything is asked', async (host) => {
    expect(await ask({ url: at(host) })).toEqual(refused(expect.stringContaining('LODGE_OUTBOUND_ALLOW'), true))
    expect(receiver.received).toEqual([])
  })

  test.each(['localhost', 'lodge.localhost', 'LOCALHOST.'])('%s is this machine, and is refused', async (host) => {
    expect(await ask({ url: at(host) })).toEqual(refused(expect.stringContaining('this machine itself')))
  })

  test('what is allowed is reached', async () => {
    const allow = ['127.0.0.0/8']
    expect(await ask({ url: at('127.0.0.1') }, undefined, allow)).toMatchObject({ ok: true })
    expect(await ask({ url: at('localhost') }, undefined, allow)).toMatchObject({ ok: true })
  })

  test.each([
    ['nonsense', 'This is no URL: one is like https://example.com/hook.'],
    ['ftp://hook.test/', 'A URL must begin with https:// or http://.'],
    ['file:///etc/passwd', 'A URL must begin with https:// or http://.'],
    ['http://ann:secret@hook.test/', 'A URL must not hold a user name or password.'],
  ])('%s is refused', async (url, reason) => {
    expect(await ask({ url })).toEqual(refused(reason, true))
  })

  test.each([
    ['unknown.test', 'The name of unknown.test is not known to DNS. Is it spelled right?'],
    ['empty.test', 'DNS knows the name of empty.test, but no address of it.'],
    ['failing.test', 'DNS did not say where failing.test is: its name server failed or did not answer.'],
  ])('%s cannot be found', async (host, reason) => {
    expect(await ask({ url: at(host) })).toEqual(refused(reason))
  })

  test('a name server that is not there', async () => {
    const closed = await startDnsServer(() => 3)
    closed.close()
    const outbound = openOutbound({ allow: [], resolver: systemResolver([closed.address]) })
    const got = await outbound.request({ method: 'GET', url: 'http://hook.test/', headers: {} })
    expect(got).toEqual(refused('DNS did not say where hook.test is: its name server failed or did not answer.'))
    outbound.close()
  })

  test('a name server that never answers holds nobody up for longer than the limit', async () => {
    const got = await ask({ url: at('silent.test'), timeoutMs: 300 })
    expect(got).toEqual(refused(`silent.test:${receiver.port} did not answer completely within 0.3 s.`))
  })
})

describe('redirects', () => {
  const to =
    (status: number, location: string) => (response: Parameters<NonNullable<typeof answer>>[0], one: Received) =>
      one.url === '/' ? response.writeHead(status, { location }).end() : response.end('there')

  test('are the answer where none are to be followed', async () => {
    const got = await ask({}, to(302, '/next'))
    expect(got).toMatchObject({ ok: true, status: 302, headers: { location: '/next' } })
  })

  test.each(['http://127.0.0.1:1/', 'http://private.test/', 'http://[::ffff:127.0.0.1]/', 'file:///etc/passwd'])(
    'to %s are refused',
    async (location) => {
      const got = await ask({ redirects: 3 }, to(302, location))
      expect(got).toMatchObject({ ok: false, permanent: false })
      expect(receiver.received).toHaveLength(1)
    },
  )

  test.each([
    [301, 'GET', ''],
    [302, 'GET', ''],
    [303, 'GET', ''],
    [307, 'POST', 'x'],
    [308, 'POST', 'x'],
  ])('%i makes a POST a %s', async (status, method, body) => {
    const got = await ask({ redirects: 1, headers: { 'content-type': 'text/plain' } }, to(status, '/next'))
    expect(got).toMatchObject({ ok: true, status: 200, body: Buffer.from('there') })
    expect(receiver.received[1]).toMatchObject({ method, body, url: '/next' })
    expect(receiver.received[1]?.headers['content-type']).toBe(body ? 'text/plain' : undefined)
  })

  test('take credentials and signatures along on one origin only', async () => {
    const headers = { Authorization: 'Bearer x', 'webhook-signature': 'v1,x', 'X-Slack-Signature': 'x', Accept: '*/*' }
    await ask({ redirects: 1, headers }, to(307, '/next'))
    expect(receiver.received[1]?.headers).toMatchObject({ authorization: 'Bearer x', 'webhook-signature': 'v1,x' })
    await ask({ redirects: 1, headers }, to(307, at('other.test', '/next')))
    expect(receiver.received[1]?.headers).toMatchObject({ host: `other.test:${receiver.port}`, accept: '*/*' })
    for (const name of ['authorization', 'webhook-signature', 'x-slack-signature'])
      expect(receiver.received[1]?.headers[name]).toBe(undefined)
  })

  test('that go round in circles end', async () => {
    const got = await ask({ redirects: 5 }, (response) => response.writeHead(302, { location: '/' }).end())
    expect(got).toEqual(refused(`hook.test:${receiver.port} redirects more than 5 times.`))
    expect(receiver.received).toHaveLength(6)
  })
})

describe('receivers that misbehave', () => {
  const uncertain = (reason: unknown) => ({ ok: false, reason, permanent: false, uncertain: true })
  const late = uncertain(expect.stringContaining('did not answer completely within 0.5 s.'))

  test('one that never answers', async () => {
    expect(await ask({ timeoutMs: 500 }, () => {})).toEqual(late)
  })

  test('one that trickles its answer', async () => {
    const got = await ask({ timeoutMs: 500 }, (response) => {
      response.writeHead(200)
      const timer = setInterval(() => response.write('.'), 50)
      response.on('close', () => clearInterval(timer))
    })
    expect(got).toEqual(late)
  })

  test('one that has more to say than is read', async () => {
    const got = await ask({ maxBytes: 1_000 }, (response) => response.end('x'.repeat(1_001)))
    expect(got).toMatchObject({ ok: true, status: 200, truncated: true, body: Buffer.alloc(1_000, 'x') })
    const exact = await ask({ maxBytes: 1_000 }, (response) => response.end('x'.repeat(1_000)))
    expect(exact).toMatchObject({ ok: true, truncated: false, body: Buffer.alloc(1_000, 'x') })
    const endless = await ask({}, (response) => {
      const more = () => response.write(Buffer.alloc(65_536)) && setImmediate(more)
      response.on('drain', more)
      more()
    })
    expect(endless).toMatchObject({ ok: true, truncated: true })
    expect(endless.ok && endless.body.length).toBe(1024 * 1024)
  })

  test('one that sends a bomb: it is never unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(20 * 1024 * 1024))
    const got = await ask({}, (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb))
    expect(got).toMatchObject({ ok: true, truncated: false, body: bomb })
    expect(receiver.received[0]?.headers['accept-encoding']).toBe('identity')
  })

  test('one that promises more than it sends', async () => {
    const got = await ask({}, (response) => {
      response.writeHead(200, { 'content-length': '100' })
      response.write('x')
      setTimeout(() => response.socket?.destroy(), 50)
    })
    expect(got).toEqual(uncertain(`hook.test:${receiver.port} closed the connection before its answer was complete.`))
  })

  test('one that closes without an answer', async () => {
    const got = await ask({}, (response) => response.socket?.destroy())
    expect(got).toEqual(uncertain(`hook.test:${receiver.port} closed the connection before its answer was complete.`))
  })

  const speaking = async (says: string, url = (port: number) => `http://hook.test:${port}/`) => {
    const sockets: Socket[] = []
    const server = createServer((socket) => {
      sockets.push(socket)
      socket.on('error', () => {}) // we hang up first
      socket.once('data', () => socket.write(says))
    })
    await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    try {
      return await ask({ url: url(port), timeoutMs: 5_000 })
    } finally {
      for (const socket of sockets) socket.destroy()
      server.close()
    }
  }

  test('one that does not speak HTTP', async () => {
    const got = await speaking('220 mail.example ESMTP\r\n')
    expect(got).toEqual(uncertain(expect.stringMatching(/answered with something that is not HTTP/)))
  })

  test('one that sends more than it promised', async () => {
    const got = await speaking('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nokHTTP/1.1 500 Oh no\r\n\r\n')
    expect(got).toMatchObject({ ok: true, status: 200, body: Buffer.from('ok') })
  })

  test('one whose headers have no end', async () => {
    const got = await speaking(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}`)
    expect(got).toEqual(uncertain(expect.stringMatching(/HPE_HEADER_OVERFLOW/)))
  })

  test('one that wants another protocol', async () => {
    const got = await speaking('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n')
    expect(got).toMatchObject({ ok: false, permanent: false })
  })

  test('one that speaks no TLS', async () => {
    const got = await speaking('HTTP/1.1 400 Bad Request\r\n\r\n', (port) => `https://hook.test:${port}/`)
    expect(got).toEqual(uncertain(expect.stringMatching(/^No TLS connection with hook.test:\d+ could be made/)))
  })

  test('a port where nothing listens', async () => {
    const closed = await startReceiver()
    await closed.close()
    expect(await ask({ url: `http://hook.test:${closed.port}/` })).toEqual(
      refused(`hook.test:${closed.port} refused the connection: nothing listens there.`),
    )
  })

  test('one that Lodge cannot wait for', async () => {
    const stop = new AbortController()
    const got = await ask({ signal: stop.signal }, () => stop.abort())
    expect(got).toEqual(uncertain(`Lodge was stopped before hook.test:${receiver.port} had answered.`))
  })
})

describe('TLS', () => {
  const hello = async (host: string) => {
    const secure = await startReceiver((response) => response.end('hello'), { key: certificateKey, cert: certificate })
    try {
      return await ask({ url: `https://${host}:${secure.port}/` })
    } finally {
      await secure.close()
    }
  }

  test('a certificate that signs itself is refused', async () => {
    expect(await hello('hook.test')).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/^hook.test:\d+ showed a TLS certificate that it signed itself\.$/),
    })
  })

  test('a trusted one is taken for its own name only, though the address is what is connected to', async () => {
    setDefaultCACertificates([certificate])
    expect(await hello('hook.test')).toMatchObject({ ok: true, status: 200 })
    expect(await hello('other.test')).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/^other.test:\d+ showed a TLS certificate of another name\.$/),
    })
    expect(await hello(PUBLIC)).toMatchObject({ ok: false })
  })
})

describe('connections', () => {
  test('are kept: many requests take few', async () => {
    const own = await startReceiver()
    const outbound = open()
    try {
      for (let n = 0; n < 20; n += 1) {
        const url = `http://hook.test:${own.port}/`
        const batch = await Promise.all(
          [1, 2].map(() => outbound.request({ method: 'POST', url, headers: {}, body: 'x' })),
        )
        expect(batch.every(({ ok }) => ok)).toBe(true)
      }
      expect(own.received).toHaveLength(40)
      expect(own.connections()).toBeLessThanOrEqual(4)
      expect(dns.asked.get('A hook.test')).toBeGreaterThan(0)
    } finally {
      outbound.close()
      await own.close()
    }
  })

  test('that were closed at the other end cost a repeatable request nothing', async () => {
    let count = 0
    const own = await startReceiver((response) => {
      count += 1
      if (count === 2) response.socket?.destroy()
      else response.end()
    })
    const outbound = open()
    const send = (repeatable: boolean) =>
      outbound.request({ method: 'POST', url: `http://hook.test:${own.port}/`, headers: {}, body: 'x', repeatable })
    try {
      expect(await send(true)).toMatchObject({ ok: true })
      expect(await send(true)).toMatchObject({ ok: true })
      expect(own.received).toHaveLength(3)
      count = 1
      expect(await send(false)).toMatchObject({ ok: false, uncertain: true })
    } finally {
      outbound.close()
      await own.close()
    }
  })
})
