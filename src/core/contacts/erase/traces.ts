import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../../store/schema.ts'
import { deleteDeliveries } from '../../deliveries/delete-many.ts'
import type { KnownPerson } from './person.ts'

type Traces = {
  activities: number
  mails: number
  deliveries: number
  answers: number
  files: string[]
}

const count = (result: { numAffectedRows?: bigint | undefined }): number => Number(result.numAffectedRows ?? 0)

/**
 * Erases what was kept of a person beside tickets: what they did on pages, mails that came from them and became no ticket,
 * mails to them, payloads of hooks, kept answers. That an address wants no mail, gets none or is kept out stays: it is their
 * wish, or the desk's defence.
 */
export const erasePersonTraces = async (
  db: Kysely<Tables>,
  deskId: string,
  { ids, values, addresses }: KnownPerson,
  { messages, events }: { messages: string[]; events: string[] },
): Promise<Traces> => {
  const activities = await sql`
    delete from activity where desk_id = ${deskId} and (contact_id = any (${ids}::bigint[]) or session_id in (
      select session_id from activity where desk_id = ${deskId} and contact_id = any (${ids}::bigint[])
    ) and contact_id is null)`.execute(db)
  const mails = await sql<{ storage_key: string }>`
    with whole as (
      select id, storage_key from inbound_mail
      where desk_id = ${deskId} and state <> 'stored' and (message_row_id = any (${messages}::bigint[])
        or (ticket_id is null and lower(envelope->>'from') = any (${addresses}::text[])))
      for update
    )
    update inbound_mail m
    set storage_key = '', size = 0, sha256 = '', message_id = null, content_digest = null, verdict = null, reason = null,
      error = null,
      envelope = '{"from": null, "to": [], "ip": null, "helo": null}'
        || jsonb_build_object('tls', m.envelope->'tls', 'via', m.envelope->'via')
    from whole where m.desk_id = ${deskId} and m.id = whole.id
    returning whole.storage_key`.execute(db)
  for (const table of ['mail_sender', 'mail_acknowledged', 'mail_bounce']) {
    await sql`delete from ${sql.table(table)} where desk_id = ${deskId} and address = any (${addresses}::text[])`.execute(
      db,
    )
  }
  const deliveries = await deleteDeliveries(
    db,
    deskId,
    sql`d.event_type <> 'contact.erased' and (d.event_id = any (${events}::bigint[]) or (d.channel = 'mail' and exists (
      select from unnest(${addresses}::text[]) a (address) where position(a.address in lower(d.target)) > 0
    )))`,
  )
  await sql`
    update hook_delivery d set body = '', headers = '{}', detail = null
    where desk_id = ${deskId} and state <> 'received' and exists (
      select from unnest(${values}::text[]) v (value) where position(convert_to(v.value, 'UTF8') in d.body) > 0
    )`.execute(db)
  const answers = await sql`
    update idempotency_key k set body = null
    where desk_id = ${deskId} and body is not null and exists (
      select from unnest(${[...ids.map((id) => `"${id}"`), ...values]}::text[]) v (value)
      where position(v.value in lower(k.body)) > 0
    )`.execute(db)
  return {
    activities: count(activities),
    mails: mails.rows.length,
    deliveries,
    answers: count(answers),
    files: mails.rows.map((row) => row.storage_key),
  }
}
