import { expect, test } from 'vitest'
import { isFromSlack } from './signature.ts'

/** The example of Slack's own documentation. */
const SECRET = '8f742231b10e8888abcd99yyyzzz85a5'
const BODY = Buffer.from(
  'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c',
)
const SIGNATURE = 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503'
const TIMESTAMP = '1531420618'
const AT = 1531420618_000

const check = (over: Partial<{ timestamp: unknown; signature: unknown; body: Buffer }>, now = AT) =>
  isFromSlack(SECRET, { timestamp: TIMESTAMP, signature: SIGNATURE, body: BODY, ...over }, now)

test("Slack's own example is signed well", () => {
  expect(check({})).toBe(true)
})

test.each([
  ['another body', { body: Buffer.concat([BODY, Buffer.from('x')]) }],
  ['another timestamp', { timestamp: '1531420619' }],
  ['a wrong signature', { signature: SIGNATURE.replace(/3$/, '4') }],
  ['half a signature', { signature: SIGNATURE.slice(0, 30) }],
  ['no signature', { signature: undefined }],
  ['no timestamp', { timestamp: undefined }],
  ['a timestamp that is none', { timestamp: 'now' }],
])('%s is not', (_, over) => {
  expect(check(over)).toBe(false)
})

test('five minutes are enough, six too many, in the past and in the future', () => {
  expect([-300_000, 300_000].map((ms) => check({}, AT + ms))).toEqual([true, true])
  expect([-360_000, 360_000].map((ms) => check({}, AT + ms))).toEqual([false, false])
})
