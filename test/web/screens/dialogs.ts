import type { Page } from 'playwright-core'
import type { Places, Screen } from './screens.ts'

const DIALOG = '[role=dialog]'
const MENU = '[role=menu]'

/** Presses keys one after the other, once what they are for is there. */
const press =
  (ready: string, ...keys: string[]) =>
  async (page: Page) => {
    await page.locator(ready).first().waitFor()
    // The page's commands come with what is drawn last.
    await page.waitForTimeout(600)
    for (const key of keys) await page.keyboard.press(key)
  }

const click =
  (...places: string[]) =>
  async (page: Page) => {
    for (const place of places) await page.locator(place).first().click()
  }

/** What opens over a list or a ticket, most of it by its key. */
export const dialogScreens = ({ ticket, mail }: Places): Screen[] => {
  const onTicket = (name: string, keys: string[], whole = DIALOG): Screen => ({
    name,
    path: `/inbox/tickets/${ticket}`,
    whole,
    before: press('[role=textbox]', ...keys),
  })
  const onList = (name: string, keys: string[], whole = DIALOG): Screen => ({
    name,
    path: '/inbox/open',
    whole,
    before: press('[id^=row-]', ...keys),
  })
  return [
    onTicket('ticket-details', ['p']),
    onTicket('ticket-assign', ['a']),
    onTicket('ticket-snooze', ['s']),
    onTicket('ticket-tags', ['t']),
    onTicket('ticket-merge', ['m']),
    onTicket('ticket-link', ['l']),
    onTicket('ticket-split', ['Shift+M'], '[role=textbox], [data-conversation] [role=checkbox]'),
    onTicket('ticket-participant', ['Shift+A']),
    onTicket('ticket-intervention', ['v']),
    {
      name: 'ticket-more',
      path: `/inbox/tickets/${ticket}`,
      whole: MENU,
      before: click('main header [aria-haspopup=menu]'),
    },
    {
      name: 'ticket-by-mail',
      path: `/inbox/tickets/${mail}`,
      whole: '[data-radix-popper-content-wrapper]',
      before: click('article header [aria-haspopup=dialog]'),
    },
    onList('new-ticket', ['c']),
    onList('keys', ['?']),
    onList('notifications', ['g', 'n'], '[data-radix-popper-content-wrapper]'),
    onList('selected', ['j', 'x', 'j', 'x', 'j', 'x'], '[role=toolbar], [id^=row-]'),
    {
      name: 'palette-typed',
      path: '/inbox/open',
      whole: DIALOG,
      before: async (page) => {
        await press('[id^=row-]', 'Control+k')(page)
        await page.locator('[cmdk-input]').fill('web')
        await page.locator('[cmdk-item][data-value*=webhooks]').waitFor()
      },
    },
    { name: 'account-menu', path: '/inbox/open', whole: MENU, before: click('nav > span:last-child > button') },
    { name: 'not-found', path: '/settings/nowhere', whole: 'main p' },
  ]
}

const typedOn = (ticket: string, name: string, keys: string[]): Screen => ({
  name,
  // What is typed is kept as a draft: on a ticket that no other picture shows.
  path: `/inbox/tickets/${ticket}`,
  whole: '[role=option]',
  before: press('[role=textbox]', ...keys),
})

/** What opens over the settings, the pages of one thing, and what is typed. */
export const settingsDetails = ({ ids }: Places): Screen[] => {
  const add = (page: string): Screen => ({
    name: `settings-${page}-new`,
    path: `/settings/${page}`,
    whole: DIALOG,
    before: click('main > header button'),
  })
  const one = (page: string, id: string | undefined): Screen => ({
    name: `settings-${page}-one`,
    path: `/settings/${page}/${id}`,
  })
  return [
    typedOn('2', 'ticket-note', ['n', '@', 'm']),
    typedOn('3', 'ticket-texts', ['r', '/']),
    {
      name: 'saved-view',
      path: '/inbox/open',
      whole: DIALOG,
      before: click('nav section:last-of-type > div > button'),
    },
    one('departments', ids.department),
    one('mailboxes', ids.mailbox),
    one('templates', ids.template),
    one('outbox', ids.mail),
    ...['webhooks', 'members', 'credentials', 'sla', 'business-hours', 'fields', 'mailboxes'].map(add),
    {
      name: 'settings-webhook-attempts',
      path: `/settings/webhooks/${ids.brokenWebhook}`,
      whole: `${DIALOG} li`,
      before: click('main td button'),
    },
    {
      name: 'settings-audit-entry',
      path: '/settings/audit',
      whole: DIALOG,
      before: click('main td button'),
    },
    {
      name: 'settings-intervention-runs',
      path: `/settings/interventions/${ids.intervention}`,
      whole: 'main table',
      before: async (page) => page.locator('main table').last().scrollIntoViewIfNeeded(),
    },
    {
      name: 'account-sessions',
      path: '/settings/account',
      before: async (page) => page.locator('main section').last().scrollIntoViewIfNeeded(),
    },
  ]
}
