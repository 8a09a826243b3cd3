import chromium from '@sparticuz/chromium'
import { type Browser as Chromium, type Page, chromium as playwright } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Browser, join, openBrowser, PASSWORD, signIn } from '../support/browser.ts'
import { useLodge } from '../support/lodge.ts'
import { codeOf } from '../support/totp.ts'
import { eventsOf } from './events.ts'

const lodge = useLodge()

let chrome: Chromium
beforeAll(async () => {
  chrome = await playwright.launch({
    executablePath: await chromium.executablePath(),
    args: chromium.args,
    headless: true,
  })
})
afterAll(() => chrome?.close())

let count = 0
const scene = async () => {
  const desk = await lodge.desk()
  const browser = await openBrowser(lodge)
  const { email } = await join(lodge, desk, browser, { email: `kim${++count}@factors.example` })
  return { desk, browser, email }
}

const verify = (browser: Browser, code: string) => browser.ask('POST', '/auth/two-factor/verify-totp', { code })
/** A number that is not the one. */
const wrongFor = (uri: string): string => String((Number(codeOf(uri)) + 123_456) % 1_000_000).padStart(6, '0')

test('a second factor is set up with a password and a first code, and asked for from then on', async () => {
  const { desk, browser, email } = await scene()
  const enable = (password: string) => browser.ask('POST', '/auth/two-factor/enable', { password })
  expect((await enable('wrong password')).status).toBe(400)
  const { totpURI, backupCodes } = (await enable(PASSWORD)).json
  expect(backupCodes.length).toBeGreaterThan(5)
  expect((await browser.ask('GET', '/v1/session')).json.two_factor).toBe(false)
  expect((await verify(browser, wrongFor(totpURI))).status).toBe(401)
  expect((await verify(browser, codeOf(totpURI))).status).toBe(200)
  expect((await browser.ask('GET', '/v1/session')).json.two_factor).toBe(true)

  const next = await openBrowser(lodge)
  expect((await signIn(next, email)).json).toMatchObject({ twoFactorRedirect: true, twoFactorMethods: ['totp'] })
  expect((await next.ask('GET', '/v1/session')).status).toBe(401)
  expect((await verify(next, wrongFor(totpURI))).status).toBe(401)
  expect((await next.ask('GET', '/v1/session')).status).toBe(401)
  expect((await verify(next, codeOf(totpURI))).status).toBe(200)
  expect((await next.ask('GET', '/v1/session')).status).toBe(200)
  // A backup code in its place, once.
  for (const status of [200, 401]) {
    const lost = await openBrowser(lodge)
    await signIn(lost, email)
    const used = await lost.ask('POST', '/auth/two-factor/verify-backup-code', { code: backupCodes[0] })
    expect(used.status).toBe(status)
  }
  const stored = await lodge.store.pool.query('select secret, backup_codes from auth_two_factor')
  expect(JSON.stringify(stored.rows)).not.toContain(backupCodes[1])

  expect((await next.ask('POST', '/auth/two-factor/disable', { password: PASSWORD })).status).toBe(200)
  expect((await next.ask('GET', '/v1/session')).json.two_factor).toBe(false)
  const methods = (await eventsOf(lodge, desk, 'session.started')).map(({ data }) => data.method)
  expect(methods).toEqual(['two_factor', 'backup_code'])
  expect(await eventsOf(lodge, desk, 'two_factor.enabled')).toHaveLength(1)
  expect(await eventsOf(lodge, desk, 'two_factor.disabled')).toHaveLength(1)
})

test('429 too many passwords that were right, with a second factor that was not', async () => {
  const { browser, email } = await scene()
  const { totpURI } = (await browser.ask('POST', '/auth/two-factor/enable', { password: PASSWORD })).json
  await verify(browser, codeOf(totpURI))
  const guessing = await openBrowser(lodge)
  await signIn(guessing, email)
  await lodge.store.pool.query('update auth_attempt set attempts = 10')
  expect(await signIn(guessing, email)).toMatchObject({ status: 429, json: { code: 'too_many_attempts' } })
  // Codes are counted by the account as well, whatever address they come from.
  await lodge.store.pool.query('update auth_two_factor set failed_verification_count = 9')
  await lodge.store.pool.query('delete from auth_attempt')
  await signIn(guessing, email)
  expect((await verify(guessing, wrongFor(totpURI))).status).toBe(401)
  await signIn(guessing, email)
  const locked = await verify(guessing, codeOf(totpURI))
  expect([locked.status, locked.headers['retry-after']]).toEqual([429, '900'])
})

/** In the page: what a script of ours does with the browser’s authenticator. */
const ceremony = (page: Page, kind: 'create' | 'get', options: unknown) =>
  page.evaluate<unknown>(`(async () => {
    const options = ${JSON.stringify(options)}
    const parse = PublicKeyCredential.parse${kind === 'create' ? 'Creation' : 'Request'}OptionsFromJSON
    const made = await navigator.credentials.${kind}({ publicKey: parse.call(PublicKeyCredential, options) })
    return made.toJSON()
  })()`)

test('a passkey is added by who is signed in, and signs them in without a password', async () => {
  const { desk, browser } = await scene()
  const page = await (await chrome.newContext()).newPage()
  await page.goto(`${browser.origin}/openapi.json`)
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
    },
  })
  const stranger = await openBrowser(lodge)
  expect((await stranger.ask('GET', '/auth/passkey/generate-register-options')).status).toBe(401)

  const creation = await browser.ask('GET', '/auth/passkey/generate-register-options')
  expect(creation.json.rp).toEqual({ name: 'Lodge', id: 'localhost' })
  const registered = await ceremony(page, 'create', creation.json)
  const added = await browser.ask('POST', '/auth/passkey/verify-registration', { response: registered, name: 'Laptop' })
  expect([added.status, added.json.name]).toEqual([200, 'Laptop'])

  const next = await openBrowser(lodge)
  const request = await next.ask('GET', '/auth/passkey/generate-authenticate-options')
  const response = await ceremony(page, 'get', request.json)
  const verifying = () => next.ask('POST', '/auth/passkey/verify-authentication', { response })
  expect((await verifying()).status).toBe(200)
  expect((await next.ask('GET', '/v1/session')).json.member.name).toBe('Kim')
  // A challenge is answered once.
  expect((await verifying()).status).toBe(400)

  const [own] = (await browser.ask('GET', '/auth/passkey/list-user-passkeys')).json
  const other = await scene()
  const remove = (by: Browser, id: string) => by.ask('POST', '/auth/passkey/delete-passkey', { id })
  expect((await remove(other.browser, own.id)).status).toBe(401)
  expect((await remove(browser, 'not-an-id')).status).toBe(404)
  expect((await remove(browser, own.id)).status).toBe(200)
  expect(await eventsOf(lodge, desk, 'session.started')).toMatchObject([{ data: { method: 'passkey' } }])
  expect(await eventsOf(lodge, desk, 'passkey.added')).toHaveLength(1)
  expect(await eventsOf(lodge, desk, 'passkey.removed')).toHaveLength(1)
})
