import { expect, test } from 'vitest'
import { useLodge } from '../support/lodge.ts'
import { expectProblem } from '../support/refusals.ts'
import { deliveriesOf, makeHook, send, ticketsOf } from './support/hooks.ts'

const lodge = useLodge()

/** What cannot be read, and the words that its owner reads. */
const UNREADABLE: [name: string, body: string | Buffer, type: string, words: RegExp][] = [
  ['JSON of 101 levels', `${'['.repeat(101)}${']'.repeat(101)}`, 'application/json', /more than 100 levels/],
  ['a megabyte of brackets', '['.repeat(1_000_000), 'application/json', /not valid JSON/],
  ['a NUL byte', '{"email":"ann@example.com\0"}', 'application/json', /not valid JSON/],
  ['bytes that are no UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), 'application/json', /not valid UTF-8/],
  ['nothing', '', 'application/json', /empty/],
  ['half of some JSON', '{"email":', 'application/json', /not valid JSON/],
  ['XML', '<a/>', 'text/xml', /neither JSON nor a form \(Content-Type: text\/xml\)/],
  ['a form that is none', 'x', 'multipart/form-data; boundary=y', /not a whole form/],
  ['a form without a boundary', 'x', 'multipart/form-data', /not a whole form/],
  ['a type of nonsense', 'x', 'not a type', /./],
]

test.each(UNREADABLE)('%s: nothing breaks, and the owner reads why', async (_name, body, type, words) => {
  const desk = await lodge.desk()
  const hook = await makeHook(lodge, desk, { source: 'generic' })
  const sent = await send(lodge, hook, body, { 'content-type': type })
  expect([202, 415]).toContain(sent.status)
  expect(await ticketsOf(lodge, desk)).toEqual([])
  const [delivery] = await deliveriesOf(lodge, desk, hook)
  expect(delivery).toMatchObject({ state: sent.status === 202 ? 'quarantined' : 'refused' })
  expect(delivery.detail).toMatch(words)
})

test('a compressed body is not unpacked', async () => {
  const desk = await lodge.desk()
  const hook = await makeHook(lodge, desk, { source: 'generic' })
  expect((await send(lodge, hook, Buffer.from([0x1f, 0x8b]), { 'content-encoding': 'gzip' })).status).toBe(202)
  expect((await deliveriesOf(lodge, desk, hook))[0].detail).toContain('gzip')
})

test('413 a body over the limit: refused, and the owner reads why', async () => {
  const desk = await lodge.desk()
  const hook = await makeHook(lodge, desk, { source: 'generic' })
  const body = JSON.stringify({ email: 'ann@example.com', text: 'x'.repeat(1024 * 1024) })
  expectProblem(await send(lodge, hook, body), 413, 'body_too_large')
  expect(await deliveriesOf(lodge, desk, hook)).toMatchObject([
    { state: 'refused', size: 0, detail: expect.stringContaining('1,048,576 bytes') },
  ])
})

test('NUL, lone surrogates and __proto__ are taken out, and the owner reads it', async () => {
  const desk = await lodge.desk()
  const hook = await makeHook(lodge, desk, { source: 'generic', mapping: { metadata: { all: '/more' } } })
  const body = String.raw`{"email":"ann@example.com","subject":"a\u0000b\ud800","__proto__":{"x":1},"more":{"__proto__":{"y":1},"constructor":"c"}}`
  expect((await send(lodge, hook, body)).status).toBe(202)
  const [ticket] = await ticketsOf(lodge, desk)
  expect(ticket).toMatchObject({ subject: 'a\ufffdb\ufffd', metadata: { all: { constructor: 'c' } } })
  const { detail } = (await deliveriesOf(lodge, desk, hook))[0]
  expect(detail).toContain('subject held the NUL character')
  expect(detail).toContain('half of a surrogate pair')
  expect(detail).toContain('__proto__')
})

test('what is too long is cut, and the owner reads it', async () => {
  const desk = await lodge.desk()
  const hook = await makeHook(lodge, desk, { source: 'generic' })
  await send(lodge, hook, {
    email: 'ann@example.com',
    name: 'n'.repeat(300),
    subject: 's'.repeat(2_000),
    message: 'm'.repeat(60_000),
  })
  const [ticket] = await ticketsOf(lodge, desk)
  expect(ticket.subject).toHaveLength(1_000)
  const { detail, state } = (await deliveriesOf(lodge, desk, hook))[0]
  expect(state).toBe('created')
  for (const field of ['name', 'subject', 'body']) expect(detail).toContain(`${field} was cut`)
})

const NO_END: [name: string, expression: string, words: RegExp][] = [
  ['calls itself for ever', '($f := function($n){ $f($n + 1) }; $f(0))', /come to an end|Timeout|timeout|time/i],
  ['calls itself too deep', '($f := function($n){ 1 + $f($n + 1) }; $f(0))', /fails|end/],
  ['takes all memory', '($f := function($s){ $f($s & $s) }; $f("xxxxxxxxxxxxxxxx"))', /fails|end|characters/],
  ['is a slow regular expression', '$match("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", /^(a+)+$/)', /come to an end/],
  ['gives too much', '$join([1..100000].("xxxxxxxxxx"))', /100,000 characters/],
  ['fails', '$number("x")', /fails/],
  ['gives no address', '"nobody"', /no address/],
]

test.each(NO_END)('a mapping that %s: quarantined with the reason, others go on', async (_name, expression, words) => {
  const desk = await lodge.desk()
  const bad = await makeHook(lodge, desk, { source: 'generic', mapping: { email: expression } })
  const good = await makeHook(lodge, desk, { source: 'generic', mapping: { subject: '"Hello " & name' } })
  const form = { email: 'ann@example.com', name: 'Ann' }
  const answers = await Promise.all([send(lodge, bad, form), send(lodge, good, form)])
  expect(answers.map((answer) => answer.status)).toEqual([202, 202])
  expect((await deliveriesOf(lodge, desk, bad))[0]).toMatchObject({
    state: 'quarantined',
    detail: expect.stringMatching(words),
  })
  expect((await ticketsOf(lodge, desk)).map((one) => one.subject)).toEqual(['Hello Ann'])
})
