import { sql } from 'kysely'
import type { Store } from '../../store/open.ts'

/** Longer than a delivery of theirs can be tried, and replayed, for. */
const KEPT_DAYS = 30

/** Forgets what came from Slack, and who its users are, where that is older than 30 days. Answers how many were forgotten. */
export const forgetSlackReceipts = async (store: Store): Promise<number> => {
  const old = sql<Date>`now() - make_interval(days => ${KEPT_DAYS})`
  const receipts = await store.db.deleteFrom('slack_receipt').where('created_at', '<', old).executeTakeFirst()
  const users = await store.db.deleteFrom('slack_user').where('read_at', '<', old).executeTakeFirst()
  return Number(receipts.numDeletedRows + users.numDeletedRows)
}
