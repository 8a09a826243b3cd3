#!/usr/bin/env -S node
// `npm run screenshots`: every main screen of a desk with demo tickets, as pictures in docs/screenshots/.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { openChromium } from '../support/chromium.ts'
import { spawnLodge } from '../support/lodge-process.ts'

const folder = resolve(import.meta.dirname, '../../docs/screenshots')
const lodgeCommand = resolve(import.meta.dirname, '../../src/cli/main.ts')
const TICKETS = 120
const PASSWORD = 'screens are not secret'

/** A screen: its file's name, where it is, what to do there, and what shows that it is whole. */
type Screen = { name: string; path: string; whole: string; before?: (page: Page) => Promise<void> }

const screens = (ticket: number): Screen[] => [
  { name: 'inbox', path: '/inbox/open', whole: '[id^=row-]' },
  { name: 'ticket', path: `/inbox/tickets/${ticket}`, whole: '[role=textbox]' },
  { name: 'search', path: '/inbox/search?q=invoice', whole: '[id^=row-]' },
  { name: 'contacts', path: '/contacts', whole: 'main' },
  { name: 'reports', path: '/reports', whole: 'main svg[class^=plot-]' },
  { name: 'departments', path: '/settings/departments', whole: 'table' },
  { name: 'keys', path: '/settings/credentials', whole: 'table' },
  { name: 'mail', path: '/settings/mail', whole: 'form' },
  {
    name: 'palette',
    path: '/inbox/open',
    whole: '[role=dialog]',
    before: async (page) => {
      await page.locator('[id^=row-]').first().waitFor()
      await page.keyboard.press('Control+k')
    },
  },
]

const looks = [
  { look: '', language: 'en', theme: 'light', viewport: { width: 1180, height: 680 } },
  { look: '-dark', language: 'en', theme: 'dark', viewport: { width: 1180, height: 680 } },
  { look: '-phone', language: 'en', theme: 'light', viewport: { width: 390, height: 844 } },
  { look: '-phone-dark', language: 'en', theme: 'dark', viewport: { width: 390, height: 844 } },
  { look: '-hebrew', language: 'he', theme: 'light', viewport: { width: 1180, height: 680 } },
  { look: '-phone-hebrew', language: 'he', theme: 'light', viewport: { width: 390, height: 844 } },
] as const

const dataDir = mkdtempSync(join(tmpdir(), 'lodge-screens-'))
const lodge = spawnLodge(dataDir)
try {
  const url = await lodge.ready
  execFileSync(process.execPath, [lodgeCommand, 'demo', '--desk', 'acme', '--count', String(TICKETS)], {
    env: { ...process.env, LODGE_DATA: dataDir },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const browser = await openChromium()
  const owner = await browser.newContext({ baseURL: url })
  const headers = { origin: url }
  const ask = async (method: 'POST' | 'PUT', path: string, data: object) => {
    const answer = await owner.request.fetch(path, { method, headers, data })
    if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`)
    return answer.json()
  }
  const token = /\/welcome\?token=(\S+)/.exec(lodge.output())?.[1]
  const signIn = await owner.newPage()
  await shoot(signIn, { name: 'sign-in', path: '/sign-in', whole: 'form' }, '')
  await ask('POST', '/v1/setup/start', { token })
  await ask('PUT', '/v1/setup', {
    desk_name: 'Tideline',
    name: 'Ada Winter',
    email: 'ada@tideline.example',
    password: PASSWORD,
  })
  await ask('POST', '/v1/webhooks', {
    url: 'https://hooks.tideline.example/lodge',
    types: ['*'],
    description: 'Billing',
  })
  const found = await (await owner.request.get('/v1/tickets?limit=100&sort=-updated&status=open')).json()
  const busiest = found.data.toSorted((a: Counted, b: Counted) => b.message_count - a.message_count)[0]
  mkdirSync(folder, { recursive: true })
  const storageState = await owner.storageState()
  for (const { look, language, theme, viewport } of looks) {
    await ask('PUT', '/v1/session/preferences', { language, theme })
    const context = await browser.newContext({
      baseURL: url,
      storageState,
      viewport,
      locale: language,
      colorScheme: theme,
    })
    const page = await context.newPage()
    for (const screen of screens(busiest?.number ?? 1)) await shoot(page, screen, look)
    await context.close()
  }
  await browser.close()
} finally {
  lodge.child.kill('SIGTERM')
  await lodge.exited
  rmSync(dataDir, { recursive: true, force: true })
}

type Counted = { number: number; message_count: number }

async function shoot(page: Page, { name, path, whole, before }: Screen, look: string): Promise<void> {
  await page.goto(path)
  await before?.(page)
  await page.locator(whole).first().waitFor()
  // Frames measure themselves, charts and lazy parts come: nothing says when the last of them is there.
  await page.waitForTimeout(700)
  await page.screenshot({ path: join(folder, `${name}${look}.png`), animations: 'disabled' })
}
