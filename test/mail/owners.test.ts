import { expect, test } from 'vitest'
import { webhookChannel } from '../../src/channels/webhooks/channel.ts'
import { makeHook, send } from '../hooks/support/hooks.ts'
import { startReceiver } from '../support/receiver.ts'
import { useMail } from './support.ts'

const mail = useMail()

const owner = async () => {
  const email = 'olga@team.example'
  await mail.post('/v1/members', { email, name: 'Olga', role: 'owner' })
  await mail.post('/v1/members', { email: 'kim@team.example', name: 'Kim', role: 'admin' })
  return email
}
const read = async (kind: string) => {
  const [entry, ...more] = await mail.mails(kind, 1)
  expect(more).toEqual([])
  return (await mail.get(`/v1/outbox/${entry.id}`)).json
}

test('a receiver that is gone for good: the owners are told which webhook, why, and how to enable it', async () => {
  const receiver = await startReceiver((response) => response.writeHead(410).end())
  await mail.start(undefined, { channels: [webhookChannel] })
  const to = await owner()
  const url = `${receiver.url}/?token=secret`
  const { id } = (await mail.post('/v1/webhooks', { url, types: ['ticket.created'] })).json
  await mail.post('/v1/tickets', { requester: { email: 'ann@example.com' }, subject: 'Help' })
  const { subject, text, ...told } = await read('webhook_disabled')
  expect(told.to.address).toBe(to)
  expect(subject).toBe(`Disabled: the webhook to ${new URL(receiver.url).host}`)
  expect(text).toContain('410')
  expect(text).toContain(`PATCH /v1/webhooks/${id} with {"enabled": true}`)
  expect(text).not.toContain('secret')
  await receiver.close()
})

test('rules that go in circles: the owners are told which, on which ticket, and where to look', async () => {
  await mail.start()
  const to = await owner()
  const flip = (from: string, priority: string) =>
    mail.post('/v1/rules', {
      name: `${from} to ${priority}`,
      when: { events: [{ event: 'ticket.updated', changed: ['priority'] }] },
      if: { all: [{ field: 'ticket.priority', operator: 'is', value: from }] },
      // biome-ignore lint/suspicious/noThenProperty: a rule's word
      then: [{ do: 'set_priority', priority }],
    })
  await flip('high', 'low')
  await flip('low', 'high')
  const { id } = (await mail.post('/v1/tickets', { requester: { email: 'ann@example.com' }, subject: 'Help' })).json
  await mail.lodge.call(mail.desk().token, 'PATCH', `/v1/tickets/${id}`, { priority: 'high' })
  const [entry] = await mail.mails('rule_stopped', 1)
  expect(entry.to.address).toBe(to)
  const { subject, text } = (await mail.get(`/v1/outbox/${entry.id}`)).json
  expect(subject).toMatch(/^\[#1\] Rule stopped: (high to low|low to high)$/)
  expect(text).toContain('did nothing to ticket 1')
  expect(text).toContain('they go in circles')
  expect(text).toContain('GET /v1/tickets/1/rule-runs')
  expect(text).toMatch(/PATCH \/v1\/rules\/\d+/)
})

test('what a hook can make no ticket of: the owners are told why, and where it is mended', async () => {
  await mail.start()
  const to = await owner()
  const hook = await makeHook(mail.lodge, mail.desk(), { source: 'generic' })
  await send(mail.lodge, hook, { message: '<b>Nobody</b> says who they are' })
  const [delivery] = (await mail.get(`/v1/hooks/${hook.id}/deliveries`)).json.data
  const { subject, text, ...told } = await read('hook_quarantined')
  expect(told.to.address).toBe(to)
  expect(subject).toBe('No ticket yet: something came to Contact form')
  expect(text).toContain(delivery.detail)
  const path = `/v1/hooks/${hook.id}`
  expect(text).toContain(`POST ${path}/deliveries/${delivery.id}/replay`)
  expect(text).toContain(`PATCH ${path}.`)
})

test('a flood of it is twenty mails and a digest', async () => {
  await mail.start()
  await owner()
  const hook = await makeHook(mail.lodge, mail.desk(), { source: 'generic' })
  for (let n = 1; n <= 150; n++) expect((await send(mail.lodge, hook, { message: `No ${n}` })).status).toBe(202)
  await mail.planned()
  expect(await mail.mails('hook_quarantined', 20)).toHaveLength(20)
  const [waiting, ...more] = (await mail.get('/v1/outbox?kind=digest')).json.data
  expect(more).toEqual([])
  const { text } = (await mail.get(`/v1/outbox/${waiting.id}`)).json
  expect(text).toContain('130 more notices')
  expect(text).toContain('\n- Kept in quarantine: Contact form\n')
  expect(text).toContain('and 30 more')
})

test('in the desk’s language, right to left where it is', async () => {
  await mail.start()
  await owner()
  const hook = await makeHook(mail.lodge, mail.desk(), { source: 'generic' })
  const subjects = {
    'he-IL': 'עדיין אין פנייה: משהו הגיע אל Contact form',
    'pt-BR': 'Ainda sem ticket: algo chegou a Contact form',
    'es-MX': 'Aún sin ticket: algo llegó a Contact form',
  }
  for (const [culture, subject] of Object.entries(subjects)) {
    await mail.lodge.call(mail.desk().token, 'PATCH', '/v1/desk', { culture })
    await send(mail.lodge, hook, { message: culture })
    await mail.planned()
    const [entry] = (await mail.get('/v1/outbox?kind=hook_quarantined')).json.data
    expect(entry.subject).toBe(subject)
    const { html } = (await mail.get(`/v1/outbox/${entry.id}`)).json
    expect(html).toContain(`dir="${culture === 'he-IL' ? 'rtl' : 'ltr'}"`)
  }
})
