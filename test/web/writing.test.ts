import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { usePages } from '../support/pages.ts'
import { PIXEL } from '../support/pixel.ts'
import { notices, openTicket, ticketsOf } from './tickets.ts'

const pages = usePages()
const { file, asKim } = ticketsOf(pages)

beforeAll(async () => {
  await pages.member('kim@acme.example', 'Kim Agent')
  const canned = { title: 'Refund is on its way', body: 'Your money is back within **five days**.' }
  await pages.call('POST', '/v1/canned-replies', canned)
  const body = 'Dear {{ requester.first_name }}, this is about #{{ ticket.number }}.'
  await pages.call('POST', '/v1/templates', { identifier: 'greeting', name: 'Greeting', body })
})

const answer = (page: Page) => page.getByRole('region', { name: 'Answer' })
const reply = (page: Page) => answer(page).getByRole('textbox', { name: 'Reply' })

/** Gives a file to the composer as a paste or a drop does. */
const give = (page: Page, kind: 'paste' | 'drop', name: string, type: string, base64: string) =>
  page.evaluate(
    `(() => {
      const bytes = Uint8Array.from(atob('${base64}'), (one) => one.charCodeAt(0))
      const data = new DataTransfer()
      data.items.add(new File([bytes], '${name}', { type: '${type}' }))
      const field = document.querySelector('[role=textbox][aria-label=Reply]')
      const event = '${kind}' === 'paste'
        ? new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
        : new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })
      field.dispatchEvent(event)
    })()`,
  )

test('a reply of texts, a template, a picture and a file goes to copies too, and sets the status', async () => {
  const ticket = await file('Where is my refund?')
  const page = await asKim(ticket.path)
  await page.keyboard.press('r')
  await page.keyboard.type('/greet')
  await page.getByRole('option', { name: 'Greeting' }).waitFor()
  await page.keyboard.press('Enter')
  await reply(page).getByText(`Dear Ann, this is about #${ticket.number}.`).waitFor()
  await page.keyboard.type(' /refund')
  await page.getByRole('option', { name: 'Refund is on its way' }).waitFor()
  await page.keyboard.press('Enter')
  await reply(page).getByText('five days').waitFor()
  expect(await reply(page).locator('strong').textContent()).toBe('five days')
  await give(page, 'paste', 'shot.png', 'image/png', PIXEL)
  await reply(page).getByRole('img', { name: 'shot.png' }).waitFor()
  await give(page, 'drop', 'terms.txt', 'text/plain', 'SGVsbG8=')
  // Once it is there whole: nothing is sent before.
  await answer(page).getByRole('button', { name: 'Remove: terms.txt' }).waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Shift+C')
  await page.keyboard.type('cat@example.com,')
  await answer(page).getByLabel('Bcc', { exact: true }).fill('boss@example.com,')
  await answer(page).getByRole('button', { name: 'Remove: boss@example.com' }).waitFor()
  await reply(page).click()
  await page.keyboard.press('Control+Alt+Enter')
  const said = page.getByRole('article', { name: 'Message by Kim Agent' })
  await said.getByText('five days').waitFor()
  await page.getByRole('button', { name: 'Status: Pending' }).waitFor()
  const { status, messages, participants } = await ticket.now()
  expect(status).toBe('pending')
  const names = messages.at(-1).attachments.map(({ name }: { name: string }) => name)
  expect(names.toSorted()).toEqual(['shot.png', 'terms.txt'])
  const others = participants.map(({ role, email }: { role: string; email: string }) => `${role} ${email}`)
  expect(others.toSorted()).toEqual(['bcc boss@example.com', 'cc cat@example.com'])
}, 120_000)

test('what is to be sent later waits below the conversation, and what is taken back is never lost', async () => {
  const [ticket, other] = [await file('Send it tomorrow'), await file('The next one')]
  const page = await asKim(ticket.path)
  await page.keyboard.press('r')
  await page.keyboard.type('Good morning!')
  await page.keyboard.press('Alt+Enter')
  await page.getByRole('dialog', { name: 'Send later…' }).getByRole('button', { name: 'Tomorrow morning' }).click()
  const waiting = page.getByRole('list', { name: 'Not sent yet' })
  await waiting.getByText('Good morning!').waitFor()
  await page.keyboard.press('Shift+Z')
  await waiting.waitFor({ state: 'detached' })
  await reply(page).getByText('Good morning!').waitFor()

  // Sent now, and taken back from another ticket: it is there when one comes back.
  await reply(page).click()
  await page.keyboard.press('Control+Enter')
  await notices(page).getByText('Sending').waitFor()
  // The quickest way there: it can be taken back for ten seconds only.
  await page.evaluate(`history.pushState({}, '', '${other.path}'); dispatchEvent(new PopStateEvent('popstate'))`)
  await page.getByRole('heading', { level: 1, name: 'The next one' }).waitFor()
  await page.keyboard.press('z')
  await expect
    .poll(async () => (await pages.call('GET', `/v1/tickets/${ticket.id}/scheduled-messages`)).json.data)
    .toEqual([])
  await openTicket(page, ticket.path)
  await reply(page).getByText('Good morning!').waitFor()
  expect((await ticket.now()).messages).toHaveLength(1)
}, 120_000)

test('a draft is there after a reload, in another tab at once, and in another browser', async () => {
  const ticket = await file('A long story')
  const page = await asKim(ticket.path)
  const tab = await openTicket(await page.context().newPage(), ticket.path)
  await page.keyboard.press('r')
  await page.keyboard.type('Once upon a time')
  await reply(tab).getByText('Once upon a time').waitFor()
  await tab.keyboard.press('r')
  await tab.keyboard.type(' there was a printer')
  await reply(page).getByText('Once upon a time there was a printer').waitFor()
  // A tab that leaves with what it was shown does not take away what is typed elsewhere after that.
  await page.keyboard.press('Control+End')
  await page.keyboard.type(' that ate.')
  await page.reload()
  await tab.close()
  await reply(page).getByText('Once upon a time there was a printer that ate.').waitFor()
  await expect
    .poll(async () => (await page.context().request.get(`/v1/tickets/${ticket.id}/draft`)).text(), { timeout: 20_000 })
    .toContain('that ate.')
  const elsewhere = await asKim(ticket.path)
  await reply(elsewhere).getByText('Once upon a time there was a printer that ate.').waitFor()
}, 120_000)

test('a page that slept catches up with all that happened, and what was typed meanwhile is there', async () => {
  const ticket = await file('Asleep')
  const page = await asKim(ticket.path)
  const list = await page.context().newPage()
  await list.goto('/inbox/open')
  await list.getByRole('link', { name: 'Asleep' }).first().waitFor()
  await page.keyboard.press('r')
  await page.keyboard.type('Typed before, ')
  await page.context().setOffline(true)
  await page.getByText('You are offline. What you type is kept').waitFor()
  await page.keyboard.type('and without a network.')
  const fresh = `Came meanwhile ${randomUUID()}`
  await file(fresh)
  await pages.call('POST', `/v1/tickets/${ticket.id}/messages`, { author: 'requester', body: 'Are you there?' })
  await pages.call('PATCH', `/v1/tickets/${ticket.id}`, { priority: 'urgent' })
  await page.context().setOffline(false)
  await page.getByRole('article', { name: 'Message by Ann Lee' }).getByText('Are you there?').waitFor()
  await page.getByRole('button', { name: 'Priority: Urgent' }).waitFor()
  await list.getByRole('link', { name: fresh }).waitFor()
  await page.getByText('You are offline').waitFor({ state: 'detached' })
  await expect
    .poll(async () => (await page.context().request.get(`/v1/tickets/${ticket.id}/draft`)).text())
    .toContain('and without a network.')
  await page.reload()
  await reply(page).getByText('Typed before, and without a network.').waitFor()
}, 120_000)

/** The buttons that have no key, and open no menu, and are not in the list of keys that `?` opens either. */
const withoutKey = async (page: Page): Promise<string[]> => {
  await page.keyboard.press('?')
  const keys = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await keys.waitFor()
  const listed = new Set(await keys.locator('dt').allTextContents())
  await page.keyboard.press('Escape')
  await keys.waitFor({ state: 'detached' })
  const buttons = page.locator(':is(header, main, nav, [role=toolbar]) > * button[aria-label]:visible')
  const names = await buttons.evaluateAll((all) =>
    all
      .filter((one) => !one.matches('[aria-keyshortcuts], [aria-haspopup=menu]') && !one.closest('li, article'))
      .map((one) => one.getAttribute('aria-label') ?? ''),
  )
  // The bell says how many there are.
  return names.filter((name) => !listed.has(name) && !/^(\d+ unread )?notification/i.test(name))
}

test('a whole round by the keyboard alone, and `?` lists what each key does', async () => {
  const word = randomUUID().slice(0, 8)
  const [first, second] = [await file(`Round ${word} one`), await file(`Round ${word} two`)]
  const page = await pages.open({ as: 'kim@acme.example' })
  await page.goto('/inbox/open')
  await page.getByRole('link', { name: `Round ${word} two` }).waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type(`${word} status:open`)
  await page.keyboard.press('Enter')
  await page
    .getByRole('list', { name: 'Search results' })
    .getByRole('link', { name: `Round ${word} one` })
    .waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('g')
  await page.keyboard.press('o')
  await page.getByRole('heading', { name: 'All open' }).waitFor()
  expect(await withoutKey(page)).toEqual([])
  const row = page.getByRole('link', { name: `Round ${word} two` })
  await row.waitFor()
  const focused = () => page.evaluate('document.activeElement.id')
  for (let before = ''; !(await row.evaluate((one) => one.matches(':focus'))); ) {
    await page.keyboard.press('j')
    await expect.poll(focused).not.toBe(before)
    before = String(await focused())
  }
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: `Round ${word} two` }).waitFor()
  await reply(page).waitFor()
  await page.keyboard.press('r')
  await page.keyboard.type('Done by hand.')
  await page.keyboard.press('Control+Shift+Enter')
  await page.getByRole('button', { name: 'Reopen' }).waitFor()
  await page.getByRole('article', { name: 'Message by Kim Agent' }).getByText('Done by hand.').waitFor()
  expect((await second.now()).status).toBe('resolved')
  await page.keyboard.press('Control+K')
  await page.keyboard.type(`${first.number}`)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: `Round ${word} one` }).waitFor()
  await page.keyboard.press('Control+K')
  await page.keyboard.type('set the status')
  await page.getByRole('option', { name: 'Set the status…' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'Status' }).waitFor()
  await page.keyboard.type('Pending')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Status: Pending' }).waitFor()

  const unlisted = new Set(await withoutKey(page))
  for (const open of ['More', 'More ways to send']) {
    if (open === 'More ways to send') {
      await page.keyboard.press('r')
      await page.keyboard.type('x')
    }
    await page.getByRole('button', { name: open, exact: true }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menu').waitFor()
    for (const item of await page.getByRole('menuitem').all()) {
      if ((await item.locator('kbd').count()) === 0) unlisted.add((await item.textContent()) ?? '')
    }
    await page.keyboard.press('Escape')
    await page.getByRole('menu').waitFor({ state: 'detached' })
  }
  expect([...unlisted]).toEqual([])
}, 120_000)

test('on a phone each screen fits, and all of it can be reached', async () => {
  const ticket = await file(`A very long subject ${'without-any-break'.repeat(20)}`, { tags: ['one', 'two', 'three'] })
  const small = { viewport: { width: 360, height: 740 }, hasTouch: true }
  const phone = await pages.open({ as: 'kim@acme.example', ...small })
  const fits = async (what: string, on = phone) => {
    expect(await on.evaluate('document.documentElement.scrollWidth'), what).toBeLessThanOrEqual(360)
    // What can be pressed is within the page, or in something that scrolls to it.
    const out =
      await phone.evaluate(`[...document.querySelectorAll('button, a, input:not([aria-hidden]), select, textarea, [role=textbox]')]
      .filter((one) => {
        const { left, right, width } = one.getBoundingClientRect()
        const scrolls = one.parentElement?.closest('.overflow-x-auto, .overflow-auto')
        return width > 1 && one.checkVisibility() && !scrolls && (left < -1 || right > 361)
      })
      .map((one) => one.getAttribute('aria-label') || one.textContent)`)
    expect(out, what).toEqual([])
  }
  await phone.goto('/inbox/open')
  await phone.getByRole('link', { name: 'A very long subject' }).first().waitFor()
  await fits('list')
  await openTicket(phone, ticket.path)
  await fits('ticket')
  await reply(phone).tap()
  await phone.keyboard.type('An answer from the train')
  await answer(phone).getByRole('button', { name: 'Cc, Bcc' }).tap()
  await fits('answer')
  await answer(phone).getByRole('button', { name: 'More ways to send' }).tap()
  await phone.getByRole('menuitem', { name: 'Send and resolve' }).waitFor()
  await fits('ways to send')
  await phone.keyboard.press('Escape')
  await phone.getByRole('button', { name: 'Details', exact: true }).tap()
  await phone.getByRole('dialog', { name: 'Details' }).getByRole('combobox', { name: 'Add a tag' }).waitFor()
  await fits('details')
  await phone.keyboard.press('Escape')
  for (const path of ['/settings/account', '/contacts', '/inbox/search?q=printer', '/nothing-here']) {
    await phone.goto(path)
    await phone.getByRole('main').first().waitFor()
    await fits(path)
  }
  const email = `olga-${randomUUID()}@acme.example`
  await pages.member(email, 'Olga Admin', 'admin')
  const olga = await pages.open({ as: email, ...small })
  await olga.goto('/reports')
  await olga.getByRole('heading', { name: 'Reports' }).first().waitFor()
  await fits('reports', olga)
  for (const [page, add] of [
    ['departments', 'Add department'],
    ['business-hours', 'Add business hours'],
    ['rules', 'Add rule'],
  ] as const) {
    await olga.goto(`/settings/${page}`)
    await olga
      .getByRole('button', { name: add })
      .or(olga.getByRole('link', { name: add }))
      .first()
      .tap()
    await olga.getByLabel('Name').first().waitFor()
    await fits(`${page}: ${add}`, olga)
  }
}, 120_000)
