import chromium from '@sparticuz/chromium'
import { type Browser, chromium as playwright } from 'playwright-core'

/**
 * Ours, not the package's own: those turn the same-origin policy off, and all that is tested here stands on it. No sandbox,
 * since root has none; fonts are drawn alike on each machine.
 */
const ARGS = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--font-render-hinting=none',
  '--disable-gpu',
  '--hide-scrollbars',
]

let shared: Promise<Browser> | undefined

/** The real Chromium, one a process: it ends with it. */
export const openChromium = (): Promise<Browser> => {
  shared ??= (async () =>
    playwright.launch({ executablePath: await chromium.executablePath(), args: ARGS, headless: true }))()
  return shared
}
