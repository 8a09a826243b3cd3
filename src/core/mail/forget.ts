import { transaction } from '../../store/transaction.ts'
import type { Lodge } from '../lodge.ts'

/** As long as anybody could ask for it: budgets count by day, digests are sent within days. */
const KEPT_DAYS = 30
const STEP = 1_000

/**
 * Removes what was counted and gathered for mails long sent, and what is kept of deliveries that are purged. The ids of
 * mails stay: an answer may come years later.
 */
export const forgetOldMail = async (lodge: Lodge): Promise<void> => {
  const { pool } = lodge.store
  await pool.query(`delete from mail_acknowledged where day < current_date - $1::integer`, [KEPT_DAYS])
  for (const table of ['mail_digest_line', 'mail_digest']) {
    await pool.query(`delete from ${table} where started_at < now() - make_interval(days => $1)`, [KEPT_DAYS])
  }
  await pool.query(`delete from mail_sender where started_at < now() - interval '1 day'`)
  await pool.query(
    `delete from mail_resent r
     where not exists (select from delivery d where d.desk_id = r.desk_id and d.id = r.delivery_id)`,
  )
  while ((await forgetCaught(lodge)) === STEP);
}

/**
 * Rows go before their files, and are gone only once their files are: a crash in between leaves a row, for the next time,
 * and never a file that nobody knows.
 */
const forgetCaught = ({ store, caughtMail }: Lodge): Promise<number> =>
  transaction(store.pool, async (client) => {
    const { rows } = await client.query<{ file: string }>(
      `with purged as materialized (
         select desk_id, delivery_id from mail_caught c
         where not exists (select from delivery d where d.desk_id = c.desk_id and d.id = c.delivery_id)
         limit $1
       )
       delete from mail_caught c using purged p
       where c.desk_id = p.desk_id and c.delivery_id = p.delivery_id returning c.file`,
      [STEP],
    )
    for (const { file } of rows) await caughtMail.remove(file)
    return rows.length
  })
