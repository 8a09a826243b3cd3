import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { openChromium } from '../../test/support/chromium.ts'
import type { Bench } from '../bench.ts'
import type { BenchLodge } from '../lodge.ts'
import type { Row } from '../row.ts'

const DIST = resolve(import.meta.dirname, '../../web/dist')
/** What a message's text in the long ticket looks like. */
const LONG = 500
const OWNER = { email: 'owner@bench.example', password: 'measured, not guessed' }

/** What somebody sees in a browser on a full desk: each the median of several goes. */
export const pagesWorkload = async (bench: Bench): Promise<void> => {
  const full = await bench.full()
  bench.say('pages: signing in, and a ticket of 500 messages')
  const rows: Row[] = []
  const measured = (measure: string, values: number[], limit: number) => {
    const sorted = values.toSorted((a, b) => a - b)
    const value = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
    const note = `of ${values.length}, the slowest ${Math.round(sorted.at(-1) ?? 0)} ms`
    rows.push({ workload: 'pages', measure, value, unit: 'ms', target: { is: '<=', limit }, note })
  }
  const { page, ask, long, cold } = await openPages(bench, full)
  const goes = Array.from({ length: bench.options.quick ? 3 : 9 }, (_, go) => go)
  const first = await cold()
  rows.push({
    workload: 'pages',
    measure: 'first page, compressed',
    value: first.bytes / 1000,
    unit: 'KB',
    target: { is: '<=', limit: 250 },
  })
  const colds: number[] = [first.ms]
  for (const _ of goes) colds.push((await cold()).ms)
  measured('list visible, from cold', colds, 1000)

  bench.say('pages: opening, typing, hearing of new tickets')
  await page.goto('/inbox/open')
  await page.locator('[id^=row-]').first().waitFor()
  const opened: number[] = []
  for (const go of goes) {
    const link = page.locator('[id^=row-]').nth(go + 1)
    await link.hover()
    opened.push(await timed(page, `document.querySelectorAll('[id^=row-]')[${go + 1}].click()`, 'main article'))
    await page.goto('/inbox/open')
    await page.locator('[id^=row-]').first().waitFor()
  }
  measured('a ticket opens after a click', opened, 150)

  const heard: number[] = []
  for (const go of goes) {
    const subject = `Heard at once ${go} ${Date.now()}`
    const seen = page.getByText(subject).first().waitFor()
    const began = performance.now()
    await ask('POST', '/v1/tickets', { requester: { email: 'new@bench.example' }, subject })
    await seen
    heard.push(performance.now() - began)
  }
  measured('a new ticket by API is visible', heard, 300)

  await page.goto(`/inbox/tickets/${long}`)
  await page.locator('[role=textbox]').first().click()
  const typed: number[] = []
  for (const key of 'It is on its way to you, we hope.') typed.push(await keyToPaint(page, key))
  measured(`keystroke to paint, in a ticket of ${LONG} messages`, typed, 50)

  const reports: number[] = []
  for (const _ of goes) {
    await page.goto('/inbox/open')
    await page.locator('[id^=row-]').first().waitFor()
    const began = performance.now()
    await page.goto(`/reports?from=${dayAgo(364)}&to=${dayAgo(0)}`)
    await page.locator('main svg[class*=plot], main figure').first().waitFor()
    reports.push(performance.now() - began)
  }
  measured('reports of a year', reports, 1000)
  await page.context().close()
  bench.rows.push(...rows)
}

const dayAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)

/** Runs a line on the page; answers when, by the page's own clock, what is asked for was painted. */
const timed = (page: Page, run: string, until: string): Promise<number> =>
  page.evaluate(`new Promise((resolve) => {
    const began = performance.now()
    const look = () => document.querySelector(${JSON.stringify(until)})
      ? requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)))
      : requestAnimationFrame(look)
    ${run}
    look()
  })`)

/** From the key's event to the frame after it. */
const keyToPaint = async (page: Page, key: string): Promise<number> => {
  await page.evaluate(`addEventListener('keydown', (event) => {
    const began = event.timeStamp
    requestAnimationFrame(() => setTimeout(() => { globalThis.painted = performance.now() - began }))
  }, { once: true, capture: true })`)
  await page.keyboard.press(key === ' ' ? 'Space' : key)
  await page.waitForFunction('globalThis.painted !== undefined')
  return page.evaluate('(() => { const took = globalThis.painted; globalThis.painted = undefined; return took })()')
}

const openPages = async (bench: Bench, full: BenchLodge & { filled: { deskId: string } }) => {
  const headers = { authorization: `Bearer ${full.token}`, 'content-type': 'application/json' }
  const ask = async (method: string, path: string, body: object) => {
    const answer = await fetch(full.url + path, { method, headers, body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    // biome-ignore lint/suspicious/noExplicitAny: what is read of it is there, else the run stops
    return (await answer.json()) as any
  }
  const invited = await ask('POST', '/v1/invitations', { email: OWNER.email, role: 'admin' })
  const token = new URL(invited.link).searchParams.get('token')
  const browser = await openChromium()
  const context = await browser.newContext({ baseURL: full.url, viewport: { width: 1440, height: 900 } })
  const joined = await context.request.post('/v1/invitations/accept', {
    headers: { origin: full.url },
    data: { token, name: 'Bench', password: OWNER.password },
  })
  if (!joined.ok()) throw new Error(await joined.text())
  const made = await ask('POST', '/v1/tickets', {
    requester: { email: 'long@bench.example' },
    subject: 'A long story',
    body: 'The first of many.',
  })
  for (let n = 1; n < LONG; n += 1) {
    const body = `Message ${n}. ${'It goes on, and on, and on. '.repeat(8)}`
    await ask('POST', `/v1/tickets/${made.number}/messages`, { public: false, body })
  }
  const storageState = await context.storageState()
  /** A browser that has seen nothing of ours yet, but for being signed in. */
  const cold = async (): Promise<{ ms: number; bytes: number }> => {
    const fresh = await browser.newContext({ baseURL: full.url, storageState, viewport: { width: 1440, height: 900 } })
    const page = await fresh.newPage()
    const assets = new Set<string>()
    page.on('request', (request) => assets.add(new URL(request.url()).pathname))
    const began = performance.now()
    await page.goto('/inbox/open')
    await page.locator('[id^=row-]').first().waitFor()
    const ms = performance.now() - began
    await fresh.close()
    return { ms, bytes: compressedSize([...assets]) }
  }
  bench.say('pages: from cold')
  return { page: await context.newPage(), ask, long: made.number as number, cold }
}

/** What these files of ours weigh as they are sent, compressed. */
const compressedSize = (paths: string[]): number => {
  const built = new Set(readdirSync(join(DIST, 'assets')))
  const files = paths.map((path) => path.replace('/assets/', '')).filter((name) => built.has(name))
  const sizes = files.map((name) =>
    built.has(`${name}.br`)
      ? readFileSync(join(DIST, 'assets', `${name}.br`)).length
      : brotliCompressSync(readFileSync(join(DIST, 'assets', name))).length,
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}
