import axe from 'axe-core'
import { beforeAll, expect, test } from 'vitest'
import { usePages } from '../support/pages.ts'

const pages = usePages()

const SCREENS = [
  '/sign-in',
  '/inbox/open',
  '/inbox/tickets/1',
  '/inbox/search?q=printer',
  '/contacts',
  '/companies',
  '/reports',
  '/settings/account',
  '/settings/departments',
  '/settings/members',
  '/settings/credentials',
  '/settings/webhooks',
  '/settings/mailboxes',
  '/settings/mail',
  '/settings/blocklist',
]

beforeAll(async () => {
  await pages.member('kim@acme.example', 'Kim Agent', 'admin')
  const requester = { email: 'ann@example.com', name: 'Ann Lee' }
  await pages.call('POST', '/v1/tickets', {
    requester,
    subject: 'The printer eats paper',
    body: '<p>It ate the <b>invoice</b>.</p>',
    body_format: 'html',
    tags: ['hardware'],
    priority: 'urgent',
  })
})

test.each(['light', 'dark'] as const)(
  'nothing keeps anybody out of a screen, %s',
  async (colorScheme) => {
    const page = await pages.open({ as: 'kim@acme.example', colorScheme })
    const found: string[] = []
    for (const path of SCREENS) {
      await page.goto(path)
      await page.locator('h1, h2').first().waitFor()
      await page.waitForTimeout(500)
      await page.evaluate(axe.source)
      const violations = (await page.evaluate(
        `axe.run(document, { rules: { 'target-size': { enabled: true } } }).then(({ violations }) =>
        violations.map(({ id, nodes }) => id + ': ' + nodes.slice(0, 3).map(({ html }) => html.slice(0, 160)).join(' | ')))`,
      )) as string[] // as mapped
      found.push(...violations.map((violation) => `${path} ${violation}`))
    }
    expect(found).toEqual([])
  },
  120_000,
)
