import fc from 'fast-check'
import { expect, test } from 'vitest'
import { whoIsItFrom } from '../../../src/channels/mail/read/sender/who.ts'
import type { ReadMail } from '../../../src/channels/mail/read/types.ts'
import { sanitise } from '../../../src/core/messages/sanitise.ts'
import { given, read } from '../corpus/read.ts'
import { openPage } from './browser.ts'
import { hostileMails } from './mails.ts'

const MAILS = 20_000
const AT_ONCE = 50
const IN_A_PAGE = 2_500

/** Every piece of html that a mail may be shown by. */
const htmlOf = (mail: ReadMail<Buffer>): string[] =>
  [
    mail.body.html,
    mail.body.quoted?.html,
    mail.body.signature?.html,
    mail.body.whole.html,
    whoIsItFrom(mail, { ...given, isMember: () => true, isOurs: () => false })?.forwarded?.html,
    whoIsItFrom(mail, given)?.forwarded?.html,
  ].filter((html) => typeof html === 'string')

const texts = (value: unknown): string[] => {
  if (typeof value === 'string') return [value]
  if (Buffer.isBuffer(value) || typeof value !== 'object' || value === null) return []
  const inner = value instanceof Map ? [...value.keys(), ...value.values()] : Object.values(value)
  return inner.flatMap(texts)
}

test(`${MAILS} hostile mails: each is read, to what a database can keep, and no html of theirs does anything`, async () => {
  const shown = new Set<string>()
  let count = 0
  await fc.assert(
    fc.asyncProperty(fc.array(hostileMails, { minLength: AT_ONCE, maxLength: AT_ONCE }), async (mails) => {
      for (const bytes of mails) {
        const mail = await read(bytes)
        count += 1
        for (const text of texts(mail))
          if (text.includes('\0') || !text.isWellFormed()) throw new Error(`cannot be kept: ${JSON.stringify(text)}`)
        for (const html of htmlOf(mail)) shown.add(sanitise(html))
      }
    }),
    { numRuns: MAILS / AT_ONCE, endOnFailure: true },
  )
  expect(count).toBe(MAILS)
  const page = await openPage()
  try {
    expect(await page.dangersIn(['<img src=x onerror=canary()><form></form>'])).toEqual([
      'the canary was called',
      'page: <form>',
      'page: img onerror',
      expect.stringMatching('<form>$'),
      expect.stringMatching('img onerror$'),
    ])
    const pieces = [...shown]
    for (let at = 0; at < pieces.length; at += IN_A_PAGE) {
      expect(await page.dangersIn(pieces.slice(at, at + IN_A_PAGE))).toEqual([])
    }
  } finally {
    await page.close()
  }
}, 600_000)
