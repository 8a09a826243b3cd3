import { sql } from 'kysely'
import { systemActor } from '../actor.ts'
import { recordEvent } from '../events/record.ts'
import type { DeskId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import { deleteOldTickets } from '../tickets/delete-closed.ts'
import { removeErasedFiles } from '../tickets/erase/files.ts'
import { type OldTickets, oldActivity, oldMail } from './old.ts'
import { type Retention, readRetention } from './retention.ts'

/** What was deleted. */
export type Applied = { closed_tickets: number; spam_tickets: number; inbound_mails: number; activities: number }

/** A run ends after so many batches of a kind: what is left is for the next hour, and other work gets its turn. */
const BATCHES_MAX = 25
const MAILS_AT_ONCE = 500
const ACTIVITIES_AT_ONCE = 5_000

/** Deletes what each desk keeps no longer, in small transactions. */
export const applyRetentions = async (lodge: Lodge): Promise<void> => {
  const desks = await lodge.store.db.selectFrom('retention').select('desk_id').orderBy('desk_id').execute()
  for (const { desk_id } of desks) await applyRetention(lodge, desk_id as DeskId) // the table's ids are desks'
}

/** The same of one desk. Whatever it is cut off at is gone on with at the next run. Event: `retention.applied`. */
export const applyRetention = async (lodge: Lodge, deskId: DeskId): Promise<Applied> => {
  const retention = await readRetention(lodge, deskId)
  const applied: Applied = {
    closed_tickets: await tickets(lodge, deskId, 'closed', retention.closed_days),
    spam_tickets: await tickets(lodge, deskId, 'spam', retention.spam_days),
    inbound_mails: await mails(lodge, deskId, retention.inbound_raw_days),
    activities: await activities(lodge, deskId, retention),
  }
  if (Object.values(applied).some((count) => count > 0)) {
    const actor = systemActor(deskId, 'Retention')
    await lodge.store.db
      .transaction()
      .execute((tx) => recordEvent({ tx, lodge, actor }, { type: 'retention.applied', data: { deleted: applied } }))
    lodge.nudge()
  }
  return applied
}

const tickets = async (lodge: Lodge, deskId: DeskId, which: OldTickets, days: number | null): Promise<number> => {
  if (days === null) return 0
  let deleted = 0
  for (let batch = 0; batch < BATCHES_MAX; batch += 1) {
    const actor = systemActor(deskId, 'Retention')
    const done = await lodge.store.db.transaction().execute((tx) => deleteOldTickets({ tx, lodge, actor }, which, days))
    await removeErasedFiles(lodge, done.files)
    deleted += done.deleted
    if (!done.more) break
  }
  return deleted
}

/**
 * Removes the originals; of mails that became no ticket also from whom they were, since nothing else would ever. The rows
 * stay, with the digest by which the same mail, read once more, is known.
 */
const mails = async (lodge: Lodge, deskId: DeskId, days: number | null): Promise<number> => {
  if (days === null) return 0
  let emptied = 0
  for (let batch = 0; batch < BATCHES_MAX; batch += 1) {
    const { rows } = await sql<{ storage_key: string }>`
       with old as (
         select id, storage_key, ticket_id is null as is_nothing from inbound_mail where ${oldMail(deskId, days)}
         order by id limit ${MAILS_AT_ONCE} for update skip locked
       )
       update inbound_mail m
       set storage_key = '', size = 0,
         sha256 = case when is_nothing then '' else m.sha256 end,
         message_id = case when not is_nothing then m.message_id end,
         reason = case when not is_nothing then m.reason end,
         error = case when not is_nothing then m.error end,
         verdict = case when not is_nothing then m.verdict end,
         envelope = case when is_nothing then '{"from": null, "to": [], "ip": null, "helo": null}'
           || jsonb_build_object('tls', m.envelope->'tls', 'via', m.envelope->'via') else m.envelope end
       from old where m.desk_id = ${deskId} and m.id = old.id
       returning old.storage_key`.execute(lodge.store.db)
    await removeErasedFiles(
      lodge,
      rows.map((row) => row.storage_key),
    )
    emptied += rows.length
    if (rows.length < MAILS_AT_ONCE) break
  }
  return emptied
}

const activities = async ({ store }: Lodge, deskId: DeskId, { activity_days }: Retention): Promise<number> => {
  if (activity_days === null) return 0
  let deleted = 0
  for (let batch = 0; batch < BATCHES_MAX; batch += 1) {
    const gone = await sql`
      delete from activity where desk_id = ${deskId} and id in (
        select id from activity where ${oldActivity(deskId, activity_days)} limit ${ACTIVITIES_AT_ONCE}
      )`.execute(store.db)
    const count = Number(gone.numAffectedRows ?? 0)
    deleted += count
    if (count < ACTIVITIES_AT_ONCE) break
  }
  return deleted
}
