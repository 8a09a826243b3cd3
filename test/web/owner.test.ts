import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PASSWORD } from '../support/browser.ts'
import { usePages } from '../support/pages.ts'
import { type Receiver, startReceiver } from '../support/receiver.ts'

const pages = usePages()
const run = promisify(execFile)
let receiver: Receiver

beforeAll(async () => {
  receiver = await startReceiver()
})
afterAll(() => receiver?.close())

/** What a shell makes of a sample that is pasted. */
const paste = async (code: string): Promise<string> => (await run('bash', ['-c', code])).stdout

const settings = async (page: Page, name: string) => {
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name, exact: true }).click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
}

test('an owner comes in by the first link, names the desk, makes a key and files a first ticket', async () => {
  const page = await pages.open()
  await page.goto(pages.welcome)
  await page.getByLabel('Name of the desk').fill('Acme Tools')
  await page.getByLabel('Your name').fill('Olga Owner')
  await page.getByLabel('Your address').fill('olga@acme.example')
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Next' }).click()

  await page.getByRole('button', { name: 'Make the key' }).click()
  const sample = await page.getByRole('tabpanel', { name: 'curl' }).locator('pre').textContent()
  expect(JSON.parse(await paste(`${sample ?? ''} -s`))).toMatchObject({ number: 1, subject: 'I cannot log in' })
  await page.getByRole('button', { name: 'File a test ticket now' }).click()
  // What is next has the focus: nobody looks for it.
  await page.getByRole('link', { name: 'Open ticket #2' }).and(page.locator(':focus')).press('Enter')
  await page.getByRole('heading', { name: 'My first ticket' }).waitFor()

  // The link was good once.
  const stranger = await pages.open()
  await stranger.goto(pages.welcome)
  await stranger.getByRole('alert').waitFor()
  expect(await stranger.getByLabel('Name of the desk').count()).toBe(0)
})

test('an owner adds a department, a key, a webhook that fires, and a mailbox that takes mail', async () => {
  const page = await pages.open({ as: 'olga@acme.example' })
  await page.goto('/settings/departments')
  await page.getByRole('button', { name: 'Add department' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Repairs')
  await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click()
  await page.getByRole('table', { name: 'Departments' }).getByRole('link', { name: 'Repairs' }).waitFor()

  await settings(page, 'Webhooks')
  await page.getByRole('button', { name: 'Add webhook' }).first().click()
  await page.getByRole('dialog').getByLabel('URL').fill(`${receiver.url}/told`)
  await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click()
  await page.getByRole('dialog').getByText('whsec_').waitFor()
  await page.keyboard.press('Escape')

  await settings(page, 'Keys')
  await page.getByRole('button', { name: 'Make a key' }).first().click()
  await page.getByRole('dialog').getByLabel('Name').fill('Website form')
  await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click()
  const samples = page.getByRole('dialog', { name: 'Website form' })
  const sample = await samples.getByRole('tabpanel', { name: 'curl' }).locator('pre').textContent()
  expect(JSON.parse(await paste(`${sample ?? ''} -s`))).toMatchObject({ subject: 'I cannot log in' })
  await page.keyboard.press('Escape')

  // The ticket of that key was told to the receiver; the log shows it.
  await expect.poll(() => receiver.received.map(({ url }) => url)).toContain('/told')
  await settings(page, 'Webhooks')
  await page.getByRole('table', { name: 'Webhooks' }).getByRole('link').first().click()
  await page.getByText('ticket.created').first().waitFor()

  await settings(page, 'Mailboxes')
  await page.getByRole('button', { name: 'Add mailbox' }).first().click()
  const form = page.getByRole('dialog', { name: 'Add mailbox' })
  await form.getByLabel('Name').fill('Support mail')
  await form.getByLabel('Address').fill('help@acme.example')
  await form.getByLabel('How mail comes in').selectOption({ label: 'Posted by a provider' })
  await form.getByRole('button', { name: 'Create' }).click()
  const url = await page.getByRole('dialog', { name: 'Support mail' }).locator('pre').textContent()
  await page.keyboard.press('Escape')
  const mail = 'From: Ann <ann@example.com>\r\nTo: help@acme.example\r\nSubject: By mail\r\n\r\nHello.\r\n'
  const posted = await fetch(url ?? '', { method: 'POST', headers: { 'content-type': 'message/rfc822' }, body: mail })
  expect(posted.status, await posted.text()).toBeLessThan(300)
  await page.goto('/inbox/open')
  await page.getByRole('link', { name: 'By mail' }).waitFor()
})
