import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { APIRequestContext } from 'playwright-core'

type Given = { request: APIRequestContext; url: string }

/** What somebody sets up at a desk before its tickets come, so that each page of the settings has something to show. */
export const furnish = async ({ request, url }: Given): Promise<{ ends: Server; ids: Record<string, string> }> => {
  const ask = async (method: 'POST' | 'PUT' | 'PATCH', path: string, data: object | string) => {
    const type = typeof data === 'string' ? 'application/octet-stream' : 'application/json'
    const answer = await request.fetch(path, { method, headers: { origin: url, 'content-type': type }, data })
    if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
    return answer.json()
  }
  const make = (path: string, data: object) => ask('POST', `/v1/${path}`, data)

  // One end that takes what is sent there, and one that is out of order.
  const ends = createServer((asked, answer) => answer.writeHead(asked.url === '/billing' ? 204 : 503).end())
  await new Promise<void>((listening) => ends.listen(0, '127.0.0.1', listening))
  const { port } = ends.address() as AddressInfo // a TCP server's
  const types = ['ticket.created', 'message.created']
  const webhook = await make('webhooks', { url: `http://127.0.0.1:${port}/billing`, types, description: 'Billing' })
  const away = { url: `http://127.0.0.1:${port}/crm`, types: ['ticket.rated'], description: 'CRM, away' }
  const broken = await make('webhooks', away)

  for (const [name, domain] of [
    ['Support', 'help'],
    ['Billing', 'invoices'],
  ] as const) {
    await make('mailboxes', {
      name,
      address: `${domain}@tideline.example`,
      imap: { host: '127.0.0.1', port, tls: 'none', username: domain, password: 'not a secret' },
    })
  }
  const mailbox = await make('mailboxes', {
    name: 'Press',
    address: 'press@tideline.example',
    http: { provider: 'postmark' },
  })
  await make('fields', { key: 'plan', label: 'Plan', kind: 'select', options: ['solo', 'team', 'studio'] })
  await make('fields', { key: 'app_version', label: 'Version of the app', kind: 'text', position: 1 })
  await make('fields', { key: 'seats', label: 'Seats', kind: 'number', position: 2 })
  await make('fields', { key: 'renewal', label: 'Renews on', kind: 'date', position: 3, required: true })
  for (const [name, color] of [
    ['Refunded', '#1f9d55'],
    ['Fixed in a release', '#2563eb'],
    ['Answered', '#a16207'],
  ]) {
    await make('resolution-categories', { name, color })
  }
  await make('ticket-types', { name: 'Incident', position: 1 })
  await make('ticket-types', { name: 'Task between colleagues', is_internal: true, position: 2 })
  for (const [title, category, body] of [
    ['Refund is on its way', 'Payments', 'Your money is back within **five working days**.'],
    ['Which version is it?', 'Desktop app', 'You find it under *Help > About*. Could you send it to us?'],
    ['Thank you for the idea', 'Product', 'I have added your voice to it, and we will write when it comes.'],
  ]) {
    await make('canned-replies', { title, category, body })
  }
  const template = await make('templates', {
    identifier: 'invoice_corrected',
    name: 'Invoice corrected',
    body: 'Hi {{ requester.first_name }},\n\nwe have sent **{{ invoice }}** once more, with the right rate.',
  })
  const intervention = await make('interventions', {
    name: 'refund',
    title: 'Refund a charge',
    fields: [
      { name: 'invoice', label: 'Invoice', required: true },
      { name: 'amount', label: 'Amount', kind: 'number', required: true },
      { name: 'why', label: 'Why', kind: 'select', options: ['Charged twice', 'Cancelled in time', 'Goodwill'] },
    ],
    set: { status: 'pending', add_tags: ['refund'] },
  })
  const rule = await make('rules', {
    name: 'Questions from the website are answered first',
    when: { events: [{ event: 'ticket.created' }] },
    if: { all: [{ field: 'ticket.tags', operator: 'contains', value: 'website' }] },
    // biome-ignore lint/suspicious/noThenProperty: the API's word for what a rule does
    then: [
      { do: 'assign', to: 'auto' },
      { do: 'set_priority', priority: 'high' },
    ],
  })
  await make('rules', {
    name: 'Close what was resolved a week ago',
    when: { after: '7d', since: 'resolved' },
    // biome-ignore lint/suspicious/noThenProperty: the API's word for what a rule does
    then: [{ do: 'set_status', status: 'closed' }],
    enabled: false,
  })
  const hook = await make('hooks', {
    name: 'Contact form of tideline.example',
    source: 'generic',
    defaults: { tags: ['website'] },
  })
  await make('hooks', { name: 'Sign-up survey', source: 'typeform' })
  const sent = [
    {
      email: 'ida@brightkettle.example',
      name: 'Ida Brook',
      subject: 'Do you have a student plan?',
      message: 'I study.',
    },
    { name: 'No address', message: 'Nobody can answer this one.' },
  ]
  for (const payload of sent) await request.post(hook.url, { data: payload })
  await ask('PUT', '/v1/blocklist', { value: 'spam-palace.example', reason: 'Casino advertisements' })
  await ask('PUT', '/v1/blocklist', { value: 'angry@oddmail.example' })
  await make('credentials', { kind: 'token', name: 'Nightly export', scopes: ['tickets:read', 'contacts:read'] })
  await make('credentials', { kind: 'widget', name: 'Website' })
  await make('credentials', { kind: 'tickiti', name: 'Old help desk’s scripts' })
  await make('views', {
    name: 'Urgent and nobody’s',
    filter: { status: ['open'], priority: ['urgent', 'high'] },
    sort: '-updated',
    shared: true,
  })
  await ask('PUT', '/v1/desk/retention', { closed_days: 730, spam_days: 30, inbound_raw_days: 90, activity_days: 90 })
  await ask('POST', '/v1/imports?kind=contacts&name=people-of-2025.csv', PEOPLE)
  const department = await make('departments', {
    name: 'Press and partners',
    mailbox_id: mailbox.id,
    signature: '<p>{{ agent.name }}<br><b>{{ desk.name }}</b>, press office</p>',
  })
  await ask('PATCH', '/v1/session', { signature: '<p>{{ agent.name }}<br>Customer care at {{ desk.name }}</p>' })
  const made = { webhook, brokenWebhook: broken, intervention, rule, hook, mailbox, template, department }
  return { ends, ids: Object.fromEntries(Object.entries(made).map(([name, { id }]) => [name, id as string])) }
}

const PEOPLE = `email,name,company,plan
rosa@harbourpine.example,Rosa Lund,org-harbourpine,studio
not an address,Nobody,,
otto@nordlys.example,Otto Berg,org-nordlys,team
`
