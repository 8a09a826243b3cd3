import fc from 'fast-check'
import { expect, test } from 'vitest'
import { whoIsItFrom } from '../../../src/channels/mail/read/sender/who.ts'
import { CHARSETS, KINDS, SENDERS } from './cases.ts'
import { type Case, CLIENT_CASES } from './clients-table.ts'
import { mimeOf } from './mime.ts'
import { mutations } from './mutations.ts'
import { given, read, senderOf } from './read.ts'

const wrongIn = async ({ expect: wanted }: Case, bytes: Buffer): Promise<string[]> => {
  const mail = await read(bytes)
  const { sender, rule, forwarded } = senderOf(mail)
  return [
    ...(sender === wanted.sender ? [] : [`is from ${sender}`]),
    ...(rule === wanted.rule ? [] : [`by ${rule}`]),
    ...(wanted.text === undefined || mail.body.text === wanted.text ? [] : [`says ${JSON.stringify(mail.body.text)}`]),
    ...(wanted.folded && mail.body.quoted === null ? ['has nothing folded'] : []),
    ...(wanted.forwarded === undefined || forwarded === wanted.forwarded
      ? []
      : [`forwards ${JSON.stringify(forwarded)}`]),
  ]
}

test('each client in each language: 0 replies under a wrong sender, at least 98 % of forwards under the right one', async () => {
  const count = { forward: 0, reply: 0 }
  const wrongSender = { forward: 0, reply: 0 }
  const failed: string[] = []
  for (const one of CLIENT_CASES) {
    const wrong = await wrongIn(one, mimeOf(one.mail))
    count[one.kind] += 1
    if (wrong.some((words) => words.startsWith('is from'))) wrongSender[one.kind] += 1
    if (wrong.length > 0) failed.push(`${one.name}: ${wrong.join(', ')}`)
  }
  const right = 1 - wrongSender.forward / count.forward
  process.stdout.write(
    `replies: ${count.reply}, wrong sender ${wrongSender.reply}; forwards: ${count.forward}, right sender ${(right * 100).toFixed(1)} %\n`,
  )
  expect(wrongSender.reply).toBe(0)
  expect(right).toBeGreaterThanOrEqual(0.98)
  expect(failed).toEqual([])
})

test.each(SENDERS)('from: $name', async ({ mail, sender, rule }) => {
  const who = senderOf(await read(mimeOf(mail)))
  expect([who.sender, who.rule]).toEqual([sender, rule])
})

test.each([...CHARSETS, ...KINDS])('$name', async ({ mail, reads, as }) => {
  expect(reads?.(await read(mimeOf(mail)))).toEqual(as)
})

test('whose mail is forwarded is not looked for where the desk does not want it, but a notifier is nobody', async () => {
  const off = { ...given, detectForwards: false }
  const of = async (name: string) => {
    const row = SENDERS.find((one) => one.name === name)
    return row && whoIsItFrom(await read(mimeOf(row.mail)), off)
  }
  expect(await of('a forward under a new subject')).toMatchObject({
    address: 'bo@acme.example',
    rule: 'from',
    forwarded: null,
  })
  expect(await of('a form of our own site')).toMatchObject({ address: 'support@acme.example', rule: 'from' })
  expect(await of('a form with Reply-To')).toMatchObject({ address: 'ann@customer.example', rule: 'reply_to' })
  expect(await of('a form with From: in its text')).toMatchObject({
    address: 'ann@customer.example',
    rule: 'body_from',
  })
  expect(await of('a notifier whose text names nobody but itself')).toMatchObject({ notifier: true })
})

test('what a mail says does not hang on how its bytes are written', async () => {
  const all: Case[] = [
    ...CLIENT_CASES,
    ...SENDERS.map(
      ({ name, mail, sender = '', rule = '' }): Case => ({ name, kind: 'reply', mail, expect: { sender, rule } }),
    ),
  ].filter(({ expect: { sender } }) => sender !== 'nobody')
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...all), mutations, async (one, mutate) => {
      expect([one.name, ...(await wrongIn(one, mutate(mimeOf(one.mail))))]).toEqual([one.name])
    }),
    { numRuns: 1_000 },
  )
})
