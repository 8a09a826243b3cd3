import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance, InjectOptions } from 'fastify'
import pg from 'pg'
import { afterAll, beforeAll, inject } from 'vitest'
import { openOutbox } from '../../src/channels/mail/outbox.ts'
import { openOutbound } from '../../src/channels/outbound.ts'
import { openAuthenticator } from '../../src/core/credentials/authenticate.ts'
import { createCredential } from '../../src/core/credentials/create.ts'
import type { Scope } from '../../src/core/credentials/scopes.ts'
import { createDesk } from '../../src/core/desks/create.ts'
import type { DeskId } from '../../src/core/ids.ts'
import type { Lodge } from '../../src/core/lodge.ts'
import { openLodge } from '../../src/core/open-lodge.ts'
import type { RateLimits } from '../../src/http/rate-limits.ts'
import { buildServer } from '../../src/http/server.ts'
import { openStore, type Store } from '../../src/store/open.ts'
import { TEMPLATE } from './database-server.ts'
import { MAIL_OPERATOR, quiet } from './quiet.ts'

export { MAIL_OPERATOR, quiet }

export type TestDesk = { id: DeskId; slug: string; token: string }

export type TestLodge = {
  store: Store
  lodge: Lodge
  app: FastifyInstance
  dataDir: string
  databaseUrl: string
  /** A desk of this test's own, with a token of all scopes. */
  desk: () => Promise<TestDesk>
  token: (desk: TestDesk, scopes: Scope[]) => Promise<string>
  /** One request with a token, the body as JSON. */
  call: (
    token: string,
    method: string,
    url: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<Answer>
}

/** `json` is what the body parses to. Untyped on purpose: a test says what it expects to find. */
// biome-ignore lint/suspicious/noExplicitAny: the shape is what each test asserts
export type Answer = { status: number; headers: Record<string, unknown>; json: any; text: string }

type TestDatabase = { url: string; drop: () => Promise<void> }

/** A database cloned from the template, as a connection string. Its files are copied: through the log it costs twice the work. */
export const cloneDatabase = (): Promise<TestDatabase> => createDatabase(`template ${TEMPLATE} strategy file_copy`)

/** A database with nothing in it. */
export const emptyDatabase = (): Promise<TestDatabase> => createDatabase('')

const createDatabase = async (from: string): Promise<TestDatabase> => {
  const host = inject('databaseHost')
  const name = `t_${randomBytes(6).toString('hex')}`
  const admin = async (sql: string) => {
    const client = new pg.Client({ host, user: 'lodge', database: 'postgres' })
    await client.connect()
    try {
      await client.query(sql)
    } finally {
      await client.end()
    }
  }
  await admin(`create database ${name} ${from}`)
  return {
    url: `postgres://lodge@/${name}?host=${encodeURIComponent(host)}`,
    drop: () => admin(`drop database if exists ${name} with (force)`),
  }
}

/** The real server on a real database of this test file's own, opened before its tests and closed after them. */
export const useLodge = (
  options: {
    intakeLimit?: number
    rateLimits?: RateLimits
    trustProxy?: string[]
    /** Routes of the test's own, beside the real ones. */
    routes?: (app: FastifyInstance, lodge: Lodge) => void
  } = {},
): TestLodge => {
  const made = {} as TestLodge // filled by beforeAll, before any test reads it
  let drop: () => Promise<void>
  beforeAll(async () => {
    const database = await cloneDatabase()
    drop = database.drop
    const dataDir = mkdtempSync(join(tmpdir(), 'lodge-data-'))
    const store = await openStore({ databaseUrl: database.url, dataDir, command: 'test', log: quiet })
    const lodge = openLodge(store, { dataDir, log: quiet, intakeLimit: options.intakeLimit ?? 10_000 })
    const app = await buildServer({
      lodge,
      authenticator: openAuthenticator(store),
      outbound: openOutbound({ allow: ['127.0.0.0/8'] }),
      domain: 'localhost',
      outbox: openOutbox(MAIL_OPERATOR),
      attachmentLimit: 25 * 1024 * 1024,
      mailLimit: 1024 * 1024,
      rateLimits: options.rateLimits ?? false,
      trustProxy: options.trustProxy,
      logger: false,
      checkResponses: true,
    })
    options.routes?.(app, lodge)
    await app.ready()
    Object.assign(made, { store, lodge, app, dataDir, databaseUrl: database.url, ...actions(store, app) })
  })
  afterAll(async () => {
    await made.app?.close()
    await made.store?.close()
    await drop?.()
    if (made.dataDir) rmSync(made.dataDir, { recursive: true, force: true })
  })
  return made
}

const actions = (store: Store, app: FastifyInstance): Pick<TestLodge, 'desk' | 'token' | 'call'> => {
  const token: TestLodge['token'] = async (desk, scopes) => {
    const made = await createCredential(store, {
      deskId: desk.id,
      kind: 'token',
      name: 'test',
      scopes,
      departmentId: null,
      memberId: null,
      expiresAt: null,
    })
    return made.secret
  }
  return {
    token,
    desk: async () => {
      const slug = `d${randomBytes(6).toString('hex')}`
      const made = await createDesk(store, { slug, name: 'Test desk' })
      if (!made.ok) throw new Error(made.error.code)
      const desk = { id: made.value.id, slug, token: '' }
      return { ...desk, token: await token(desk, ['admin']) }
    },
    call: async (secret, method, url, body, headers = {}) => {
      const answer = await app.inject({
        method: method as NonNullable<InjectOptions['method']>,
        url,
        headers: {
          authorization: `Bearer ${secret}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
      })
      return {
        status: answer.statusCode,
        headers: answer.headers,
        json: answer.body !== '' && /json/.test(String(answer.headers['content-type'])) ? answer.json() : undefined,
        text: answer.body,
      }
    },
  }
}
