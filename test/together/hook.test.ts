import { expect, test } from 'vitest'
import { makeHook, send } from '../hooks/support/hooks.ts'
import { until } from '../support/feed.ts'
import { makeRule, rulesAreDone, ticketNow } from '../support/rules.ts'
import { toldOf, useTogether } from './together.ts'

const all = useTogether()

test('a form files a ticket, a rule tags and assigns it, a webhook and the team’s mail tell of it', async () => {
  const desk = await all.lodge.desk()
  const person = async (name: string) => {
    const email = `${name.toLowerCase()}@team.example`
    const member = await all.make(desk, '/v1/members', { email, name, role: 'agent' })
    await all.lodge.call(desk.token, 'PATCH', `/v1/members/${member.id}`, { availability: 'online' })
    return { id: member.id, email }
  }
  const [kim, lea] = [await person('Kim'), await person('Lea')]
  await all.make(desk, '/v1/webhooks', { url: all.receiver.url, types: ['ticket.*'] })
  await makeRule(all.lodge, desk, {
    name: 'Forms',
    if: { all: [{ field: 'ticket.channel', operator: 'is', value: 'hook' }] },
    then: [
      { do: 'add_tags', tags: ['form'] },
      { do: 'assign', to: kim.id },
    ],
  })
  const hook = await makeHook(all.lodge, desk, { source: 'generic' })
  const payload = { email: 'ann@example.com', name: 'Ann', subject: 'It broke', message: 'It does not start.' }
  for (const repeat of [payload, payload]) expect((await send(all.lodge, hook, repeat)).status).toBe(202)
  const { data } = (await all.lodge.call(desk.token, 'GET', '/v1/tickets')).json
  expect(data).toHaveLength(1)
  const [{ id }] = data
  await rulesAreDone(all.lodge)
  expect(await ticketNow(all.lodge, desk, id)).toMatchObject({ tags: ['form'], assignee: { id: kim.id } })

  const told = () => toldOf(all.receiver.received, ['ticket.created', 'ticket.updated'])
  await until(async () => told().some((one) => one.data.ticket.assignee?.id === kim.id))
  expect(told()[0]).toMatchObject({ type: 'ticket.created', actor: { kind: 'hook', id: hook.id }, ticket_id: id })
  expect(told().at(-1)).toMatchObject({
    type: 'ticket.updated',
    actor: { kind: 'automation' },
    data: { ticket: { tags: ['form'], assignee: { id: kim.id } } },
  })
  const mails = () => all.mail.received.map(({ to, parsed }) => `${to} ${parsed.subject}`).sort()
  await until(async () => mails().length > 2)
  expect(mails()).toEqual([
    `${kim.email} [#1] New: It broke`,
    `${kim.email} [#1] Yours: It broke`,
    `${lea.email} [#1] New: It broke`,
  ])
})
