import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { usePages } from '../support/pages.ts'
import { startReceiver } from '../support/receiver.ts'
import { notices, openTicket, ticketsOf } from './tickets.ts'

const pages = usePages()
const { file, asKim } = ticketsOf(pages)

let mailbox = ''
beforeAll(async () => {
  await pages.member('kim@acme.example', 'Kim Admin', 'admin')
  await pages.member('noa@acme.example', 'Noa Bell')
  const box = { name: 'Help', address: 'help@acme.example', http: { provider: 'raw' } }
  mailbox = (await pages.call('POST', '/v1/mailboxes', box)).json.url
  await pages.call('POST', '/v1/departments', { name: 'Sales' })
  await pages.call('POST', '/v1/ticket-types', { name: 'Complaint' })
  await pages.call('POST', '/v1/fields', { key: 'order', label: 'Order number', kind: 'text' })
})

const details = (page: Page) => page.getByRole('complementary', { name: 'Details' })

test('messages are split off into a ticket of their own, and a ticket is linked and no longer', async () => {
  const another = `Of another person ${randomUUID()}`
  const [ticket, other] = [await file('Two things at once'), await file(another)]
  for (const body of ['My first point.', 'Another matter altogether.']) {
    await pages.call('POST', `/v1/tickets/${ticket.id}/messages`, { author: 'requester', body })
  }
  const page = await asKim(ticket.path)
  await page.keyboard.press('Shift+M')
  const split = page.getByRole('form', { name: 'Split off messages…' })
  await split.getByText('Choose the messages').waitFor()
  const chosen = page.getByRole('checkbox', { name: 'Choose the message by Ann Lee' })
  expect(await split.getByRole('button', { name: 'Create the ticket' }).isDisabled()).toBe(true)
  await chosen.last().click()
  await split.getByText('1 message is chosen').waitFor()
  await split.getByLabel('Subject of the new ticket').fill('The other matter')
  await split.getByRole('button', { name: 'Create the ticket' }).click()
  await notices(page).getByRole('button', { name: 'Open' }).click()
  await page.getByRole('heading', { level: 1, name: 'The other matter' }).waitFor()
  await page.getByText('Another matter altogether.').waitFor()
  expect(await page.getByText('My first point.').count()).toBe(0)

  await openTicket(page, ticket.path)
  await page.getByText(/Also in ticket #\d+, which it was split into/).waitFor()
  await page.keyboard.press('l')
  const finder = page.getByRole('dialog', { name: 'Link a ticket…' })
  await finder.getByLabel('The other ticket is').selectOption('duplicate')
  await finder.getByPlaceholder('A number, or words of a ticket').fill(`#${other.number}`)
  await finder.getByRole('option', { name: another }).click()
  const link = details(page).getByRole('link', { name: another })
  await link.waitFor()
  await expect.poll(async () => (await other.now()).links).toMatchObject([{ ticket: { number: ticket.number } }])
  await details(page)
    .getByRole('button', { name: `Take the link with #${other.number} away` })
    .click()
  await link.waitFor({ state: 'detached' })
  await notices(page).getByText(`No longer linked with #${other.number}`).waitFor()
  await page.keyboard.press('z')
  await link.waitFor()
  await link.click()
  await page.getByRole('heading', { level: 1, name: another }).waitFor()
}, 120_000)

test('spam keeps its sender out until that is taken back, or they are let in again in the settings', async () => {
  const ticket = await file('You have won')
  const mail = (subject: string) =>
    fetch(mailbox, {
      method: 'POST',
      headers: { 'content-type': 'message/rfc822' },
      body: `From: ${ticket.email}\r\nTo: help@acme.example\r\nMessage-ID: <${randomUUID()}@x>\r\nSubject: ${subject}\r\n\r\nHello`,
    })
  const blocked = async () =>
    (await pages.call('GET', '/v1/blocklist')).json.data.some((one: { value: string }) => one.value === ticket.email)
  const page = await asKim(ticket.path)
  await page.keyboard.press('Shift+B')
  await page.getByRole('button', { name: 'Status: Spam' }).waitFor()
  expect(await blocked()).toBe(true)
  await notices(page).getByText(`Spam, and ${ticket.email} is blocked`).waitFor()
  await page.keyboard.press('z')
  await page.getByRole('button', { name: 'Status: Open' }).waitFor()
  await expect.poll(blocked).toBe(false)

  await page.keyboard.press('b')
  await notices(page).getByText(`${ticket.email} is blocked`).waitFor()
  await mail('Not let in')
  await page.goto('/settings/blocklist')
  const row = page.getByRole('row', { name: ticket.email })
  await row.getByText(`Blocked on ticket #${ticket.number}`).waitFor()
  await row.getByRole('button', { name: 'Unblock' }).click()
  await row.waitFor({ state: 'detached' })
  await expect.poll(blocked).toBe(false)
  const subject = `Let in ${randomUUID()}`
  await mail(subject)
  await page.goto('/inbox/open')
  await page.getByRole('link', { name: subject }).waitFor()
  expect(await page.getByRole('link', { name: 'Not let in' }).count()).toBe(0)
}, 120_000)

test('each part of a ticket is changed by its key or where it is shown, and undone', async () => {
  const ticket = await file('The printer eats paper')
  const page = await asKim(ticket.path)
  const pick = async (keys: string, title: string, typed: string) => {
    await page.keyboard.press(keys)
    const dialog = page.getByRole('dialog', { name: title })
    await dialog.waitFor()
    await page.keyboard.type(typed)
    await dialog.getByRole('option', { name: typed }).first().waitFor()
    await page.keyboard.press('Enter')
    await dialog.waitFor({ state: 'detached' })
  }
  await pick('a', 'Assign to…', 'Noa Bell')
  await pick('y', 'Priority', 'Urgent')
  await pick('d', 'Department', 'Sales')
  await pick('Shift+Y', 'Type', 'Complaint')
  await pick('t', 'Tags', 'hardware')
  await expect.poll(ticket.now).toMatchObject({
    assignee: { name: 'Noa Bell' },
    priority: 'urgent',
    department: { name: 'Sales' },
    type: { name: 'Complaint' },
    tags: ['hardware'],
  })
  await page.keyboard.press('h')
  await page.getByRole('textbox', { name: 'Subject' }).fill('The printer eats everything')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'The printer eats everything' }).waitFor()
  await page.keyboard.press('f')
  await page.keyboard.type('A-17')
  await page.keyboard.press('Enter')
  await expect.poll(ticket.now).toMatchObject({ fields: { order: 'A-17' }, subject: 'The printer eats everything' })

  const side = details(page)
  await side.getByRole('button', { name: 'Remove the tag hardware' }).click()
  await side.getByRole('combobox', { name: 'Add a tag' }).fill('paper,')
  await expect.poll(ticket.now).toMatchObject({ tags: ['paper'] })
  await side.getByRole('button', { name: 'Add a field' }).click()
  await side.getByLabel('Name').fill('colour')
  await side.getByLabel('Value').fill('red')
  await page.keyboard.press('Enter')
  await side.getByRole('button', { name: 'Remove colour' }).click()
  await notices(page).getByText('colour was removed').waitFor()
  await page.getByRole('region', { name: 'Conversation' }).focus()
  await page.keyboard.press('z')
  await expect.poll(ticket.now).toMatchObject({ fields: { order: 'A-17', colour: 'red' } })

  await page.keyboard.press('w')
  const list = `Shelf ${randomUUID()}`
  await page.getByRole('dialog', { name: 'Watchlists…' }).waitFor()
  await page.keyboard.type(list)
  await page.getByRole('option', { name: `New watchlist “${list}”` }).waitFor()
  await page.keyboard.press('Enter')
  await notices(page).getByText(`On the watchlist ${list}`).waitFor()

  await page.keyboard.press('s')
  const until = page.getByRole('dialog', { name: 'Snooze until' })
  await until.getByLabel('Another day and time').fill('2031-05-06T09:30')
  await until.getByRole('button', { name: 'Snooze', exact: true }).click()
  await page.getByRole('button', { name: 'Status: Snoozed' }).waitFor()
  await expect.poll(async () => new Date((await ticket.now()).snoozed_until)).toEqual(new Date('2031-05-06T09:30'))
  await notices(page).getByText('Snoozed until').waitFor()
  await page.keyboard.press('z')
  await page.getByRole('button', { name: 'Status: Open' }).waitFor()
}, 120_000)

test('somebody follows a ticket, and its requester gets a company, which it shows', async () => {
  const [ticket, company] = [await file('Who is this from?'), `Initech ${randomUUID()}`]
  await pages.call('POST', '/v1/companies', { name: company })
  const page = await asKim(ticket.path)
  await page.keyboard.press('Shift+A')
  const finder = page.getByRole('dialog', { name: 'Add a participant…' })
  await finder.getByLabel('How they take part').selectOption('follower')
  await finder.getByPlaceholder('A name or an address').fill('boss@example.com')
  await finder.getByRole('option', { name: 'boss@example.com' }).click()
  await details(page).getByRole('listitem').filter({ hasText: 'boss@example.com' }).getByText('Follows').waitFor()
  await expect.poll(ticket.now).toMatchObject({ participants: [{ role: 'follower', email: 'boss@example.com' }] })

  await details(page).getByRole('region', { name: 'Requester' }).getByRole('link', { name: 'Ann Lee' }).click()
  await page.getByRole('heading', { level: 1, name: 'Ann Lee' }).waitFor()
  await page.keyboard.press('e')
  const form = page.getByRole('dialog', { name: 'Edit contact' })
  await form.getByRole('searchbox', { name: 'Company' }).fill(company)
  await form.getByRole('radio', { name: company }).click()
  await form.getByRole('button', { name: 'Save' }).click()
  await form.waitFor({ state: 'detached' })
  await page.goBack()
  await details(page).getByRole('link', { name: company }).click()
  await page.getByRole('heading', { level: 1, name: company }).waitFor()
}, 120_000)

test('a ticket is kept as a document, and its personal data erased with a receipt', async () => {
  const ticket = await file('My address is Elm Street 5')
  const page = await asKim(ticket.path)
  await page.keyboard.press('Shift+T')
  const dialog = page.getByRole('dialog', { name: 'Download a transcript…' })
  await dialog.getByLabel('Format').selectOption('html')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('link', { name: 'Download' }).click(),
  ])
  expect(download.suggestedFilename()).toBe(`ticket-${ticket.number}.html`)
  await page.keyboard.press('Shift+E')
  const asked = page.getByRole('dialog', { name: `Erase the personal data of #${ticket.number}?` })
  await asked.getByRole('button', { name: 'Erase', exact: true }).click()
  const receipt = page.getByRole('dialog', { name: `The personal data of #${ticket.number} was erased` })
  await receipt.getByText(`"number":${ticket.number}`).waitFor()
  const { erased_at } = (await pages.call('GET', `/v1/tickets/${ticket.id}/personal-data`)).json
  await receipt.getByText(erased_at).waitFor()
  await receipt.getByRole('button', { name: 'Close' }).last().click()
  await receipt.waitFor({ state: 'detached' })
  await page.getByRole('heading', { level: 1, name: 'Elm Street' }).waitFor({ state: 'detached' })
}, 120_000)

test('an intervention asks for what it needs, another system fails it, and it is told again', async () => {
  let works = false
  const crm = await startReceiver((response) =>
    works
      ? response
          .writeHead(200, { 'content-type': 'application/json' })
          .end(JSON.stringify({ confirmed: true, data: { tracking_number: 'CC-1207' } }))
      : response.writeHead(422).end('no such parcel'),
  )
  const name = `lost_${randomUUID().slice(0, 8)}`
  const { id } = (
    await pages.call('POST', '/v1/interventions', {
      name,
      title: `Lost parcel ${name}`,
      fields: [
        { name: 'carrier', label: 'Carrier', kind: 'select', options: ['Snail Mail', 'Crow Express'], required: true },
        { name: 'amount', label: 'Refund in EUR', kind: 'number' },
      ],
      set: { priority: 'urgent' },
    })
  ).json
  await pages.call('PUT', `/v1/interventions/${id}/epilog`, { url: `${crm.url}/epilog` })
  const ticket = await file('Where is my parcel?')
  const page = await asKim(ticket.path)
  await page.keyboard.press('v')
  await page.getByRole('option', { name: `Lost parcel ${name}` }).click()
  const form = page.getByRole('dialog', { name: new RegExp(name) })
  await form.getByRole('button', { name: 'Run' }).click()
  await form.getByText('This is needed.').waitFor()
  await form.getByLabel('Carrier').selectOption('Crow Express')
  await form.getByLabel('Refund in EUR').fill('a lot')
  await form.getByRole('button', { name: 'Run' }).click()
  await form.getByLabel('Refund in EUR').and(page.locator('[aria-invalid=true]')).waitFor()
  await form.getByLabel('Refund in EUR').fill('12.5')
  await form.getByRole('button', { name: 'Run' }).click()
  await form.getByText('A note was written.').waitFor()
  await form.getByRole('button', { name: 'Close' }).last().click()
  await page.getByRole('button', { name: 'Priority: Urgent' }).waitFor()
  const runs = details(page).getByRole('listitem').filter({ hasText: name })
  await runs.getByText(/422/).waitFor({ timeout: 60_000 })
  works = true
  await runs.getByRole('button', { name: 'Try again' }).click()
  await runs.getByText('CC-1207').waitFor({ timeout: 60_000 })
  await runs.getByText('Done').waitFor()
  expect(crm.received.length).toBeGreaterThan(1)

  // One that was started elsewhere waits to be filled in.
  const later = { ticket: String(ticket.number), uid: randomUUID(), data: {}, submit: false }
  await pages.call('POST', `/v1/interventions/${id}/run`, later)
  await details(page).getByRole('button', { name: 'Fill in' }).click()
  await form.getByLabel('Carrier').selectOption('Snail Mail')
  await form.getByRole('button', { name: 'Submit' }).click()
  await form.waitFor({ state: 'detached' })
  await runs.filter({ hasText: 'Snail Mail' }).getByText('Done').waitFor({ timeout: 60_000 })
  await crm.close()
}, 150_000)

test('a path that there is not is a page that says so, with a way back; for programs it stays a problem', async () => {
  const page = await pages.open({ as: 'noa@acme.example' })
  const answer = await page.goto('/tickets/999999')
  expect(answer?.status()).toBe(404)
  await page.getByText('There is no such page.').waitFor()
  await page.getByRole('link', { name: 'To the inbox' }).click()
  await page.getByRole('main', { name: 'Tickets' }).waitFor()
  const opened = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
  for (const [path, headers, method] of [
    ['/nothing-here', { accept: '*/*' }, 'GET'],
    ['/nothing-here', opened, 'POST'],
    ['/v1/nothing', opened, 'GET'],
    ['/api/v1/nothing', opened, 'GET'],
  ] as const) {
    const refused = await fetch(pages.url + path, { method, headers })
    expect([refused.status, refused.headers.get('content-type')]).toEqual([404, 'application/problem+json'])
  }
  await page.goto('/inbox/tickets/999999')
  await page.getByText('Nothing is here. It may have been deleted').waitFor()
  await page.getByRole('link', { name: 'Back to the list' }).click()
  await page.waitForURL((url) => !url.pathname.includes('tickets'))
}, 120_000)

test('tickets whose department goes, or is one’s own no more, leave the lists and pages that are open', async () => {
  const [name, next] = [`Shop ${randomUUID()}`, `Store ${randomUUID()}`]
  const make = async (called: string) => (await pages.call('POST', '/v1/departments', { name: called })).json.id
  const [shop, store] = [await make(name), await make(next)]
  const email = `ivy-${randomUUID()}@acme.example`
  const ivy = await pages.member(email, 'Ivy')
  await pages.call('PATCH', `/v1/members/${ivy}`, { access: 'departments' })
  for (const id of [shop, store]) await pages.call('PUT', `/v1/departments/${id}/team/${ivy}`, {})
  const ticket = await file('Of the shop', { department: shop })
  await file('Of the store', { department: store })
  const list = await pages.open({ as: email })
  await list.goto('/inbox/open')
  const [first, second] = ['Of the shop', 'Of the store'].map((of) => list.getByRole('link', { name: of }))
  await first?.waitFor()
  await second?.waitFor()
  const open = await openTicket(await list.context().newPage(), ticket.path)
  await pages.call('DELETE', `/v1/departments/${shop}`)
  await first?.waitFor({ state: 'detached' })
  await open.getByText('This ticket moved to a department that is not yours').waitFor()
  await second?.waitFor()
  await pages.call('DELETE', `/v1/departments/${store}/team/${ivy}`)
  await second?.waitFor({ state: 'detached' })
}, 120_000)
