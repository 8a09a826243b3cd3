import { expect, test } from 'vitest'
import { forgetOldMail } from '../../src/core/mail/forget.ts'
import { useLodge } from '../support/lodge.ts'

const lodge = useLodge()

test('what was counted for old mails is forgotten, what counts today is not', async () => {
  const { pool } = lodge.store
  const { id } = await lodge.desk()
  for (const days of [0, 40]) {
    await pool.query('insert into mail_acknowledged values ($1, $2, current_date - $3::integer, 1)', [
      id,
      `${days}@x.example`,
      days,
    ])
    const started = [id, days + 1, days]
    await pool.query('insert into mail_digest values ($1, $2, now() - make_interval(days => $3), 1)', started)
    await pool.query(
      `insert into mail_digest_line values ($1, $2, now() - make_interval(days => $3), 1, 'new_ticket', 1, 'x')`,
      started,
    )
  }
  await forgetOldMail(lodge.lodge)
  for (const table of ['mail_acknowledged', 'mail_digest', 'mail_digest_line']) {
    const left = await pool.query(`select from ${table} where desk_id = $1`, [id])
    expect([table, left.rowCount]).toEqual([table, 1])
  }
})
