import { createHmac, timingSafeEqual } from 'node:crypto'

/** Older or newer than this, a request is a replay (docs.slack.dev/authentication/verifying-requests-from-slack). */
const WINDOW_S = 5 * 60

/** Whether Slack signed a request: `v0=` and the HMAC-SHA256 of `v0:<timestamp>:<body>`, as hexadecimal digits. */
export const isFromSlack = (
  signingSecret: string,
  given: { timestamp: unknown; signature: unknown; body: Buffer },
  now = Date.now(),
): boolean => {
  const { timestamp, signature, body } = given
  if (typeof timestamp !== 'string' || typeof signature !== 'string' || !/^\d{1,12}$/.test(timestamp)) return false
  if (Math.abs(now / 1_000 - Number(timestamp)) > WINDOW_S) return false
  const expected = Buffer.from(
    `v0=${createHmac('sha256', signingSecret).update(`v0:${timestamp}:`).update(body).digest('hex')}`,
  )
  const got = Buffer.from(signature)
  return got.length === expected.length && timingSafeEqual(got, expected)
}
