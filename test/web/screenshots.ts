#!/usr/bin/env -S node
// `npm run screenshots [-- FOLDER NAME…]`: every screen of a desk with demo tickets, as pictures in docs/screenshots/ or another
// folder; all of them, or those whose names begin so.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { openChromium } from '../support/chromium.ts'
import { spawnLodge } from '../support/lodge-process.ts'
import { toSmallPng } from '../support/small-png.ts'
import { furnish } from './screens/furnish.ts'
import {
  edgeScreens,
  emptyScreens,
  mainScreens,
  type Screen,
  settingsScreens,
  signInScreens,
  troubledScreens,
} from './screens/screens.ts'

const [folder = resolve(import.meta.dirname, '../../docs/screenshots'), ...wanted] = process.argv.slice(2)
const lodgeCommand = resolve(import.meta.dirname, '../../src/cli/main.ts')
const TICKETS = 240
const PASSWORD = 'screens are not secret'

const desktop = { width: 1180, height: 680 }
const phone = { width: 390, height: 844 }
const looks = {
  light: { look: '', language: 'en', theme: 'light', viewport: desktop },
  dark: { look: '-dark', language: 'en', theme: 'dark', viewport: desktop },
  phone: { look: '-phone', language: 'en', theme: 'light', viewport: phone },
  phoneDark: { look: '-phone-dark', language: 'en', theme: 'dark', viewport: phone },
  hebrew: { look: '-hebrew', language: 'he', theme: 'light', viewport: desktop },
  phoneHebrew: { look: '-phone-hebrew', language: 'he', theme: 'light', viewport: phone },
} as const
type Look = (typeof looks)[keyof typeof looks]

mkdirSync(folder, { recursive: true })
const dataDir = mkdtempSync(join(tmpdir(), 'lodge-screens-'))
// What is sent to this machine is let out: the ends of webhooks are here.
const lodge = spawnLodge(dataDir, { env: { LODGE_OUTBOUND_ALLOW: '127.0.0.0/8' } })
try {
  const url = await lodge.ready
  const browser = await openChromium()
  const owner = await browser.newContext({ baseURL: url })
  const ask = async (method: 'GET' | 'POST' | 'PUT', path: string, data?: object) => {
    const answer = await owner.request.fetch(path, { method, headers: { origin: url }, data })
    if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`)
    return answer.json()
  }
  const token = /\/welcome\?token=(\S+)/.exec(lodge.output())?.[1]
  const stranger = { browser, url, state: undefined, prefer: async () => {} }
  // The link is good once: this page is the owner's way in.
  const welcome = await owner.newPage()
  await welcome.setViewportSize(desktop)
  await shoot(welcome, { name: 'welcome', path: `/welcome?token=${token}`, whole: 'form' }, '')
  await welcome.close()
  await ask('PUT', '/v1/setup', {
    desk_name: 'Tideline',
    name: 'Ada Winter',
    email: 'ada@tideline.example',
    password: PASSWORD,
  })
  const prefer = ({ language, theme }: Look) => ask('PUT', '/v1/session/preferences', { language, theme })
  const member = { browser, url, state: await owner.storageState(), prefer }
  await shootAll(stranger, signInScreens, [looks.light, looks.phoneDark])
  await shootAll(member, emptyScreens, [looks.light])

  const { ends, ids } = await furnish({ request: owner.request, url })
  execFileSync(process.execPath, [lodgeCommand, 'demo', '--desk', 'acme', '--count', String(TICKETS)], {
    env: { ...process.env, LODGE_DATA: dataDir },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const first = async (path: string) => (await ask('GET', path)).data[0]
  const { data: latest } = await ask('GET', '/v1/tickets?limit=100&sort=-updated&status=open&tag=vat')
  const busiest = latest.toSorted((a: Counted, b: Counted) => b.message_count - a.message_count)[0]
  const numbered = async (tag: string) =>
    String((await first(`/v1/tickets?limit=1&tag=${encodeURIComponent(tag)}`)).number)
  const { data: companies } = await ask('GET', '/v1/companies?limit=100')
  const long = companies.toSorted((a: Named, b: Named) => b.name.length - a.name.length)[0]
  const places = { ticket: String(busiest.number), contact: busiest.requester.id, company: long.id, ids }
  const edges = {
    tagged: await numbered('migration'),
    hebrew: await numbered('עברית'),
    files: await numbered('branding'),
  }
  await settled(ask)

  const all = Object.values(looks)
  await shootAll(member, mainScreens(places), all)
  await shootAll(member, settingsScreens(places), [looks.light, looks.phoneHebrew])
  await shootAll(member, edgeScreens(edges), [looks.light, looks.phoneDark])
  await shootAll(member, troubledScreens(places), [looks.light])
  await browser.close()
  ends.close()
} finally {
  lodge.child.kill('SIGTERM')
  await lodge.exited
  rmSync(dataDir, { recursive: true, force: true })
}

type Counted = { number: number; message_count: number }
type Named = { id: string; name: string }

/** What follows the log has come to its end, and what is sent was tried: reports and logs are whole. */
async function settled(ask: (method: 'GET', path: string) => Promise<{ data: { created: number }[] }>): Promise<void> {
  const to = new Date().toISOString().slice(0, 10)
  const from = new Date(Date.now() - 60 * 86_400_000).toISOString().slice(0, 10)
  for (let n = 0; n < 120; n++) {
    const { data } = await ask('GET', `/v1/reports/volumes?from=${from}&to=${to}&interval=month`)
    if (data.reduce((sum, row) => sum + row.created, 0) >= TICKETS) return
    await new Promise((done) => setTimeout(done, 500))
  }
}

type Viewer = {
  browser: Browser
  url: string
  state: Awaited<ReturnType<BrowserContext['storageState']>> | undefined
  prefer: (look: Look) => Promise<unknown>
}

async function shootAll({ browser, url, state, prefer }: Viewer, screens: Screen[], inLooks: Look[]): Promise<void> {
  const chosen = screens.filter(({ name }) => wanted.length === 0 || wanted.some((one) => name.startsWith(one)))
  if (chosen.length === 0) return
  for (const look of inLooks) {
    await prefer(look)
    const { language: locale, theme: colorScheme, viewport } = look
    const known = state ? { storageState: state } : {}
    const context = await browser.newContext({ baseURL: url, ...known, viewport, locale, colorScheme })
    const page = await context.newPage()
    for (const screen of chosen) await shoot(page, screen, look.look)
    await context.close()
  }
}

async function shoot(
  page: Page,
  { name, path, whole = 'h1:visible, h2:visible', before, trouble }: Screen,
  look: string,
): Promise<void> {
  if (trouble) {
    await page.route(trouble.asked, (route) => (trouble.is === 'broken' ? route.abort() : undefined))
  }
  await page.goto(path)
  await before?.(page)
  const isWhole = await page
    .locator(whole)
    .first()
    .waitFor({ timeout: 15_000 })
    .then(
      () => true,
      () => false,
    )
  if (!isWhole) process.stderr.write(`${name}${look} shows no ${whole}\n`)
  const loading = page.locator('.animate-pulse').first()
  if (!trouble) await loading.waitFor({ state: 'detached', timeout: 5_000 }).catch(() => {})
  // Frames measure themselves, charts and lazy parts come: nothing says when the last of them is there.
  await page.waitForTimeout(700)
  const picture = await page.screenshot({ animations: 'disabled' })
  writeFileSync(join(folder, `${name}${look}.png`), toSmallPng(picture))
  if (trouble) await page.unrouteAll({ behavior: 'ignoreErrors' })
}
