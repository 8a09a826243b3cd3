import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import type { BlocklistEntry } from './entry.ts'

/** Lets an address or a domain (entry.ts: in its one spelling) file tickets again. */
export const removeFromBlocklist = async (
  change: Change,
  value: string,
): Promise<Result<BlocklistEntry, { code: 'blocklist_entry_not_found' }>> => {
  const row = await change.tx
    .deleteFrom('blocklist')
    .where('desk_id', '=', change.actor.deskId)
    .where('value', '=', value)
    .returning(['value', 'reason', 'created_at'])
    .executeTakeFirst()
  if (!row) return fail({ code: 'blocklist_entry_not_found' })
  const entry = { ...row, created_at: row.created_at.toISOString() }
  await recordEvent(change, { type: 'blocklist.removed', data: { entry } })
  return ok(entry)
}
