import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { databasePid, file, run, scratch, start, stop, useCommands } from '../support/command.ts'
import { useCommandLine } from '../support/command-line.ts'
import { cloneDatabase } from '../support/lodge.ts'

useCommands()
const lodge = useCommandLine()

const serve = (dataDir: string, args: string[] = [], env: Record<string, string> = {}) =>
  start(['serve', ...args], { env: { LODGE_DATA: dataDir, ...env } })

test('the first start ends with a sign-in link, a token, a curl line that works when pasted, and the address', async () => {
  const dataDir = scratch()
  const first = serve(dataDir)
  const url = await first.ready
  const lines = first.stdout().trimEnd().split('\n')
  const token = lines.findIndex((line) => /^hd_[\w-]{43}$/.test(line))
  const curl = lines.findIndex((line) => line.startsWith('curl '))
  const link = lines.findIndex((line) => /^http:\/\/localhost:\d+\/welcome\?token=[\w-]+$/.test(line))
  expect(link).toBeGreaterThan(0)
  expect(token).toBeGreaterThan(link)
  expect(token).toBeGreaterThanOrEqual(0)
  expect(curl).toBeGreaterThan(token)
  expect(lines.at(-1)).toMatch(/^Lodge is ready at http:\/\/localhost:\d+$/)
  // As a shell reads it: words, of which those in single quotes are taken as they stand.
  const words = [...(lines[curl] ?? '').matchAll(/'([^']*)'|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '')
  const after = (option: string) => words.flatMap((word, place) => (words[place - 1] === option ? [word] : []))
  const answer = await fetch(words[1]?.replace('localhost', '127.0.0.1') ?? '', {
    method: 'POST',
    headers: after('-H').map((header): [string, string] => [header.split(': ')[0] ?? '', header.split(': ')[1] ?? '']),
    body: after('-d')[0] ?? '',
  })
  expect(answer.status).toBe(201)
  expect(await answer.json()).toMatchObject({ number: 1, requester: { email: 'ann@example.com' } })
  // Logs are JSON on stderr, and nothing else is there.
  for (const line of first.stderr().trimEnd().split('\n')) expect(JSON.parse(line)).toHaveProperty('msg')
  await stop(first)

  const second = serve(dataDir)
  const again = await second.ready
  expect(second.stdout()).toBe(`Lodge is ready at ${again.replace('127.0.0.1', 'localhost')}\n`)
  expect((await file(again, lines[token] ?? '')).status).toBe(201)
  const started = await fetch(`${again}/v1/setup/start`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: again },
    body: JSON.stringify({ token: lines[link]?.split('token=')[1] }),
  })
  expect([started.status, started.headers.get('set-cookie')]).toEqual([200, expect.stringContaining('session_token')])
  await stop(second)
  expect(url).toMatch(/^http/)
})

test('--json says the same as one object', async () => {
  const database = await cloneDatabase()
  const server = serve(scratch(), ['--json'], { DATABASE_URL: database.url })
  while (!server.stdout().endsWith('\n')) await sleep(20)
  const said = JSON.parse(server.stdout())
  expect(said).toMatchObject({ desk: 'acme', owner: 'owner@acme.example', roles: ['http', 'jobs', 'mail'] })
  expect(said.sign_in_link).toMatch(/\/welcome\?token=/)
  expect((await file(said.url.replace('localhost', '127.0.0.1'), said.token)).status).toBe(201)
  expect(await stop(server)).toBe(0)
  await database.drop()
})

test('a port in use: one line, exit 1, and the database does not stay', async () => {
  const taken = createServer()
  const port = await new Promise<number>((done) =>
    taken.listen(0, '127.0.0.1', () => {
      const address = taken.address()
      done(typeof address === 'object' && address ? address.port : 0)
    }),
  )
  const dataDir = scratch()
  const { code, stdout, stderr } = await serve(dataDir, [], { LODGE_PORT: String(port), LODGE_LOG: 'error' }).ended
  taken.close()
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toBe(
    `Lodge cannot listen on port ${port} of 127.0.0.1: another program (or another Lodge) listens there. Set LODGE_PORT or LODGE_HOST to another one.\n`,
  )
  expect(databasePid(dataDir)).toBeUndefined()
})

test('a role that does not exist is wrong usage, and names those that do', async () => {
  const { code, stdout, stderr } = await run(['serve', '--roles', 'http,post'])
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain('There is no role "post". There is: http, jobs, mail.')
})

test.each([
  ['LODGE_PORT', '70000', /^LODGE_PORT: .*65535/],
  ['LODGE_RATE_LIMITS', 'no', /^LODGE_RATE_LIMITS: must be on, off, or/],
  ['DATABASE_URL', 'mysql://root:geheim@db/lodge', /^DATABASE_URL: must be like postgres:/],
])('%s=%s is refused by one line that says what is allowed', async (name, value, says) => {
  const { code, stdout, stderr } = await lodge(['serve'], { LODGE_DATA: scratch(), [name]: value })
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toMatch(says)
  expect(stderr.trimEnd()).not.toContain('\n')
  expect(stderr).not.toContain('geheim')
})

test.each([
  ['nobody listens', 'postgres://lodge:geheim@127.0.0.1:1/lodge', 'ECONNREFUSED'],
  ['there is no such host', 'postgres://lodge:geheim@nowhere.invalid/lodge', 'nowhere.invalid'],
])('DATABASE_URL where %s: one line without its password, exit 1', async (_, url, reason) => {
  const { code, stdout, stderr } = await lodge(['serve'], { LODGE_DATA: scratch(), DATABASE_URL: url })
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toMatch(/^The database cannot be reached: .* Check DATABASE_URL and that the server runs\.\n$/)
  expect(stderr).toContain(reason)
  expect(stderr).not.toContain('geheim')
})
