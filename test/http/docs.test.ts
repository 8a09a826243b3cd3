import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { useLodge } from '../support/lodge.ts'

const lodge = useLodge()

test('the reference page names no other host, and its policy allows none', async () => {
  const page = await lodge.app.inject('/docs')
  expect(page.statusCode).toBe(200)
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
  const start = await lodge.app.inject('/docs/start.js')
  expect(start.headers['content-type']).toBe('text/javascript; charset=utf-8')
  expect(page.body + start.body).not.toMatch(/(?:https?:)?\/\/[a-z]/i)
  expect(page.body).not.toMatch(/<script(?! src="\/docs\/)/)
  for (const { headers } of [page, start]) {
    const policy = String(headers['content-security-policy'])
    expect(policy).toMatch(/^default-src 'none'; script-src 'self';/)
    expect(policy).not.toMatch(/\*|https?:|unsafe-eval/)
  }
  expect((await lodge.app.inject('/docs/')).headers.location).toBe('/docs')
})

test('its script comes from this server, compressed where the client takes that', async () => {
  const zipped = await lodge.app.inject({ url: '/docs/scalar.js', headers: { 'accept-encoding': 'gzip, br' } })
  expect(zipped.headers['content-encoding']).toBe('gzip')
  const plain = await lodge.app.inject('/docs/scalar.js')
  expect(plain.headers['content-encoding']).toBeUndefined()
  expect(plain.body).toContain('createApiReference')
  expect(gunzipSync(zipped.rawPayload).equals(plain.rawPayload)).toBe(true)
  const etag = String(plain.headers.etag)
  const again = await lodge.app.inject({ url: '/docs/scalar.js', headers: { 'if-none-match': etag } })
  expect(again.statusCode).toBe(304)
})
