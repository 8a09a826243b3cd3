import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { file, run, scratch, start, stop, tokenOf, useCommands } from '../support/command.ts'
import { useCommandLine } from '../support/command-line.ts'
import { cloneDatabase } from '../support/lodge.ts'

useCommands()
const commandLine = useCommandLine()

let database: Awaited<ReturnType<typeof cloneDatabase>>
let dataDir: string
beforeAll(async () => {
  database = await cloneDatabase()
  dataDir = scratch()
  await ask('desk', 'create', 'acme', '--name', 'Acme')
  await ask('member', 'add', '--desk', 'acme', '--email', 'first@acme.example', '--role', 'owner')
})
afterAll(() => database.drop())

const lodge = (...args: string[]) => commandLine(args, { LODGE_DATA: dataDir, DATABASE_URL: database.url })

/** The one object that a command with --json prints. */
const ask = async (...args: string[]) => {
  const { code, stdout, stderr } = await lodge(...args, '--json')
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout.endsWith('}\n')).toBe(true)
  return JSON.parse(stdout)
}

/** A failure: nothing on stdout, and one line on stderr. */
const refusal = async (...args: string[]): Promise<string> => {
  const { code, stdout, stderr } = await lodge(...args)
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr.trimEnd()).not.toContain('\n')
  return stderr.trimEnd()
}

const ID = /^[0-9]{15,19}$/
const key = (kind: string, ...more: string[]) =>
  ask('key', 'create', '--desk', 'acme', '--kind', kind, '--name', 'Test', ...more)
const select = async <Row extends pg.QueryResultRow>(sql: string, values: unknown[]): Promise<Row[]> => {
  const client = new pg.Client(database.url)
  await client.connect()
  try {
    return (await client.query<Row>(sql, values)).rows
  } finally {
    await client.end()
  }
}
const scopesOf = async (id: string): Promise<string[]> => {
  const [found] = await select<{ scopes: string[] }>('select scopes from credential where id = $1', [id])
  return found?.scopes ?? []
}

test('desk create makes a desk that takes tickets', async () => {
  expect(await ask('desk', 'create', 'beta', '--name', 'Beta Ltd')).toEqual({
    id: expect.stringMatching(ID),
    slug: 'beta',
    name: 'Beta Ltd',
  })
})

test('desk create refuses a slug that is taken or is none', async () => {
  expect(await refusal('desk', 'create', 'acme', '--name', 'A')).toBe(
    'There is a desk "acme" already. Choose another slug.',
  )
  expect(await refusal('desk', 'create', 'Ac_me', '--name', 'A')).toMatch(/^"Ac_me" cannot be a slug: 1 to 63 of a-z/)
  expect(await refusal('desk', 'create', 'gamma', '--name', ' ')).toBe('The name of a desk is 1 to 200 characters.')
})

test('key create makes each kind, its secret as the client sends it', async () => {
  const token = await key('token')
  expect(token).toEqual({ id: expect.stringMatching(ID), kind: 'token', secret: expect.stringMatching(/^hd_.{43}$/) })
  expect(await scopesOf(token.id)).toContain('admin')
  const widget = await key('widget')
  expect(widget.secret).toMatch(/^ab_live_.{43}$/)
  expect(await scopesOf(widget.id)).toEqual(['tickets:create', 'contacts:write'])
  const tickiti = await key('tickiti')
  expect(tickiti.secret).toMatch(/^\d+\|.{43}$/)
  expect(await scopesOf(tickiti.id)).not.toContain('admin')
  const asTheirs = await key('tickiti', '--scopes', 'create-ticket,tickets:read')
  expect(await scopesOf(asTheirs.id)).toEqual(['tickets:create', 'tickets:read'])
})

test('key create makes a pair: a department’s key, a secret, and a member’s address', async () => {
  expect(await key('pair')).toEqual({
    id: expect.stringMatching(ID),
    kind: 'pair',
    apiKey: expect.stringMatching(/^[0-9a-f-]{36}$/),
    apiSecret: expect.stringMatching(/^.{43}$/),
    userName: 'first@acme.example',
  })
  await ask('member', 'add', '--desk', 'acme', '--email', 'second@acme.example', '--role', 'agent')
  expect(await key('pair', '--member', 'second@acme.example', '--department', 'support')).toMatchObject({
    userName: 'second@acme.example',
  })
})

test('key create takes scopes, and refuses unknown ones as wrong usage', async () => {
  expect(
    await refusal('key', 'create', '--desk', 'acme', '--kind', 'widget', '--name', 'x', '--scopes', 'tickets:read'),
  ).toBe('A widget cannot have all of these scopes. It can have: tickets:create, contacts:write.')
  const { id } = await key('token', '--scopes', 'tickets:create, tickets:read')
  expect(await scopesOf(id)).toEqual(['tickets:create', 'tickets:read'])
  const wrong = await lodge('key', 'create', '--desk', 'acme', '--kind', 'token', '--name', 'x', '--scopes', 'tickets')
  expect(wrong).toMatchObject({ code: 2, stdout: '' })
  expect(wrong.stderr).toContain('There is no scope "tickets". There is: tickets:create, tickets:read')
})

test('key create says what there is where a name is unknown', async () => {
  const create = ['key', 'create', '--kind', 'pair', '--name', 'x', '--desk']
  expect(await refusal(...create, 'nope')).toMatch(/^There is no desk "nope"\. There is: acme/)
  expect(await refusal(...create, 'acme', '--department', 'Sales')).toBe(
    'There is no department "Sales". There is: Support.',
  )
  expect(await refusal(...create, 'acme', '--member', 'x@y.example')).toBe(
    'The desk "acme" has no member x@y.example. Add one with `lodge member add`.',
  )
  await ask('desk', 'create', 'ownerless', '--name', 'O')
  expect(await refusal(...create, 'ownerless')).toMatch(/the desk "ownerless" has no owner\. Name a member/)
})

test('member add takes an address once', async () => {
  const add = ['member', 'add', '--desk', 'acme', '--role', 'agent', '--email']
  expect(await ask(...add, ' Bo@Acme.example ')).toEqual({
    id: expect.stringMatching(ID),
    email: 'bo@acme.example',
    name: 'bo',
    role: 'agent',
    link: expect.stringMatching(/^http:\/\/localhost:\d+\/join\?token=[\w-]+$/),
  })
  expect(await refusal(...add, 'bo@acme.example')).toBe('bo@acme.example is a member of the desk "acme" already.')
  expect(await refusal(...add, 'bo')).toBe('"bo" is not an email address: one is like ann@example.com.')
  const wrong = await lodge('member', 'add', '--desk', 'acme', '--email', 'c@acme.example', '--role', 'boss')
  expect(wrong).toMatchObject({ code: 2, stdout: '' })
  expect(wrong.stderr).toContain('Allowed choices are owner, admin, agent.')
})

test('blocklist add takes an address or a domain, as often as it is said', async () => {
  const add = ['blocklist', 'add', '--desk', 'acme']
  expect(await ask(...add, ' Eve@Bücher.example')).toEqual({ value: 'eve@xn--bcher-kva.example' })
  expect(await ask(...add, 'spam.example')).toEqual({ value: 'spam.example' })
  expect(await ask(...add, 'spam.example')).toEqual({ value: 'spam.example' })
  expect(await refusal(...add, 'eve')).toBe('"eve" is neither an address (eve@example.com) nor a domain (example.com).')
})

test('migrate finds nothing left to do', async () => {
  expect(await ask('migrate')).toEqual({ applied: [] })
})

test('demo fills a desk with conversations in every state', async () => {
  const { id: deskId } = await ask('desk', 'create', 'demo', '--name', 'Demo')
  const { code, stdout, stderr } = await lodge('demo', '--desk', 'demo', '--count', '60', '--json')
  expect({ code, json: JSON.parse(stdout) }).toEqual({ code: 0, json: { desk: 'demo', tickets: 60 } })
  expect(stderr).toMatch(/60 of 60 tickets\n$/)
  const states = await select<{ status: string }>('select distinct status from ticket where desk_id = $1', [deskId])
  expect(states.map(({ status }) => status).sort()).toEqual(['closed', 'open', 'pending', 'resolved', 'snoozed'])
  const authors = await select<{ kind: string }>(
    'select distinct author_kind as kind from message where desk_id = $1 order by 1',
    [deskId],
  )
  expect(authors.map(({ kind }) => kind)).toEqual(['contact', 'agent'])
  expect((await lodge('demo', '--desk', 'demo', '--count', '0')).code).toBe(2)
})

test('without a command or with an unknown one: the help on stderr, exit 2', async () => {
  const usages = [[], ['desk'], ['nonsense'], ['desk', 'create']]
  for (const { code, stdout, stderr } of await Promise.all(usages.map((args) => lodge(...args)))) {
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).not.toBe('')
  }
})

test('--help of every command has an example, and exits 0', async () => {
  const commands = [
    'serve',
    'desk create',
    'key create',
    'key revoke',
    'member add',
    'sign-in-link',
    'blocklist add',
    'deliveries list',
    'deliveries replay',
    'demo',
    'migrate',
  ]
  const helps = [...commands, 'doctor'].map(async (command) => ({
    command,
    ...(await lodge(...command.split(' '), '--help')),
  }))
  for (const { command, code, stdout } of await Promise.all(helps)) {
    expect(code).toBe(0)
    expect(stdout).toContain(`Example:\n  $ npx lodge ${command}`)
  }
})

test('beside a running server: a key made works at once, and a revoked one stops within a second', async () => {
  const home = scratch()
  const server = start(['serve'], { env: { LODGE_DATA: home } })
  const url = await server.ready
  const beside = async (...args: string[]) =>
    JSON.parse((await run([...args, '--json'], { env: { LODGE_DATA: home } })).stdout)
  const made = await beside('key', 'create', '--desk', 'acme', '--kind', 'token', '--name', 'New')
  expect((await file(url, made.secret)).status).toBe(201)
  expect(await beside('key', 'revoke', made.id, '--desk', 'acme')).toEqual({ id: made.id, revoked: true })
  while ((await file(url, made.secret)).status !== 401) await new Promise((done) => setTimeout(done, 50))
  const checks = await beside('doctor')
  expect(checks.ok).toBe(true)
  expect((await file(url, tokenOf(server))).status).toBe(201)
  expect(await stop(server)).toBe(0)
})

test('deliveries list and replay: by their state, one by its id, and all failed ones', async () => {
  const [desk] = await select<{ desk_id: string }>(`select desk_id from desk where slug = 'acme'`, [])
  for (const id of ['901', '902', '903']) {
    await select(
      `insert into delivery (desk_id, id, channel, target, lane, event_xid, event_id, event_type, data, state, due_at,
         attempts, reason, created_at)
       values ($1, $2, 'mail', 'mail/ann@example.com', 'smtp', '1', $2, 'ticket.created', '{}', 'failed', now(), 3,
         'It answered 550.', now())`,
      [desk?.desk_id, id],
    )
  }
  const listed = await ask('deliveries', 'list', '--desk', 'acme', '--state', 'failed', '--target', 'ANN@')
  expect(listed.data.map(({ id }: { id: string }) => id)).toEqual(['903', '902', '901'])
  const { stdout } = await lodge('deliveries', 'list', '--desk', 'acme')
  expect(stdout).toContain('901  failed   3x  ticket.created  mail/ann@example.com  It answered 550.')
  expect(await ask('deliveries', 'replay', '901', '--desk', 'acme')).toEqual({ replayed: 1, more: false })
  expect(await ask('deliveries', 'replay', '--desk', 'acme', '--channel', 'mail')).toEqual({ replayed: 2, more: false })
  expect(await ask('deliveries', 'replay', '--desk', 'acme')).toEqual({ replayed: 0, more: false })
  expect(await refusal('deliveries', 'replay', '7', '--desk', 'acme')).toBe('The desk "acme" has no delivery 7.')
})

test('key revoke says where there is no such credential', async () => {
  for (const id of ['1', 'x', '99999999999999999999']) {
    expect(await refusal('key', 'revoke', id, '--desk', 'acme')).toBe(`The desk "acme" has no credential ${id}.`)
  }
})

test('audit verify says whether every entry is as it was, and fails where one is not', async () => {
  const { ok, desks } = await ask('audit', 'verify')
  expect(ok).toBe(true)
  expect(desks).toContainEqual({ desk: 'acme', entries: 0, head: '0'.repeat(64), broken: null })
  await select(
    `insert into audit_entry (desk_id, seq, event_id, type, actor_kind, data, created_at, previous, hash)
     select desk_id, 1, 1, 'tag.created', 'system', '{}', now(), '', '' from desk where slug = 'acme'`,
    [],
  )
  const broken = await lodge('audit', 'verify', '--desk', 'acme', '--json')
  expect(broken.code).toBe(1)
  expect(JSON.parse(broken.stdout)).toMatchObject({ ok: false, desks: [{ broken: { seq: 1, problem: 'changed' } }] })
})
