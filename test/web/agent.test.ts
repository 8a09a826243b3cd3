import { beforeAll, expect, test } from 'vitest'
import { PASSWORD } from '../support/browser.ts'
import { usePages } from '../support/pages.ts'
import { PIXEL } from '../support/pixel.ts'
import { startReceiver } from '../support/receiver.ts'

const pages = usePages()

let mailbox = ''
beforeAll(async () => {
  const box = { name: 'Help', address: 'help@acme.example', http: { provider: 'raw' }, authserv_id: 'mx.acme.example' }
  mailbox = (await pages.call('POST', '/v1/mailboxes', box)).json.url
  await pages.member('kim@acme.example', 'Kim Agent')
  await pages.member('noa@acme.example', 'Noa Bell')
  const printer = { email: 'ann@example.com', name: 'Ann Lee' }
  await pages.call('POST', '/v1/tickets', {
    requester: printer,
    subject: 'The printer eats paper',
    body: 'It ate the invoice of March.',
    tags: ['hardware'],
  })
  await pages.call('POST', '/v1/tickets', {
    requester: { email: 'bob@example.com', name: 'Bob Ray' },
    subject: 'Where is my refund?',
    body: 'I was promised a refund of 40 euros.',
  })
})

test('an agent signs in, finds a ticket, answers it, takes the answer back, and sends it', async () => {
  const page = await pages.open()
  await page.goto('/inbox')
  await page.getByLabel('Email').fill('kim@acme.example')
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()

  // By the keyboard alone: to all open tickets, into the search, to what it found.
  await page.getByRole('main', { name: 'Tickets' }).waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press('o')
  await page.getByRole('heading', { name: 'All open' }).waitFor()
  await page.getByRole('link', { name: 'The printer eats paper' }).waitFor()
  await page.getByRole('link', { name: 'Where is my refund?' }).waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type('invoice from:ann@example.com')
  await page.keyboard.press('Enter')
  const found = page.getByRole('list', { name: 'Search results' })
  await found.getByRole('link', { name: 'The printer eats paper' }).click()
  await page.getByRole('article', { name: 'Message by Ann Lee' }).getByText('It ate the invoice of March.').waitFor()
  expect(await found.getByText('Where is my refund?').count()).toBe(0)

  const answer = page.getByRole('region', { name: 'Answer' })
  await answer.getByRole('textbox', { name: 'Reply' }).waitFor()
  await page.keyboard.press('r')
  await page.keyboard.type('A new printer is on its way.')
  await page.keyboard.press('Control+Enter')
  const notices = page.getByRole('region', { name: 'Notices' })
  await notices.getByText('Sending').waitFor()
  await notices.getByRole('button', { name: 'Undo' }).click()
  await answer.getByRole('textbox', { name: 'Reply' }).getByText('A new printer is on its way.').waitFor()
  expect((await pages.call('GET', '/v1/tickets/1')).json.messages).toHaveLength(1)

  await answer.getByRole('button', { name: 'Send', exact: true }).click()
  await page.getByRole('article', { name: 'Message by Kim Agent' }).getByText('A new printer is on its way.').waitFor()
  await expect.poll(async () => (await pages.call('GET', '/v1/outbox')).text).toContain('ann@example.com')
})

test('an agent mentions a colleague, snoozes a ticket that wakes, and resolves it', async () => {
  const noa = await pages.open({ as: 'noa@acme.example' })
  await noa.goto('/inbox/open')
  await noa.getByRole('link', { name: 'Where is my refund?' }).waitFor()
  const page = await pages.open({ as: 'kim@acme.example' })
  await page.goto('/inbox/tickets/2')
  const answer = page.getByRole('region', { name: 'Answer' })
  await answer.getByRole('textbox', { name: 'Reply' }).waitFor()

  await page.keyboard.press('n')
  await page.keyboard.type('Did we promise this, @Noa')
  await page.getByRole('option', { name: 'Noa Bell' }).waitFor()
  await page.keyboard.press('Enter')
  await page.keyboard.type('?')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('article', { name: 'Note by Kim Agent' }).getByText('Did we promise this, @Noa Bell').waitFor()
  await noa.getByRole('button', { name: '1 unread notification' }).click()
  await noa.getByRole('button', { name: 'Kim Agent mentioned you' }).click()
  await noa.getByRole('article', { name: 'Note by Kim Agent' }).getByText('@Noa Bell').waitFor()

  await page.keyboard.press('s')
  await page.getByRole('dialog', { name: 'Snooze until' }).getByRole('button', { name: 'Tomorrow morning' }).click()
  await page.getByRole('button', { name: 'Status: Snoozed' }).waitFor()
  // The page says so at once, the server a moment later.
  await expect.poll(async () => (await pages.call('GET', '/v1/tickets/2')).json.status).toBe('snoozed')
  // Its moment has come: the job of each minute wakes it, and the page that is open says so by itself.
  await pages.query(`update ticket set snoozed_until = now() where number = 2`)
  await pages.query(`select graphile_worker.add_job('wake_snoozed')`)
  await page.getByRole('button', { name: 'Status: Open' }).waitFor()

  await page.keyboard.press('e')
  await page.getByRole('button', { name: 'Reopen' }).waitFor()
  await expect.poll(async () => (await pages.call('GET', '/v1/tickets/2')).json.status).toBe('resolved')
  // It leaves the list of the colleague, who looks at the open ones.
  await noa.goto('/inbox/open')
  await noa.getByRole('link', { name: 'The printer eats paper' }).waitFor()
  expect(await noa.getByRole('link', { name: 'Where is my refund?' }).count()).toBe(0)
})

test('who a mail is from and how that is known, its images, who takes part, and whom an answer is for', async () => {
  const pictures = await startReceiver((response) => response.writeHead(200).end(Buffer.from(PIXEL, 'base64')))
  const mail = [
    'Authentication-Results: mx.acme.example; spf=softfail smtp.mailfrom=sender.example; dkim=pass header.d=sender.example',
    'From: Dan Roe <dan@sender.example>',
    'To: help@acme.example',
    'Subject: A picture of it',
    'Message-ID: <it@sender.example>',
    'Content-Type: text/html',
    '',
    `<p>Look</p><img alt="It" src="${pictures.url}/it.png">`,
  ]
  const headers = { 'content-type': 'message/rfc822' }
  await fetch(mailbox, { method: 'POST', headers, body: mail.join('\r\n') })
  await pages.call('PUT', '/v1/contacts', { email: 'cat@example.com', name: 'Cat Moe' })
  const page = await pages.open({ as: 'kim@acme.example' })
  await page.goto('/inbox/open')
  await page.getByRole('link', { name: 'A picture of it' }).click()

  const message = page.getByRole('article', { name: 'Message by Dan Roe' })
  await message.getByRole('button', { name: 'Show images' }).waitFor()
  expect(pictures.received).toEqual([])
  await page.keyboard.press('Shift+I')
  await expect.poll(() => page.evaluate(`document.querySelector('img[alt="It"]')?.naturalWidth`)).toBe(1)
  expect(pictures.received.map(({ url }) => url)).toEqual(['/it.png'])
  expect(await message.getByRole('button', { name: 'Show images' }).count()).toBe(0)

  await message.getByRole('button', { name: /^How we know/ }).click()
  await page.getByText('DKIM Passed: sender.example').waitFor()
  await page.getByText('SPF Failed, says the domain, but perhaps wrongly: sender.example').waitFor()
  await page.getByText('ARC Nothing there to check', { exact: true }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByText('DKIM Passed: sender.example').waitFor({ state: 'detached' })

  const finder = page.getByPlaceholder('A name or an address').and(page.locator(':focus'))
  const details = page.getByRole('complementary', { name: 'Details' })
  await page.keyboard.press('Shift+A')
  await page.getByRole('dialog', { name: 'Add a participant…' }).waitFor()
  await finder.waitFor()
  await page.keyboard.type('Cat')
  await page.getByRole('option', { name: 'Cat Moe' }).waitFor()
  await page.keyboard.press('Enter')
  const remove = details.getByRole('button', { name: 'Remove Cat Moe' })
  await remove.click()
  await remove.waitFor({ state: 'detached' })
  await page.getByText('Cat Moe takes part no more').locator('..').getByRole('button', { name: 'Undo' }).click()
  await remove.waitFor()

  await page.keyboard.press('Shift+O')
  await page.keyboard.type('supplier@example.com,')
  const answer = page.getByRole('region', { name: 'Answer' })
  await answer.getByRole('button', { name: 'Remove: dan@sender.example' }).click()
  await answer.getByRole('button', { name: 'Remove: cat@example.com' }).click()
  await answer.getByRole('textbox', { name: 'Reply' }).click()
  await page.keyboard.type('Do you have one?')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('article', { name: 'Message by Kim Agent' }).getByText('To supplier@example.com').waitFor()

  await page.keyboard.press('Shift+Q')
  await page.getByRole('dialog', { name: 'Change the requester…' }).waitFor()
  await finder.waitFor()
  await page.keyboard.type('eve@example.com')
  await page.getByRole('option', { name: 'eve@example.com' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByText('The requester is eve@example.com').waitFor()
  const ticket = (await pages.call('GET', '/v1/tickets/3')).json
  expect(ticket.requester.email).toBe('eve@example.com')
  expect(ticket.participants).toMatchObject([{ role: 'cc', email: 'cat@example.com' }])
  await pictures.close()
})
