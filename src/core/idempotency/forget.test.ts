import { expect, test } from 'vitest'
import { useLodge } from '../../../test/support/lodge.ts'
import { forgetIdempotencyKeys } from './forget.ts'

const lodge = useLodge()
const body = { requester: { email: 'ann@example.com' }, subject: 'Help' }

test('a key replays for seven days and is new after that; the ticket stays', async () => {
  const desk = await lodge.desk()
  const create = async (key: string) => {
    const made = await lodge.call(desk.token, 'POST', '/v1/tickets', body, { 'idempotency-key': key })
    return made.json.number
  }
  const age = (key: string, age: string) =>
    lodge.store.pool.query(
      'update idempotency_key set created_at = now() - $3::interval where desk_id = $1 and key = $2',
      [desk.id, key, age],
    )
  expect([await create('old'), await create('young')]).toEqual([1, 2])
  await age('old', '7 days 1 second')
  await age('young', '6 days 23 hours 59 minutes')
  expect(await forgetIdempotencyKeys(lodge.store)).toBe(1)
  expect(await forgetIdempotencyKeys(lodge.store)).toBe(0)
  expect([await create('old'), await create('young')]).toEqual([3, 2])
})
