import type { Lodge } from '../lodge.ts'

/** As long as anybody could ask for it: budgets count by day, digests are sent within days. */
const KEPT_DAYS = 30

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
}
