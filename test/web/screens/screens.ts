import type { Page } from 'playwright-core'

/** What the server does of a screen's own question: nothing for ever, or fail. */
type Trouble = 'silent' | 'broken'

/** A screen: its file's name, where it is, what shows that it is whole, and what to do there first. */
export type Screen = {
  name: string
  path: string
  whole?: string
  before?: (page: Page) => Promise<void>
  trouble?: { asked: string; is: Trouble }
}

const openPalette = async (page: Page) => {
  await page.locator('[id^=row-]').first().waitFor()
  await page.keyboard.press('Control+k')
}

/** `mail`: the number of a ticket that came by mail. */
export type Places = { ticket: string; mail: string; company: string; contact: string; ids: Record<string, string> }

/** Those that somebody has in front of them all day: in every look. */
export const mainScreens = ({ ticket, company, contact }: Places): Screen[] => [
  { name: 'inbox', path: '/inbox/open', whole: '[id^=row-]' },
  { name: 'ticket', path: `/inbox/tickets/${ticket}`, whole: '[role=textbox]' },
  { name: 'search', path: '/inbox/search?q=invoice', whole: '[id^=row-]' },
  { name: 'palette', path: '/inbox/open', whole: '[role=dialog]', before: openPalette },
  { name: 'contacts', path: '/contacts', whole: 'main a' },
  { name: 'contact', path: `/contacts/${contact}` },
  { name: 'companies', path: '/companies', whole: 'main a' },
  { name: 'company', path: `/companies/${company}` },
  { name: 'reports', path: '/reports', whole: 'main svg[class^=plot-]' },
  { name: 'account', path: '/settings/account' },
]

const PAGES =
  'desk members departments ticket-types fields resolution-categories tags business-hours sla sign-in mailboxes mail outbox credentials hooks webhooks slack blocklist identity-verification canned-replies templates interventions rules languages imports retention erasures audit status'

/** Every page where a desk is run. */
export const settingsScreens = ({ ids }: Places): Screen[] => [
  ...PAGES.split(' ').map((page) => ({ name: `settings-${page}`, path: `/settings/${page}` })),
  { name: 'settings-webhook-log', path: `/settings/webhooks/${ids.webhook}` },
  { name: 'settings-hook', path: `/settings/hooks/${ids.hook}`, whole: '[aria-busy=false]' },
  { name: 'settings-rule', path: `/settings/rules/${ids.rule}` },
  { name: 'settings-intervention', path: `/settings/interventions/${ids.intervention}` },
]

/** What a desk of no tickets and no settings shows. */
export const emptyScreens: Screen[] = [
  { name: 'empty-inbox', path: '/inbox/open' },
  { name: 'empty-search', path: '/inbox/search?q=nothing+like+it' },
  { name: 'empty-contacts', path: '/contacts' },
  { name: 'empty-companies', path: '/companies' },
  { name: 'empty-reports', path: '/reports' },
  ...'webhooks mailboxes hooks rules fields tags imports outbox canned-replies interventions sla blocklist erasures'
    .split(' ')
    .map((page) => ({ name: `empty-${page}`, path: `/settings/${page}` })),
]

const troubled = (name: string, path: string, asked: string): Screen[] => [
  { name: `loading-${name}`, path, whole: '.animate-pulse', trouble: { asked, is: 'silent' } },
  { name: `error-${name}`, path, whole: '[role=alert]', trouble: { asked, is: 'broken' } },
]

/** What comes slowly, and what does not come. */
export const troubledScreens = ({ ticket, contact, company, ids }: Places): Screen[] => [
  ...troubled('inbox', '/inbox/open', '**/v1/tickets?**'),
  ...troubled('ticket', `/inbox/tickets/${ticket}`, `**/v1/tickets/${ticket}**`),
  ...troubled('contacts', '/contacts', '**/v1/contacts?**'),
  ...troubled('contact', `/contacts/${contact}`, `**/v1/contacts/${contact}**`),
  ...troubled('company', `/companies/${company}`, `**/v1/companies/${company}**`),
  ...troubled('reports', '/reports', '**/v1/reports/**'),
  ...troubled('webhooks', '/settings/webhooks', '**/v1/webhooks**'),
  ...troubled('webhook-log', `/settings/webhooks/${ids.webhook}`, '**/v1/deliveries?**'),
  ...troubled('status', '/settings/status', '**/v1/status**'),
  { name: 'gone-ticket', path: '/inbox/tickets/999999' },
]

export const edgeScreens = (edges: Record<'tagged' | 'hebrew' | 'files', string>): Screen[] => [
  { name: 'ticket-many-tags', path: `/inbox/tickets/${edges.tagged}`, whole: '[role=textbox]' },
  { name: 'ticket-in-hebrew', path: `/inbox/tickets/${edges.hebrew}`, whole: '[role=textbox]' },
  { name: 'ticket-with-files', path: `/inbox/tickets/${edges.files}`, whole: '[role=textbox]' },
]

type SignIn = { email: string; password: string }

const NOBODY = { email: 'ada@tideline.example', password: 'not the password' }

const signedIn =
  ({ email, password }: SignIn) =>
  async (page: Page) => {
    await page.getByLabel('Email').fill(email)
    await page.getByLabel('Password').fill(password)
    await page.keyboard.press('Enter')
  }

/** The first look of all: README has it. */
export const firstScreens = ({ ticket }: Places): Screen[] => [
  { name: 'ticket-wide', path: `/inbox/tickets/${ticket}?view=open`, whole: 'main aside h2' },
]

/** What those see who are not signed in; `invited` is a link that nobody has used yet, `guarded` asks for a second factor. */
export const signInScreens = ({ invited, guarded }: { invited: string; guarded: SignIn }): Screen[] => [
  { name: 'sign-in', path: '/sign-in', whole: 'form' },
  { name: 'sign-in-refused', path: '/sign-in', whole: '[role=alert]', before: signedIn(NOBODY) },
  { name: 'reset-password', path: '/reset-password' },
  { name: 'sign-in-code', path: '/sign-in', whole: '[autocomplete=one-time-code]', before: signedIn(guarded) },
  { name: 'invitation', path: invited, whole: 'form' },
  { name: 'invitation-used', path: '/join?token=used' },
]
