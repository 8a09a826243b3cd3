import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { toSmallPng } from '../../support/small-png.ts'
import type { Screen } from './screens.ts'

const desktop = { width: 1180, height: 680 }
const wide = { width: 1560, height: 900 }
const phone = { width: 390, height: 844 }
export const looks = {
  light: { look: '', language: 'en', theme: 'light', viewport: desktop },
  dark: { look: '-dark', language: 'en', theme: 'dark', viewport: desktop },
  wide: { look: '', language: 'en', theme: 'light', viewport: wide },
  wideDark: { look: '-dark', language: 'en', theme: 'dark', viewport: wide },
  phone: { look: '-phone', language: 'en', theme: 'light', viewport: phone },
  phoneDark: { look: '-phone-dark', language: 'en', theme: 'dark', viewport: phone },
  hebrew: { look: '-hebrew', language: 'he', theme: 'light', viewport: desktop },
  phoneHebrew: { look: '-phone-hebrew', language: 'he', theme: 'light', viewport: phone },
} as const
export type Look = (typeof looks)[keyof typeof looks]

/** Who looks: a browser with somebody's session, or nobody's. */
type Viewer = {
  browser: Browser
  url: string
  state: Awaited<ReturnType<BrowserContext['storageState']>> | undefined
  /** Has the server know the language and theme, which it tells the pages. */
  prefer: (look: Look) => Promise<unknown>
}

/** Pages that are looked at beside each other: while one waits, another is drawn. */
const AT_ONCE = 3

/** Takes pictures into `folder`: of all screens, or of those whose names begin with one of `wanted`. */
export const openCamera = ({ folder, wanted }: { folder: string; wanted: string[] }) => {
  const isWanted = ({ name }: Screen) => wanted.length === 0 || wanted.some((one) => name.startsWith(one))

  const shoot = async (
    page: Page,
    { name, path, whole = 'h1:visible, h2:visible', before, trouble }: Screen,
    look: string,
  ): Promise<void> => {
    if (trouble) {
      await page.route(trouble.asked, (route) => (trouble.is === 'broken' ? route.abort() : undefined))
    }
    const missing = () => process.stderr.write(`${name}${look} shows no ${whole}\n`)
    await page.goto(path)
    await Promise.resolve(before?.(page)).catch(missing)
    await page.locator(whole).first().waitFor({ timeout: 15_000 }).catch(missing)
    const loading = page.locator('.animate-pulse').first()
    if (!trouble) await loading.waitFor({ state: 'detached', timeout: 5_000 }).catch(() => {})
    // Frames measure themselves, charts and lazy parts come: nothing says when the last of them is there.
    await page.waitForTimeout(700)
    const picture = await page.screenshot({ animations: 'disabled' })
    writeFileSync(join(folder, `${name}${look}.png`), toSmallPng(picture))
    if (trouble) await page.unrouteAll({ behavior: 'ignoreErrors' })
  }

  const shootAll = async ({ browser, url, state, prefer }: Viewer, screens: Screen[], inLooks: Look[]) => {
    const chosen = screens.filter(isWanted)
    if (chosen.length === 0) return
    for (const look of inLooks) {
      await prefer(look)
      const { language: locale, theme: colorScheme, viewport } = look
      const known = state ? { storageState: state } : {}
      const context = await browser.newContext({ baseURL: url, ...known, viewport, locale, colorScheme })
      context.setDefaultTimeout(15_000)
      const left = [...chosen]
      const takeTurns = async () => {
        // One of its own: what was open over the screen before is not there any more.
        for (let screen = left.shift(); screen; screen = left.shift()) {
          const page = await context.newPage()
          await shoot(page, screen, look.look)
          await page.close()
        }
      }
      await Promise.all(Array.from({ length: AT_ONCE }, takeTurns))
      await context.close()
    }
  }
  return { shoot, shootAll }
}
