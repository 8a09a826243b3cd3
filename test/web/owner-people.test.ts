import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CLIENT, type IdentityProvider, type Person, startIdentityProvider } from '../sign-in/identity-provider.ts'
import { PASSWORD } from '../support/browser.ts'
import { usePages } from '../support/pages.ts'

const pages = usePages()
const OWNER = 'olga@acme.example'
let login: IdentityProvider

beforeAll(async () => {
  login = await startIdentityProvider()
  await pages.member(OWNER, 'Olga Owner', 'owner')
})
afterAll(() => login?.close())

const signOut = async (page: Page) => {
  await page.getByRole('button', { name: 'Your account' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
}

/** Once more is as the first time: who is meant has a name of their own. */
const named = (name: string) => ({ name: `${name} ${randomUUID().slice(0, 8)}`, sub: randomUUID() })
const person = (name: string): Person => {
  const given = named(name)
  return { ...given, email: `${given.sub}@acme.example`, email_verified: true }
}

test('an owner sets single sign-on up; a colleague comes in by it, is a member, and signs out there too', async () => {
  const page = await pages.open({ as: OWNER })
  await page.goto('/settings/sign-in')
  await page.getByRole('button', { name: 'Add a provider' }).click()
  const form = page.getByRole('dialog', { name: 'Add a provider' })
  const { name } = named('Acme login')
  await form.getByLabel('Name').fill(name)
  await form.getByLabel('Issuer').fill(login.issuer)
  await form.getByLabel('Client ID').fill(CLIENT.client_id)
  await form.getByLabel('Client secret').fill(CLIENT.client_secret)
  await form.getByLabel('Domains').fill('acme.example')
  await form.getByLabel('Who is no member yet').selectOption({ label: 'Joins as: Agent' })
  await form.getByRole('button', { name: 'Create' }).click()
  login.allow((await page.getByRole('dialog', { name }).locator('pre').textContent()) ?? '')
  await page.keyboard.press('Escape')
  await signOut(page)

  login.person = person('Ann')
  await page.getByRole('button', { name: `With ${name}` }).click()
  await page.getByRole('main', { name: 'Tickets' }).waitFor()
  await page.goto('/settings/account')
  await page.getByText(`${login.person.email} · Agent`).waitFor()
  await signOut(page)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  expect(new URL(page.url()).origin).toBe(pages.url)
  // It knows nobody any more: who comes next is who comes in.
  login.person = person('Bob')
  await page.getByRole('button', { name: `With ${name}` }).click()
  await page.getByRole('button', { name: `Your account: ${login.person.name}` }).waitFor()
  // People are sent there, as they are to be.
  const { elsewhere } = pages.misdeeds
  elsewhere.splice(0, elsewhere.length, ...elsewhere.filter((url) => !url.startsWith(login.issuer)))
}, 120_000)

test('an owner changes what a member may see, whose signature is below answers, and disables and enables them', async () => {
  const email = `${randomUUID()}@acme.example`
  await pages.member(email, 'Kim Agent')
  const page = await pages.open({ as: OWNER })
  const box = `${randomUUID().slice(0, 8)}@acme.example`
  await pages.call('POST', '/v1/mailboxes', { name: 'Bills', address: box })
  const { name: department } = named('Bills')
  await page.goto('/settings/departments')
  await page.getByRole('button', { name: 'Add department' }).click()
  const form = page.getByRole('dialog')
  // It is typed into at once, although it is loaded after its dialog.
  await form.locator('input:focus').waitFor()
  await page.keyboard.type(department)
  await form.getByLabel('Mail to customers is from').selectOption({ label: box })
  await form.getByRole('textbox', { name: 'Signature' }).click()
  await page.keyboard.type('Yours, ')
  await form.getByRole('button', { name: 'Insert a variable' }).click()
  await page.getByRole('menuitem', { name: 'agent.first_name' }).click()
  await form.getByRole('button', { name: 'Create' }).click()
  await page.getByRole('table', { name: 'Departments' }).getByRole('link', { name: department }).click()
  await page.getByRole('button', { name: 'Add to the team' }).click()
  await page.getByRole('menuitem', { name: 'Kim Agent' }).click()
  await page.getByRole('button', { name: 'Remove: Kim Agent' }).waitFor()

  const settings = page.getByRole('navigation', { name: 'Settings' })
  await settings.getByRole('link', { name: 'Members' }).click()
  const row = page.getByRole('row').filter({ hasText: email })
  await row.getByRole('button', { name: /^More/ }).click()
  await page.getByRole('menuitem', { name: 'Edit' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Kim Bell')
  await page.getByRole('dialog').getByLabel('Sees').selectOption({ label: 'Those of their departments' })
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await row.getByText('Those of their departments').waitFor()
  const requester = { email: 'ann@example.com' }
  await pages.call('POST', '/v1/tickets', { requester, subject: 'Of another department' })
  const { number } = (await pages.call('POST', '/v1/tickets', { requester, subject: 'My bill', department })).json

  const kim = await pages.open({ as: email })
  await kim.goto('/inbox/open')
  await kim.getByRole('link', { name: 'My bill' }).waitFor()
  expect(await kim.getByRole('link', { name: 'Of another department' }).count()).toBe(0)
  await kim.goto(`/inbox/tickets/${number}`)
  // Who has no name is who writes from their address.
  await kim.getByRole('article', { name: 'Message by ann@example.com' }).waitFor()
  await kim.getByRole('region', { name: 'Answer' }).getByText('Yours, Kim').waitFor()

  await row.getByRole('button', { name: /^More/ }).click()
  await page.getByRole('menuitem', { name: 'Disable' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Disable' }).click()
  const gone = page.getByRole('table', { name: 'Disabled' }).getByRole('row').filter({ hasText: email })
  await gone.waitFor()
  await kim.reload()
  await kim.getByRole('heading', { name: 'Sign in' }).waitFor()
  await gone.getByRole('button', { name: 'Enable again: Kim Bell' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Enable again' }).click()
  await gone.waitFor({ state: 'detached' })
  await kim.getByLabel('Email').fill(email)
  await kim.getByLabel('Password').fill(PASSWORD)
  await kim.getByRole('button', { name: 'Sign in' }).click()
  await kim.getByRole('button', { name: 'Your account: Kim Bell' }).waitFor()

  // Who runs the desk sees all of it.
  await row.getByRole('button', { name: /^More/ }).click()
  await page.getByRole('menuitem', { name: 'Edit' }).click()
  await page.getByRole('dialog').getByLabel('Role').selectOption({ label: 'Administrator' })
  expect(await page.getByRole('dialog').getByLabel('Sees').count()).toBe(0)
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await row.getByText('Administrator').waitFor()
  await row.getByText('All tickets').waitFor()
}, 120_000)

test('an owner makes a key of Tickiti’s abilities, which opens what they open and nothing else', async () => {
  const page = await pages.open({ as: OWNER })
  await page.goto('/settings/credentials')
  await page.getByRole('button', { name: 'Make a key' }).first().click()
  const form = page.getByRole('dialog', { name: 'Make a key' })
  const { name } = named('Reader')
  await form.getByLabel('Name').fill(name)
  // What is chosen for one kind is not asked of another.
  await form.getByRole('checkbox', { name: 'admin' }).click()
  await form.getByLabel('Kind').selectOption({ label: 'Numbered token (Tickiti)' })
  await form.getByRole('checkbox', { name: 'tickets:read' }).click()
  await form.getByRole('checkbox', { name: 'ticket-respond' }).click()
  await form.getByRole('button', { name: 'Create' }).click()
  const made = page.getByRole('dialog', { name })
  const secret = await made.locator('pre').textContent()
  // No sample of filing a ticket: it may not.
  expect(await made.getByRole('heading', { name: 'File a first ticket' }).count()).toBe(0)
  const ask = (method: string, path: string) =>
    fetch(pages.url + path, { method, headers: { authorization: `Bearer ${secret}` } })
  expect((await ask('POST', '/api/v1/tickets/query')).status).toBe(200)
  expect((await ask('POST', '/api/create_ticket')).status).toBe(403)
  expect((await ask('GET', '/v1/tickets')).status).toBe(403)
  const { data } = (await pages.call('GET', '/v1/credentials')).json
  expect(data).toContainEqual(expect.objectContaining({ name, abilities: ['tickets:read', 'ticket-respond'] }))
}, 120_000)

test('an owner says how long a session may be idle, and what is below answers where nobody says otherwise', async () => {
  const page = await pages.open({ as: OWNER })
  await page.goto('/settings/desk')
  const idle = page.getByLabel('Minutes without activity until sign-out')
  await idle.fill('2')
  await idle.blur()
  await page.getByText('At least 5').waitFor()
  await idle.fill('45')
  const { name } = named('The team')
  const signature = page.getByRole('textbox', { name: 'Signature' })
  await signature.fill(name)
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved').waitFor()
  const desk = (await pages.call('GET', '/v1/desk')).json
  expect(desk).toMatchObject({ session_idle_minutes: 45, signature: `<p>${name}</p>` })

  await page.goto('/settings/account')
  await signature.fill(`Olga of ${name}`)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Saved').waitFor()
  const requester = { email: 'ann@example.com' }
  const { number } = (await pages.call('POST', '/v1/tickets', { requester, subject: 'Whose words' })).json
  await page.goto(`/inbox/tickets/${number}`)
  await page.getByRole('region', { name: 'Answer' }).getByText(`Olga of ${name}`).waitFor()
}, 120_000)
