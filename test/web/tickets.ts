import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import type { Pages } from '../support/pages.ts'

/** Tickets to work on, and their pages as Kim has them open. */
export const ticketsOf = (pages: Pages) => {
  /** A ticket of this test's own, from somebody of its own. */
  const file = async (subject: string, more: object = {}) => {
    const email = `ann-${randomUUID()}@example.com`
    const given = { requester: { email, name: 'Ann Lee' }, subject, body: 'It ate the invoice.', ...more }
    const { number, id } = (await pages.call('POST', '/v1/tickets', given)).json
    const now = async () => (await pages.call('GET', `/v1/tickets/${number}`)).json
    return { number, id, email, now, path: `/inbox/tickets/${number}` }
  }
  const asKim = async (path: string) => openTicket(await pages.open({ as: 'kim@acme.example' }), path)
  return { file, asKim }
}

/** A ticket's page with its keys: those of its menu come a moment after its conversation. */
export const openTicket = async (page: Page, path: string): Promise<Page> => {
  await page.goto(path)
  await page.getByRole('button', { name: 'More', exact: true }).waitFor()
  await page.getByRole('textbox', { name: 'Reply' }).waitFor()
  return page
}

export const notices = (page: Page) => page.getByRole('region', { name: 'Notices' })
