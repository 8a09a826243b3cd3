import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { newTicket, useSlack } from '../slack/slack.ts'
import { join, listening, openBrowser, PASSWORD } from '../support/browser.ts'
import { openChromium } from '../support/chromium.ts'
import { refuse } from '../support/slack-server.ts'

const given = useSlack()
const { lodge } = given

test('an owner connects Slack, and the log shows what was posted, what Slack refused, and each attempt', async () => {
  const desk = await lodge.desk()
  const email = `${randomUUID()}@acme.example`
  await join(lodge, desk, await openBrowser(lodge, { desk }), { email, role: 'owner' })
  const baseURL = `http://${desk.slug}.localhost:${await listening(lodge)}`
  const context = await (await openChromium()).newContext({ baseURL, locale: 'en-GB' })
  context.setDefaultTimeout(60_000)
  const page = await context.newPage()
  await page.goto('/settings/slack')
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()

  const add = page.getByRole('button', { name: 'Connect Slack' })
  await add.click()
  const form = page.getByRole('dialog', { name: 'Connect Slack' })
  await form.getByLabel('Name').fill('Acme Slack')
  await form.getByLabel('Bot token').fill('xoxb-1234567890-abcdef')
  await form.getByLabel('Channel ID').fill('#support')
  await form.getByRole('button', { name: 'Create' }).click()
  await form.getByText(/C0123456789/).waitFor()
  const channel = `C${randomUUID().replaceAll('-', '').slice(0, 10).toUpperCase()}`
  await form.getByLabel('Channel ID').fill(channel)
  await form.getByRole('button', { name: 'Create' }).click()
  await page.getByRole('link', { name: 'Acme Slack' }).click()

  const log = page.getByRole('table', { name: 'Posted' }).getByRole('row')
  const { subject } = await newTicket(given, desk)
  await log.filter({ hasText: 'ticket.created' }).getByText('Sent').waitFor()
  const posted = given.slack.messages.filter((one) => one.channel === channel)
  expect(posted.map(({ text }) => text)).toEqual([expect.stringContaining(subject)])
  given.slack.next('chat.postMessage', refuse('channel_not_found'))
  await page.getByRole('button', { name: 'Send a test' }).click()
  const failed = log.filter({ hasText: 'Failed' })
  await failed.getByText('Slack finds no such channel.').waitFor()
  await failed.getByRole('button').first().click()
  await page.getByRole('dialog', { name: 'Each attempt' }).getByText('channel_not_found').first().waitFor()
  await page.keyboard.press('Escape')
  await failed.getByRole('button', { name: /^Send again/ }).click()
  await failed.waitFor({ state: 'detached' })
  await context.close()
}, 120_000)
