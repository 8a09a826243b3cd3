import type { Store } from '../../store/open.ts'

/** Forgets what is over: sessions, sign-ins that were begun, counted tries, and links a month after their end. */
export const forgetSignIns = async ({ pool }: Store): Promise<void> => {
  await pool.query('delete from auth_session where expires_at < now()')
  await pool.query('delete from auth_verification where expires_at < now()')
  await pool.query(`delete from auth_attempt where since < now() - interval '1 day'`)
  await pool.query(`delete from sign_in_link where expires_at < now() - interval '30 days'`)
}
