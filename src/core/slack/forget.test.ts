import { expect, test } from 'vitest'
import { useLodge } from '../../../test/support/lodge.ts'
import { forgetSlackReceipts } from './forget.ts'

const lodge = useLodge()

test('what is older than 30 days is forgotten, and what is younger kept', async () => {
  const desk = await lodge.desk()
  for (const [key, days] of Object.entries({ old: 31, young: 29 })) {
    await lodge.store.pool.query(
      `with r as (
         insert into slack_receipt (desk_id, connection_id, key, channel, created_at)
         values ($1, 1, $2, 'C1', now() - make_interval(days => $3))
       )
       insert into slack_user (desk_id, connection_id, user_id, name, read_at)
       values ($1, 1, $2, 'Kim', now() - make_interval(days => $3))`,
      [desk.id, key, days],
    )
  }
  expect(await forgetSlackReceipts(lodge.store)).toBe(2)
  const receipts = await lodge.store.pool.query('select key from slack_receipt where desk_id = $1', [desk.id])
  const users = await lodge.store.pool.query('select user_id from slack_user where desk_id = $1', [desk.id])
  expect([receipts.rows, users.rows]).toEqual([[{ key: 'young' }], [{ user_id: 'young' }]])
})
