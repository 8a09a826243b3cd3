import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { PASSWORD } from './browser.ts'
import { openChromium } from './chromium.ts'
import { type Answer, cloneDatabase } from './lodge.ts'
import { type LodgeProcess, spawnLodge } from './lodge-process.ts'

/** What no page of ours ever does, whatever it shows. */
export type Misdeeds = {
  /** Addresses elsewhere that were asked. */
  elsewhere: string[]
  dialogs: string[]
  /** What our own policy forbade. */
  violations: string[]
  /** Names of scripts that ran out of what somebody else wrote: they call `ran('name')`. */
  ran: string[]
  /** Errors that nobody caught. */
  errors: string[]
}

export type Pages = {
  /** Where the server is, without a slash. */
  url: string
  /** The token that the first start shows. */
  token: string
  /** The path and query of the one-time link that the first start shows. */
  welcome: string
  /** Its database, as a connection string. */
  databaseUrl: string
  /** One call of the API, by the first token. */
  call: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>
  /** One statement on the server's database. */
  query: (sql: string, values?: unknown[]) => Promise<unknown>
  /** Makes somebody a member who signs in with PASSWORD. */
  member: (email: string, name: string, role?: string) => Promise<string>
  /** A browser of its own, signed in where `as` is somebody's address, on an empty page. */
  open: (options?: BrowserContextOptions & { as?: string }) => Promise<Page>
  misdeeds: Misdeeds
}

const nothing = (): Misdeeds => ({ elsewhere: [], dialogs: [], violations: [], ran: [], errors: [] })

/**
 * `lodge serve` as it is run, on a database of this file's own at its first start, and Chromium to look at its pages. After
 * each test its browsers are closed, and none of them may have done what no page does.
 */
export const usePages = (env: Record<string, string> = {}): Pages => {
  const made = { misdeeds: nothing() } as Pages // filled by beforeAll, before any test reads it
  const contexts: BrowserContext[] = []
  let lodge: LodgeProcess | undefined
  let drop: (() => Promise<void>) | undefined
  let dataDir = ''
  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'lodge-pages-'))
    const database = await cloneDatabase()
    drop = database.drop
    lodge = spawnLodge(dataDir, {
      env: { DATABASE_URL: database.url, LODGE_OUTBOUND_ALLOW: '127.0.0.0/8', ...env },
    })
    const url = await lodge.ready
    const token = lodge.token() ?? ''
    const welcome = /\/welcome\?token=\S+/.exec(lodge.output())?.[0] ?? ''
    const query: Pages['query'] = async (sql, values) => {
      const client = new pg.Client(database.url)
      await client.connect()
      await client.query(sql, values)
      await client.end()
    }
    Object.assign(made, { url, token, welcome, databaseUrl: database.url, query })
    Object.assign(made, actions({ url, token, contexts, misdeeds: made.misdeeds }))
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await keepPictures(contexts)
    for (const context of contexts.splice(0)) await context.close()
    const done = { ...made.misdeeds }
    Object.assign(made.misdeeds, nothing())
    expect(done).toEqual(nothing())
  })
  afterAll(async () => {
    lodge?.child.kill('SIGTERM')
    await lodge?.exited
    await drop?.()
    rmSync(dataDir, { recursive: true, force: true })
  })
  return made
}

/** What was on the pages of a test that failed, for who looks into it. */
const keepPictures = async (contexts: BrowserContext[]): Promise<void> => {
  for (const page of contexts.flatMap((context) => context.pages())) {
    const path = join(tmpdir(), `lodge-failed-${Date.now()}.png`)
    await page.screenshot({ path }).then(
      () => process.stderr.write(`${page.url()} looked like ${path}\n`),
      () => {},
    )
  }
}

type Given = Pick<Pages, 'url' | 'token' | 'misdeeds'> & { contexts: BrowserContext[] }

const actions = ({ url, token, contexts, misdeeds }: Given): Pick<Pages, 'call' | 'member' | 'open'> => {
  const call: Pages['call'] = async (method, path, body, headers = {}) => {
    const answer = await fetch(url + path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    const json = /json/.test(answer.headers.get('content-type') ?? '') ? JSON.parse(text) : undefined
    if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
    return { status: answer.status, headers: Object.fromEntries(answer.headers), json, text }
  }
  return {
    call,
    member: async (email, name, role = 'agent') => {
      const invited = await call('POST', '/v1/invitations', { email, role })
      const token = new URL(invited.json.link).searchParams.get('token')
      const said = { token, name, password: PASSWORD }
      const joined = await call('POST', '/v1/invitations/accept', said, { origin: url })
      return joined.json.member.id
    },
    open: async ({ as, ...options } = {}) => {
      const browser = await openChromium()
      const context = await browser.newContext({
        baseURL: url,
        viewport: { width: 1280, height: 800 },
        locale: 'en-GB',
        ...options,
      })
      contexts.push(context)
      context.setDefaultTimeout(60_000)
      await watch(context, url, misdeeds)
      if (as) {
        const headers = { origin: url }
        const data = { email: as, password: PASSWORD }
        const entered = await context.request.post('/auth/sign-in/email', { headers, data })
        if (!entered.ok()) throw new Error(`${as} was not let in: ${await entered.text()}`)
      }
      return context.newPage()
    },
  }
}

const watch = async (context: BrowserContext, url: string, misdeeds: Misdeeds): Promise<void> => {
  context.on('request', (request) => {
    const asked = request.url()
    if (/^https?:/.test(asked) && !asked.startsWith(`${url}/`)) misdeeds.elsewhere.push(asked)
  })
  // What a frame's own policy stopped did not leave.
  context.on('requestfailed', (request) => {
    const at = misdeeds.elsewhere.indexOf(request.url())
    if (at >= 0 && /csp/i.test(request.failure()?.errorText ?? '')) misdeeds.elsewhere.splice(at, 1)
  })
  context.on('dialog', (dialog) => {
    misdeeds.dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  context.on('weberror', (error) => misdeeds.errors.push(String(error.error().stack ?? error.error())))
  await context.exposeBinding('ran', (_source, name: unknown) => misdeeds.ran.push(String(name)))
  await context.exposeBinding('violated', (_source, what: unknown) => misdeeds.violations.push(String(what)))
  await context.addInitScript(
    `addEventListener('securitypolicyviolation', (event) => violated(event.violatedDirective + ' ' + event.blockedURI + ' ' + (event.sample || '') + ' at ' + location.pathname))`,
  )
}
