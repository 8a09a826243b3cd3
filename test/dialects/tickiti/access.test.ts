import { describe, expect, test } from 'vitest'
import { useLodge } from '../../support/lodge.ts'

const lodge = useLodge()

describe('POST /api/idempotency_key', () => {
  test.each(['/api/idempotency_key', '/api/v1/idempotency_key'])('%s mints a UUID, without a token', async (url) => {
    const minted = await lodge.app.inject({ method: 'POST', url, payload: { action: 'create_ticket' } })
    expect([minted.statusCode, minted.json()]).toEqual([
      200,
      { ok: true, data: { idempotency_key: expect.stringMatching(/^[0-9a-f-]{36}$/), action: 'create_ticket' } },
    ])
    expect((await lodge.app.inject({ method: 'POST', url })).statusCode).toBe(200)
  })
})
