import { beforeAll, expect, test } from 'vitest'
import { usePages } from '../support/pages.ts'

const pages = usePages()

beforeAll(async () => {
  await pages.member('kim@acme.example', 'Kim Agent')
  await pages.member('noa@acme.example', 'Noa Bell')
  for (const subject of ['The printer eats paper', 'Once more: the printer']) {
    const requester = { email: 'ann@example.com', name: 'Ann Lee' }
    await pages.call('POST', '/v1/tickets', { requester, subject, body: 'It ate the invoice.' })
  }
})

test('two agents see each other, and whoever answers an older conversation is asked first', async () => {
  const kim = await pages.open({ as: 'kim@acme.example' })
  const noa = await pages.open({ as: 'noa@acme.example' })
  await kim.goto('/inbox/tickets/1')
  await kim.getByRole('textbox', { name: 'Reply' }).waitFor()
  await noa.goto('/inbox/tickets/1')
  const noas = noa.getByRole('textbox', { name: 'Reply' })
  await noas.waitFor()
  await kim.getByRole('status').filter({ hasText: 'Noa Bell' }).waitFor({ state: 'attached' })
  await noa.getByRole('status').filter({ hasText: 'Kim Agent' }).waitFor({ state: 'attached' })
  await noas.click()
  await noa.keyboard.type('It is the paper tray')
  await kim.getByText('Noa Bell is typing').waitFor({ state: 'attached' })

  // Kim is faster; Noa hears of it, and is asked before an answer to the older conversation goes out.
  await kim.keyboard.press('n')
  await kim.keyboard.type('I have sent a new printer.')
  await kim.keyboard.press('Control+Enter')
  await noa.getByRole('article', { name: 'Note by Kim Agent' }).getByText('I have sent a new printer.').waitFor()
  await noa.getByText('Kim Agent wrote meanwhile.').waitFor()
  await noas.click()
  await noa.keyboard.press('Control+Enter')
  const asked = noa.getByRole('dialog', { name: 'The conversation has moved on' })
  await asked.getByText('Kim Agent').waitFor()
  await asked.getByRole('button', { name: 'Look first' }).click()
  await noas.getByText('It is the paper tray').waitFor()
  await noa.getByRole('button', { name: 'Seen' }).click()
  await noa.getByRole('region', { name: 'Answer' }).getByRole('button', { name: 'Send', exact: true }).click()
  await noa.getByRole('article', { name: 'Message by Noa Bell' }).getByText('It is the paper tray').waitFor()
})

test('a new ticket is on the list at once, and a merge is seen and taken back', async () => {
  const kim = await pages.open({ as: 'kim@acme.example' })
  await kim.goto('/inbox/open')
  await kim.getByRole('link', { name: 'The printer eats paper' }).waitFor()
  await pages.call('POST', '/v1/tickets', { requester: { email: 'new@example.com' }, subject: 'Came in just now' })
  await kim.getByRole('link', { name: 'Came in just now' }).waitFor()

  await kim.goto('/inbox/tickets/2')
  await kim.getByRole('textbox', { name: 'Reply' }).waitFor()
  const noa = await pages.open({ as: 'noa@acme.example' })
  await noa.goto('/inbox/tickets/2')
  await noa.getByRole('textbox', { name: 'Reply' }).waitFor()
  await noa.keyboard.press('m')
  const into = noa.getByRole('dialog', { name: 'Merge #2 into another ticket' })
  await into.getByRole('option', { name: 'The printer eats paper' }).click()
  await noa.waitForURL('**/tickets/1')
  await kim.getByText('Merged into ticket #1').waitFor()
  await noa.getByText('#2 was merged into #1').locator('..').getByRole('button', { name: 'Undo' }).click()
  await kim.getByText('Merged into ticket #1').waitFor({ state: 'hidden' })
  await noa.waitForURL('**/tickets/2')
})

test('who loses the connection loses nothing typed, and misses nothing that happened', async () => {
  const kim = await pages.open({ as: 'kim@acme.example' })
  await kim.goto('/inbox/tickets/1')
  const reply = kim.getByRole('textbox', { name: 'Reply' })
  await reply.waitFor()
  await kim.context().setOffline(true)
  await kim.getByText('You are offline. What you type is kept').waitFor()
  await reply.click()
  await kim.keyboard.type('Written in the train.')
  await kim.keyboard.press('Control+Enter')
  await kim.getByText('You are offline. It is sent when the connection is back.').first().waitFor()
  const missed = { author: 'requester', body: 'Said while nobody was there.' }
  await pages.call('POST', '/v1/tickets/1/messages', missed)
  await kim.context().setOffline(false)
  await kim.getByRole('article', { name: 'Message by Ann Lee' }).getByText('Said while nobody was there.').waitFor()
  // The customer wrote meanwhile: so it is not sent, but asked about, and there to be sent.
  await reply.getByText('Written in the train.').waitFor()
  await kim.getByRole('button', { name: 'Seen' }).click()
  await kim.getByRole('region', { name: 'Answer' }).getByRole('button', { name: 'Send', exact: true }).click()
  await kim.getByRole('article', { name: 'Message by Kim Agent' }).getByText('Written in the train.').waitFor()
})

test('on a phone, in Hebrew, the inbox reads right to left and nothing is wider than the page', async () => {
  const phone = await pages.open({ as: 'noa@acme.example', locale: 'he-IL', viewport: { width: 360, height: 740 } })
  for (const path of ['/inbox/open', '/inbox/tickets/1', '/contacts', '/reports', '/settings/departments']) {
    await phone.goto(path)
    await phone.getByRole('main').first().waitFor()
    expect(await phone.evaluate('document.documentElement.dir')).toBe('rtl')
    expect(await phone.evaluate('document.documentElement.scrollWidth'), path).toBeLessThanOrEqual(360)
  }
})
