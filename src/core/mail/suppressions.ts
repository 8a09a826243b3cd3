import type { Actor } from '../actor.ts'
import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import type { Lodge } from '../lodge.ts'
import { type Page, type Paging, toPage } from '../page.ts'
import { fail, ok, type Result } from '../result.ts'

/** An address that no mail goes to (`bounce`), or none but answers to its own tickets (`complaint`). */
export type Suppression = {
  address: string
  reason: 'bounce' | 'complaint'
  /** What the other server said. */
  detail: string | null
  created_at: string
}

const COLUMNS = ['address', 'reason', 'detail', 'created_at'] as const

type Row = Omit<Suppression, 'created_at'> & { created_at: Date }
const toSuppression = (row: Row): Suppression => ({ ...row, created_at: row.created_at.toISOString() })

/** Writes no more to an address. One that is suppressed already stays as it is, but for a bounce after a complaint. */
export const suppress = async (change: Change, given: Omit<Suppression, 'created_at'>): Promise<void> => {
  const row = await change.tx
    .insertInto('mail_suppression')
    .values({ desk_id: change.actor.deskId, ...given })
    .onConflict((conflict) =>
      conflict
        .columns(['desk_id', 'address'])
        .doUpdateSet({ reason: given.reason, detail: given.detail })
        .where('mail_suppression.reason', '=', 'complaint')
        .where('mail_suppression.reason', '<>', given.reason),
    )
    .returning(COLUMNS)
    .executeTakeFirst()
  if (row) await recordEvent(change, { type: 'mail.suppressed', data: { suppression: toSuppression(row) } })
}

/** Writes to an address again. */
export const unsuppress = async (
  change: Change,
  address: string,
): Promise<Result<Suppression, { code: 'suppression_not_found' }>> => {
  const row = await change.tx
    .deleteFrom('mail_suppression')
    .where('desk_id', '=', change.actor.deskId)
    .where('address', '=', address)
    .returning(COLUMNS)
    .executeTakeFirst()
  if (!row) return fail({ code: 'suppression_not_found' })
  const suppression = toSuppression(row)
  await recordEvent(change, { type: 'mail.unsuppressed', data: { suppression } })
  return ok(suppression)
}

/** The addresses that are written to no more, by address. */
export const listSuppressions = async (
  lodge: Lodge,
  actor: Actor,
  { limit, after }: Paging<[address: string]>,
): Promise<Page<Suppression>> => {
  let query = lodge.store.db
    .selectFrom('mail_suppression')
    .select(COLUMNS)
    .where('desk_id', '=', actor.deskId)
    .orderBy('address')
    .limit(limit + 1)
  if (after) query = query.where('address', '>', after[0])
  return toPage(await query.execute(), limit, (row) => [row.address], toSuppression)
}
