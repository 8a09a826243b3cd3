#!/usr/bin/env -S node
// `npm run screenshots [-- FOLDER NAME…]`: every screen of a desk with demo tickets, as pictures in docs/screenshots/ or another
// folder; all of them, or those whose names begin so.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { buildPages } from '../support/built-pages.ts'
import { openChromium } from '../support/chromium.ts'
import { spawnLodge } from '../support/lodge-process.ts'
import { dialogScreens, settingsDetails } from './screens/dialogs.ts'
import { type Ask, enliven } from './screens/enliven.ts'
import { furnish } from './screens/furnish.ts'
import { inviteAll } from './screens/invite.ts'
import {
  edgeScreens,
  emptyScreens,
  firstScreens,
  mainScreens,
  type Screen,
  settingsScreens,
  signInScreens,
  troubledScreens,
} from './screens/screens.ts'
import { type Look, looks, openCamera } from './screens/shoot.ts'

const [folder = resolve(import.meta.dirname, '../../docs/screenshots'), ...wanted] = process.argv.slice(2)
const lodgeCommand = resolve(import.meta.dirname, '../../src/cli/main.ts')
const TICKETS = 240
const PASSWORD = 'screens are not secret'

buildPages()
mkdirSync(folder, { recursive: true })
const dataDir = mkdtempSync(join(tmpdir(), 'lodge-screens-'))
// What is sent to this machine is let out: the ends of webhooks are here.
const lodge = spawnLodge(dataDir, { env: { LODGE_OUTBOUND_ALLOW: '127.0.0.0/8' } })
try {
  const url = await lodge.ready
  const browser = await openChromium()
  const owner = await browser.newContext({ baseURL: url })
  const ask: Ask = async (method, path, data) => {
    const answer = await owner.request.fetch(path, { method, headers: { origin: url }, data })
    if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`)
    return answer.json()
  }
  const camera = openCamera({ folder, wanted })
  const token = /\/welcome\?token=(\S+)/.exec(lodge.output())?.[1]
  // The link is good once: this page is the owner's way in.
  const welcome = await owner.newPage()
  await welcome.setViewportSize(looks.light.viewport)
  await camera.shoot(welcome, { name: 'welcome', path: `/welcome?token=${token}`, whole: 'form' }, '')
  await ask('PUT', '/v1/setup', {
    desk_name: 'Tideline',
    name: 'Ada Winter',
    email: 'ada@tideline.example',
    password: PASSWORD,
  })
  await camera.shoot(welcome, { name: 'welcome-key', path: '/welcome', whole: 'h1' }, '')
  await welcome.close()
  const prefer = ({ language, theme }: Look) => ask('PUT', '/v1/session/preferences', { language, theme })
  const stranger = { browser, url, state: undefined, prefer: async () => {} }
  const member = { browser, url, state: await owner.storageState(), prefer }
  const show = (screens: Screen[], inLooks: Look[]) => camera.shootAll(member, screens, inLooks)
  await show(emptyScreens, [looks.light])

  const asked = await inviteAll({ ask, browser, url })
  await camera.shootAll(stranger, signInScreens(asked), [looks.light, looks.phoneDark])
  const { ends, ids } = await furnish({ request: owner.request, url })
  execFileSync(process.execPath, [lodgeCommand, 'demo', '--desk', 'acme', '--count', String(TICKETS)], {
    env: { ...process.env, LODGE_DATA: dataDir },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const lively = await enliven({ ask, url, dataDir, ids })
  const first = async (path: string) => (await ask('GET', path)).data[0]
  const numbered = async (query: string) => String((await first(`/v1/tickets?limit=1&${query}`)).number)
  const { data: companies } = await ask('GET', '/v1/companies?limit=100')
  const long = companies.toSorted((a: { name: string }, b: { name: string }) => b.name.length - a.name.length)[0]
  await settled()
  const places = { ...lively, company: long.id, ids: { ...ids, mail: (await first('/v1/outbox?limit=1')).id } }
  const edges = {
    tagged: await numbered('tag=migration'),
    hebrew: await numbered(`tag=${encodeURIComponent('עברית')}`),
    files: await numbered('tag=branding'),
  }

  await show(firstScreens(places), [looks.wide, looks.wideDark])
  await show(mainScreens(places), [
    looks.light,
    looks.dark,
    looks.phone,
    looks.phoneDark,
    looks.hebrew,
    looks.phoneHebrew,
  ])
  await show(settingsScreens(places), [looks.light, looks.phoneHebrew])
  await show(dialogScreens(places), [looks.light, looks.phoneHebrew])
  await show(settingsDetails(places), [looks.light])
  await show(edgeScreens(edges), [looks.light, looks.phoneDark])
  await show(troubledScreens(places), [looks.light])
  await browser.close()
  ends.close()

  /** What follows the log has come to its end, and what is sent was tried: reports and logs are whole. */
  async function settled(): Promise<void> {
    const to = new Date().toISOString().slice(0, 10)
    const from = new Date(Date.now() - 60 * 86_400_000).toISOString().slice(0, 10)
    for (let n = 0; n < 120; n++) {
      const { data } = await ask('GET', `/v1/reports/volumes?from=${from}&to=${to}&interval=month`)
      if (data.reduce((sum: number, row: { created: number }) => sum + row.created, 0) >= TICKETS) return
      await new Promise((done) => setTimeout(done, 500))
    }
  }
} finally {
  lodge.child.kill('SIGTERM')
  await lodge.exited
  rmSync(dataDir, { recursive: true, force: true })
}
