import type { Store } from '../../store/open.ts'

/** As long as anybody could ask for it: budgets count by day, digests are sent within days. */
const KEPT_DAYS = 30

/** Removes what was counted and gathered for mails long sent. The ids of mails stay: an answer may come years later. */
export const forgetOldMail = async ({ pool }: Store): Promise<void> => {
  await pool.query(`delete from mail_acknowledged where day < current_date - $1::integer`, [KEPT_DAYS])
  for (const table of ['mail_digest_line', 'mail_digest']) {
    await pool.query(`delete from ${table} where started_at < now() - make_interval(days => $1)`, [KEPT_DAYS])
  }
  await pool.query('delete from mail_resent where created_at < now() - make_interval(days => $1)', [KEPT_DAYS])
}
