import type { Browser, BrowserContext } from 'playwright-core'
import { openChromium } from '../../test/support/chromium.ts'
import type { BenchLodge } from '../lodge.ts'

/** How many messages the long ticket has. */
export const LONG = 500
const MEMBER = { email: 'browser@bench.example', password: 'measured, not guessed' }
const VIEWPORT = { width: 1440, height: 900 }

/** A full desk, and somebody who is signed in to it by a browser. */
export type PagesDesk = {
  browser: Browser
  context: BrowserContext
  /** A browser that has nothing of ours yet, but the session. */
  fresh: () => Promise<BrowserContext>
  /** Files a ticket through the API; answers its number. */
  file: (subject: string) => Promise<number>
  /** The number of the long ticket. */
  long: number
}

export const openDesk = async (lodge: BenchLodge): Promise<PagesDesk> => {
  const headers = { authorization: `Bearer ${lodge.token}`, 'content-type': 'application/json' }
  const post = async (path: string, body: object): Promise<Record<string, unknown>> => {
    const answer = await fetch(lodge.url + path, { method: 'POST', headers, body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(`POST ${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as Record<string, unknown> // every answer of /v1 is an object
  }
  const file = async (subject: string) =>
    Number((await post('/v1/tickets', { requester: { email: 'new@bench.example' }, subject })).number)

  const browser = await openChromium()
  const { link } = await post('/v1/invitations', { email: MEMBER.email, role: 'admin' })
  const context = await browser.newContext({ baseURL: lodge.url, viewport: VIEWPORT })
  const joined = await context.request.post('/v1/invitations/accept', {
    headers: { origin: lodge.url },
    data: { token: new URL(String(link)).searchParams.get('token'), name: 'Bench', password: MEMBER.password },
  })
  if (!joined.ok()) throw new Error(await joined.text())
  const storageState = await context.storageState()

  const long = await file('A long story')
  for (let n = 1; n < LONG; n += 1) {
    const body = `Message ${n}. ${'It goes on, and on, and on. '.repeat(8)}`
    await post(`/v1/tickets/${long}/messages`, { public: false, body })
  }
  return {
    browser,
    context,
    fresh: () => browser.newContext({ baseURL: lodge.url, storageState, viewport: VIEWPORT }),
    file,
    long,
  }
}
