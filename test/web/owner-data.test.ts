import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startDovecot } from '../mail-in/dovecot.ts'
import { usePages } from '../support/pages.ts'

const pages = usePages()
const OWNER = 'olga@acme.example'
let dovecot: Awaited<ReturnType<typeof startDovecot>>

beforeAll(async () => {
  dovecot = await startDovecot()
  await pages.member(OWNER, 'Olga Owner', 'owner')
})
afterAll(async () => {
  await dovecot?.stop()
})

const short = () => randomUUID().slice(0, 8)
const open = async (path: string): Promise<Page> => {
  const page = await pages.open({ as: OWNER })
  await page.goto(path)
  return page
}

test('an owner says how long tickets stay: what that deletes is shown, agreed to, and seen to be gone', async () => {
  const kept = { closed_days: null, spam_days: null, inbound_raw_days: null, activity_days: null }
  await pages.call('PUT', '/v1/desk/retention', kept)
  const given = { requester: { email: 'ann@example.com' }, subject: 'Long ago' }
  const { id } = (await pages.call('POST', '/v1/tickets', given)).json
  await pages.call('PATCH', `/v1/tickets/${id}`, { status: 'closed' })
  await pages.query(
    `update ticket set updated_at = now() - interval '9 years', last_message_at = now() - interval '9 years',
       resolved_at = now() - interval '9 years', closed_at = now() - interval '9 years' where id = $1`,
    [id],
  )
  const applied = async () => (await pages.call('GET', '/v1/audit?type=retention.applied')).json.data.length
  const before = await applied()
  const page = await open('/settings/retention')
  const days = page.getByLabel('Resolved and closed tickets, days')
  await page.getByText('Nothing would be deleted now.').waitFor()
  await days.fill('3000')
  await page.getByRole('status').getByText('Resolved and closed tickets').waitFor()
  await page.getByRole('button', { name: 'Save' }).click()
  const asked = page.getByRole('dialog', { name: 'Delete what is older?' })
  await asked.getByText('Resolved and closed tickets').waitFor()
  await asked.getByRole('button', { name: 'Keep it so' }).click()
  await page.getByText('Saved').waitFor()

  // It is done each hour; now is one.
  await pages.query(`select graphile_worker.add_job('apply_retention')`)
  await expect.poll(applied, { timeout: 60_000 }).toBeGreaterThan(before)
  await page.reload()
  await page.getByRole('list', { name: 'Last deleted' }).getByText('Resolved and closed tickets').waitFor()
  await page.getByText('Nothing would be deleted now.').waitFor({ timeout: 60_000 })
  await expect(pages.call('GET', `/v1/tickets/${id}`)).rejects.toThrow('404')
}, 120_000)

test('an owner imports people and mails, reads what was left out by line, and cancels a long one', async () => {
  const box = { name: 'Old mail', address: `${short()}@acme.example` }
  await pages.call('POST', '/v1/mailboxes', box)
  const page = await open('/settings/imports')
  const table = page.getByRole('table', { name: 'Import' })
  const send = async (name: string, mimeType: string, text: string) => {
    await page.getByLabel('File').setInputFiles({ name, mimeType, buffer: Buffer.from(text) })
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    return table.getByRole('row').filter({ hasText: name })
  }
  const people = await send(
    `${short()}.csv`,
    'text/csv',
    `email,name,plan\n${short()}@example.com,Zoe,gold\nnobody,Bo,\n`,
  )
  await people.getByText('Finished').waitFor()
  await people.getByText('1 new, 0 updated, 0 known').waitFor()
  await people.getByText('1 left out').click()
  await people.getByText('Line 3: no valid address').waitFor()

  const lines = Array.from({ length: 100_000 }, (_, n) => `${short()}.${n}@example.com,Somebody ${n}`)
  const long = await send(`${short()}.csv`, 'text/csv', `email,name\n${lines.join('\n')}\n`)
  await long.getByText('Running').waitFor()
  await long.getByRole('button', { name: 'Cancel' }).click()
  await long.getByText('Cancelled').waitFor()

  await page.getByLabel('What is in it').selectOption({ label: 'Mails (mbox)' })
  await page.getByLabel('Mailbox').selectOption({ label: box.address })
  const mail = (subject: string) =>
    `From ann Thu Jan  1 00:00:00 2026\nFrom: ann@example.com\nSubject: ${subject}\n\nHi\n\n`
  const mails = await send(`${short()}.mbox`, 'application/mbox', mail(`One ${short()}`) + mail(`Two ${short()}`))
  await mails.getByText('Finished').waitFor()
  await mails.getByText('2 new, 0 updated, 0 known').waitFor()
}, 120_000)

test('a mail that is kept back is seen in the log and the status, and let in', async () => {
  const address = `${short()}@acme.example`
  const given = { name: `Box ${short()}`, address, unverified: 'quarantine', authserv_id: 'mx.acme.example' }
  const { id, url } = (await pages.call('POST', '/v1/mailboxes', { ...given, http: { provider: 'raw' } })).json
  const mail = [
    'Authentication-Results: mx.acme.example; spf=fail smtp.mailfrom=bank.example; dkim=fail; dmarc=fail header.from=bank.example',
    'From: Bank <bank@bank.example>',
    `To: ${address}`,
    `Subject: Your account ${short()}`,
    `Message-ID: <${short()}@bank.example>`,
    '',
    'Click here.',
  ]
  await fetch(url, { method: 'POST', headers: { 'content-type': 'message/rfc822' }, body: mail.join('\r\n') })
  const page = await open('/settings/status')
  const wrong = page.getByRole('region', { name: 'What is wrong' })
  await wrong.getByRole('link', { name: `Look: One mail to “${given.name}” is kept back.` }).click()
  const row = page.getByRole('table', { name: 'Mails' }).getByRole('row').filter({ hasText: '@bank.example' })
  await row.getByText('Kept back').waitFor()
  const original = page.waitForEvent('download')
  await row.getByRole('link', { name: 'Download the original' }).click()
  expect(readFileSync(await (await original).path(), 'utf8')).toBe(mail.join('\r\n'))
  await row.getByRole('button', { name: 'Let in' }).click()
  await row.getByText('Became a ticket').waitFor()
  await row.getByRole('link', { name: 'Open' }).click()
  await page.getByRole('article', { name: 'Message by Bank' }).waitFor()
  await page.goto('/settings/status')
  await page.getByRole('table', { name: 'Mailboxes' }).getByRole('link', { name: given.name }).waitFor()
  expect(await wrong.getByText(given.name).count()).toBe(0)
  expect((await pages.call('GET', `/v1/mailboxes/${id}`)).json.status.quarantined).toBe(0)
}, 120_000)

test('a mailbox whose password is wrong is said to fail, and works once it is right', async () => {
  const name = `Post ${short()}`
  const page = await open('/settings/mailboxes')
  await page.getByRole('button', { name: 'Add mailbox' }).first().click()
  const form = page.getByRole('dialog', { name: 'Add mailbox' })
  await form.getByLabel('Name').fill(name)
  await form.getByLabel('Address').fill(`${short()}@acme.example`)
  await form.getByLabel('Server').fill('127.0.0.1')
  await form.getByLabel('Port').fill(String(dovecot.port))
  await form.getByLabel('Encryption').selectOption({ label: 'None' })
  await form.getByLabel('User').fill('help')
  await form.getByLabel('Password').fill('wrong')
  await form.getByRole('button', { name: 'Create' }).click()
  await page.getByRole('dialog', { name }).waitFor()
  await page.keyboard.press('Escape')
  const row = page.getByRole('row').filter({ hasText: name })
  await row.getByText('Failing').waitFor({ timeout: 60_000 })
  await page.goto('/settings/status')
  const wrong = page.getByRole('region', { name: 'What is wrong' })
  await wrong.getByText(`The mailbox “${name}” cannot be read.`).waitFor()
  await wrong.getByRole('link', { name: new RegExp(name) }).click()
  await page
    .getByRole('alert')
    .getByText(/authentication/i)
    .waitFor()

  await page.goto('/settings/mailboxes')
  await row.getByRole('button', { name: /^More/ }).click()
  await page.getByRole('menuitem', { name: 'Edit' }).click()
  await page.getByRole('dialog').getByLabel('Password').fill('geheim')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await row.getByText('Works').waitFor({ timeout: 90_000 })
  await page.goto('/settings/status')
  await page.getByRole('row').filter({ hasText: name }).getByText('Works').waitFor()
  expect(await wrong.getByText(name).count()).toBe(0)
}, 200_000)

test('an owner exports and erases a person, keeps the receipt, and finds it in a log that is whole', async () => {
  const email = `${short()}@example.com`
  const given = { requester: { email, name: 'Eve Gone' }, subject: 'Forget me', body: 'I am Eve.' }
  const { requester } = (await pages.call('POST', '/v1/tickets', given)).json
  const page = await open(`/contacts/${requester.id}`)
  const more = async (item: string) => {
    await page.getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name: item }).click()
  }
  await more('Export their data…')
  const exported = page.waitForEvent('download')
  await page.getByRole('dialog').getByRole('button', { name: 'Download' }).click()
  expect(readFileSync(await (await exported).path(), 'utf8')).toContain('I am Eve.')
  await more('Erase for good…')
  await page.getByLabel(`Type ${email} to confirm`).fill(email)
  await page.getByRole('button', { name: 'Erase for good' }).click()
  const receipt = page.getByRole('dialog', { name: 'They are erased' })
  const sha256 = (await receipt.locator('pre').textContent()) ?? ''
  await receipt.getByRole('button', { name: 'Close' }).last().click()
  await page.goto('/settings/erasures')
  await page.getByRole('heading', { name: `Contact ${requester.id}` }).waitFor()
  await page.getByText(sha256).waitFor()

  await page.goto('/settings/audit')
  await page.getByRole('table', { name: 'Audit log' }).getByText('contact.erased').first().waitFor()
  await page.getByRole('button', { name: 'Check the log' }).click()
  const said = page.getByRole('status')
  await said.getByText(/^All \d+ entries are as they were written\.$/).waitFor()
  const main = resolve(import.meta.dirname, '../../src/cli/main.ts')
  const env = { PATH: process.env.PATH, DATABASE_URL: pages.databaseUrl }
  const { stdout } = await promisify(execFile)(process.execPath, [main, 'audit', 'verify', '--json'], { env })
  const [verified] = JSON.parse(stdout).desks
  expect(verified).toMatchObject({ broken: null, head: await said.locator('pre').textContent() })
  expect(await said.textContent()).toContain(`All ${verified.entries} entries`)
}, 120_000)
