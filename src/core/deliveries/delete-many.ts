import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Tables } from '../../store/schema.ts'

/**
 * Deletes deliveries of a desk with all that is kept of each, whatever their state. `which` is a condition on `delivery d`.
 * Answers how many.
 */
export const deleteDeliveries = async (
  db: Kysely<Tables>,
  deskId: string,
  which: RawBuilder<unknown>,
): Promise<number> => {
  const deleted = await sql`
    with old as (
      delete from delivery d where d.desk_id = ${deskId} and (${which}) returning d.id
    ), attempts as (
      delete from delivery_attempt where desk_id = ${deskId} and delivery_id in (select id from old)
    ), resent as (
      delete from mail_resent where desk_id = ${deskId} and delivery_id in (select id from old)
    )
    select from old`.execute(db)
  return deleted.rows.length
}
