import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { eventsOf } from '../support/events.ts'
import { type TestDesk, useLodge } from '../support/lodge.ts'
import { expectProblem } from '../support/refusals.ts'
import { fileTicket, otherDesksTicket } from '../support/tickets.ts'

const lodge = useLodge()

const draft = (desk: TestDesk, body: object) => lodge.call(desk.token, 'POST', '/v1/templates/preview', body)

test('200 shows an unsaved template on a sample ticket, and writes nothing', async () => {
  const desk = await lodge.desk()
  const shown = await draft(desk, {
    subject: 'Re: {{ ticket.subject }}',
    body: 'Hi **{{ requester.first_name }}**, order {{ order_number }}',
    data: { order_number: 'A-1' },
  })
  expect(shown.json).toEqual({
    culture: 'en-US',
    subject: 'Re: My parcel has not come',
    body: {
      format: 'markdown',
      text: 'Hi Ann, order A-1',
      html: '<p>Hi <strong>Ann</strong>, order A-1</p>\n',
      markdown: expect.any(String),
    },
  })
  expect(await eventsOf(lodge, desk)).toEqual([])
})

test('200 shows it on a ticket of the desk’s, with the requester’s latest message and the sender', async () => {
  const desk = await lodge.desk()
  const ticket = await fileTicket(lodge, desk, { subject: 'A\n  <b>', fields: { order: '7' }, culture: 'pt-BR' })
  await lodge.call(desk.token, 'POST', `/v1/tickets/${ticket.id}/messages`, { body: 'Well?', author: 'requester' })
  await lodge.call(desk.token, 'POST', `/v1/tickets/${ticket.id}/messages`, { body: 'Soon' })
  const body =
    '{{ message.author.name }}: {{ message.text }} #{{ ticket.number }} {{ ticket.fields.order }} {{ agent.name }} {{ desk.name }}'
  const shown = await draft(desk, {
    format: 'text',
    subject: '{{ ticket.subject }}',
    body,
    ticket: String(ticket.number),
  })
  expect(shown.json).toMatchObject({
    culture: 'pt-BR',
    subject: 'A <b>',
    body: { text: 'Ann: Well? #1 7 test Test desk' },
  })
})

test('200 the language: that culture’s text, else its language’s, else the template’s own', async () => {
  const desk = await lodge.desk()
  const translations = { he: { body: 'שלום' }, pt: { body: 'Olá' }, 'pt-BR': { body: 'Oi' } }
  const given = { identifier: 'hi', name: 'Hi', format: 'text', body: 'Hello', translations }
  const { id } = (await lodge.call(desk.token, 'POST', '/v1/templates', given)).json
  for (const [culture, text] of [
    ['he-IL', 'שלום'],
    ['pt', 'Olá'],
    ['pt-PT', 'Olá'],
    ['pt-BR', 'Oi'],
    ['fr', 'Hello'],
  ]) {
    const shown = await lodge.call(desk.token, 'POST', `/v1/templates/${id}/preview`, { culture })
    expect(shown.json).toMatchObject({ culture, body: { text } })
  }
  const ticket = await fileTicket(lodge, desk, { culture: 'he' })
  const shown = await lodge.call(desk.token, 'POST', `/v1/templates/${id}/preview`, { ticket: ticket.id })
  expect(shown.json.body.text).toBe('שלום')
})

test('200 html that a template makes is made harmless, and values in it are text', async () => {
  const desk = await lodge.desk()
  const shown = await draft(desk, {
    format: 'html',
    body: '<p onclick="x()">{{ x }}</p><script>{{ x }}</script><a href="{{ u }}">go</a><a href="{{ ok }}">ok</a>',
    data: { x: '<script>alert(1)</script>', u: 'javascript:alert(1)', ok: 'https://a.example/?b=1&c=2' },
  })
  expect(shown.json.body.html).toBe(
    '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p><a>go</a>' +
      '<a href="https://a.example/?b=1&amp;c=2" rel="noopener noreferrer nofollow" target="_blank">ok</a>',
  )
})

test('400 a variable that is not there is named with its place', async () => {
  const desk = await lodge.desk()
  const refused = await draft(desk, { body: 'Hi\n{{ requester.nam }}' })
  expectProblem(refused, 400, 'invalid_template', 'body')
  expect(refused.json.detail).toBe('body cannot be used: line 2, column 4: there is no variable requester.nam here.')
  expectProblem(await draft(desk, { subject: '{{ order }}', body: 'x' }), 400, 'invalid_template', 'subject')
})

test('400 a ticket of another desk’s; 404 its template', async () => {
  const [desk, other] = [await lodge.desk(), await lodge.desk()]
  const foreign = await otherDesksTicket(lodge)
  for (const ticket of [foreign.id, '77', 'x']) {
    expectProblem(await draft(desk, { body: 'x', ticket }), 400, 'ticket_not_found', 'ticket')
  }
  const theirs = (await lodge.call(other.token, 'POST', '/v1/templates', { identifier: 'a', name: 'A', body: 'x' }))
    .json
  const asked = await lodge.call(desk.token, 'POST', `/v1/templates/${theirs.id}/preview`, {})
  expectProblem(asked, 404, 'template_not_found')
})

test('400 what would hold the server up ends in words', async () => {
  const desk = await lodge.desk()
  const body = `${'{% for i in (1..1000) %}'.repeat(5)}x${'{% endfor %}'.repeat(5)}`
  expectProblem(await draft(desk, { body }), 400, 'invalid_template', 'body')
})

test('200 lists every variable with an example; the documentation names them all', async () => {
  const desk = await lodge.desk()
  const { data } = (await lodge.call(desk.token, 'GET', '/v1/templates/variables')).json
  expect(data).toContainEqual({ name: 'requester.first_name', description: expect.any(String), example: 'Ann' })
  const page = readFileSync(new URL('../../docs/templates.md', import.meta.url), 'utf8')
  expect(data.filter(({ name }: { name: string }) => !page.includes(`\`${name}\``))).toEqual([])
  const shown = await draft(desk, {
    type: 'intervention',
    body: data.map(({ name }: { name: string }) => `{{ ${name} }}`).join('\n'),
    data: { order_number: '1' },
  })
  expect(shown.status).toBe(200)
})

test('200 renders for somebody without a ticket; 400 names the placeholder that nothing is given for', async () => {
  const desk = await lodge.desk()
  const body = 'Hi {{ requester.first_name }}, {{ order }} & {{ data.city }}'
  const given = { identifier: 'x', name: 'X', format: 'html', subject: 'About {{ order }}', body }
  const { id } = (await lodge.call(desk.token, 'POST', '/v1/templates', given)).json
  const render = (more: object, which = id) => lodge.call(desk.token, 'POST', `/v1/templates/${which}/render`, more)
  const recipient = { name: 'Ann <b>', email: 'ann@example.com' }
  expect((await render({ recipient, data: { order: '<1>', city: 'Ulm' } })).json).toMatchObject({
    subject: 'About <1>',
    body: { html: 'Hi Ann, &lt;1&gt; &amp; Ulm', text: 'Hi Ann, <1> & Ulm' },
  })
  expectProblem(await render({ data: { order: '1' } }), 400, 'placeholder_unbound', 'data.city')
  expectProblem(await render({ data: { city: 'Ulm' } }), 400, 'placeholder_unbound', 'data.order')
  expectProblem(await render({}, '1'), 404, 'template_not_found')
})
