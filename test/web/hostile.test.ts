import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { usePages } from '../support/pages.ts'
import { type Receiver, startReceiver } from '../support/receiver.ts'
import { payloads } from './payloads.ts'

const pages = usePages()
/** Another origin that can be reached: whoever asks it anything is heard. */
let stranger: Receiver
let corpus: Record<string, string>
type Listed = { number: number; subject: string }
let tickets: Listed[] = []

/** Which of the corpus a ticket's subject carries. */
const nameIn = (subject: string): string => subject.split(' ')[1] ?? ''

const upload = async (name: string, bytes: string, type: string): Promise<string> => {
  const form = new FormData()
  form.set('file', new File([bytes], name, { type }))
  const headers = { authorization: `Bearer ${pages.token}` }
  const answer = await fetch(`${pages.url}/v1/attachments`, { method: 'POST', headers, body: form })
  const made: unknown = await answer.json()
  if (answer.status !== 201) throw new Error(JSON.stringify(made))
  return (made as { id: string }).id // a 201 has one
}

/** A mail as anybody can send it: its own html, names and file names. */
const mailOf = (name: string, payload: string): string =>
  [
    `From: ${JSON.stringify(payload.replaceAll(/[^\x20-\x7e]/g, ''))} <${name}@attacker.example>`,
    'To: help@acme.example',
    `Subject: =?utf-8?B?${Buffer.from(`mail ${name} ${payload}`).toString('base64')}?=`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=part',
    '',
    '--part',
    'Content-Type: text/html; charset=utf-8',
    '',
    // First what must be seen: some of them swallow all that follows, in any mail program.
    `<html><body><p>marker ${name}</p>${payload}<div ${payload}></div></body></html>`,
    '--part',
    `Content-Type: text/html; name="${name}.html"`,
    `Content-Disposition: attachment; filename*=utf-8''${encodeURIComponent(`${payload.slice(0, 80)}.html`)}`,
    '',
    `<script>parent.ran('file ${name}')</script>`,
    '--part--',
    '',
  ].join('\r\n')

beforeAll(async () => {
  stranger = await startReceiver()
  corpus = payloads(`http://127.0.0.2:${stranger.port}`)
  await pages.member('kim@acme.example', `Kim <img src=x onerror=ran('member')>`, 'admin')
  const mailbox = await pages.call('POST', '/v1/mailboxes', {
    name: `<img src=x onerror=ran('mailbox')>`,
    address: 'help@acme.example',
    http: { provider: 'raw' },
  })
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" onload="parent.ran('svg file')"><script>parent.ran('svg file')</script></svg>`
  for (const [name, payload] of Object.entries(corpus)) {
    await pages.call('PUT', '/v1/contacts', {
      email: `${name}@attacker.example`,
      name: payload.slice(0, 200),
      traits: { [payload.slice(0, 40)]: payload },
    })
    const mail = await fetch(mailbox.json.url, {
      method: 'POST',
      headers: { 'content-type': 'message/rfc822' },
      body: mailOf(name, payload),
    })
    if (!mail.ok) throw new Error(`${name}: ${await mail.text()}`)
  }
  const filed = async () => (await pages.call('GET', '/v1/tickets?limit=100')).json.data as Listed[] // a page's
  const all = Object.keys(corpus).length
  tickets = await vi.waitUntil(
    async () => {
      const found = await filed()
      return found.length === all && found
    },
    { timeout: 60_000, interval: 250 },
  )
  for (const { number, subject } of tickets) {
    const payload = corpus[nameIn(subject)] ?? ''
    const picture = await upload(`${payload.replaceAll('/', '').slice(0, 100)}.svg`, svg, 'image/svg+xml')
    await pages.call('PATCH', `/v1/tickets/${number}`, {
      tags: [payload.slice(0, 50)],
      fields: { [`<b>${subject}`.slice(0, 64)]: payload },
      metadata: { [payload.slice(0, 40)]: payload },
    })
    const add = (more: object) => pages.call('POST', `/v1/tickets/${number}/messages`, { body: payload, ...more })
    await add({ public: false, body_format: 'markdown' })
    await add({ public: false, body_format: 'html', attachments: [picture] })
  }
})
afterAll(() => stranger?.close())

test('what strangers wrote is shown, and nothing of it runs or asks anybody', async () => {
  const page = await pages.open({ as: 'kim@acme.example' })
  const seen = async (path: string) => {
    await page.goto(path)
    await page.getByRole('navigation').first().waitFor()
    await page.waitForLoadState('networkidle', { timeout: 2_000 }).catch(() => {})
  }
  await page.goto('/inbox/open')
  await page.getByRole('link', { name: /mail closing/ }).waitFor()
  for (const { number, subject } of tickets) {
    await page.evaluate(
      `history.pushState({}, '', '/inbox/tickets/${number}'); dispatchEvent(new PopStateEvent('popstate'))`,
    )
    await page.getByRole('heading', { level: 1, name: `#${number}` }).waitFor()
    // Its first message is there whole: in a frame where it was html.
    await expect
      .poll(
        async () => {
          const texts = await Promise.all(
            page.frames().map((frame) =>
              frame
                .locator('body')
                .textContent()
                .catch(() => ''),
            ),
          )
          return texts.some((text) => text?.includes(`marker ${nameIn(subject)}`))
        },
        { timeout: 15_000 },
      )
      .toBe(true)
  }
  await seen('/inbox/search?q=marker')
  await seen('/contacts')
  for (const path of ['/settings/outbox', '/settings/mailboxes', '/settings/members', '/settings/tags'])
    await seen(path)
  expect(stranger.connections()).toBe(0)
  // And links that would run something are no links.
  expect(pages.misdeeds).toEqual({ elsewhere: [], dialogs: [], violations: [], ran: [], errors: [] })
}, 600_000)
