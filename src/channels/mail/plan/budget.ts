import type pg from 'pg'
import type { Draft } from '../mail.ts'
import type { MailDesk } from './desks.ts'

const keyOf = ({ event, to }: Draft): string => `${event.deskId}/${to.address}`

/**
 * Keeps the acknowledgements that are within their address's budget of the day (UTC). One process plans at a time, so what
 * is read is not changed by others before it is written.
 */
export const withinBudget = async (
  client: pg.PoolClient,
  desks: Map<string, MailDesk>,
  drafts: Draft[],
): Promise<Draft[]> => {
  const asked = drafts.filter(({ kind }) => kind === 'acknowledgement')
  if (asked.length === 0) return drafts
  const wanted = new Map(asked.map((draft) => [keyOf(draft), draft]))
  const known = await client.query<{ desk_id: string; address: string; count: number }>(
    `select a.desk_id, a.address, a.count
     from unnest($1::bigint[], $2::text[]) as g (desk_id, address)
     join mail_acknowledged a
       on a.desk_id = g.desk_id and a.address = g.address and a.day = (now() at time zone 'UTC')::date`,
    [[...wanted.values()].map(({ event }) => event.deskId), [...wanted.values()].map(({ to }) => to.address)],
  )
  const counts = new Map(known.rows.map((row) => [`${row.desk_id}/${row.address}`, row.count]))
  const kept = drafts.filter((draft) => {
    if (draft.kind !== 'acknowledgement') return true
    const count = counts.get(keyOf(draft)) ?? 0
    if (count >= (desks.get(draft.event.deskId)?.acknowledgementsPerDay ?? 0)) return false
    counts.set(keyOf(draft), count + 1)
    return true
  })
  const rows = [...wanted].map(([key, { event, to }]) => ({
    desk_id: event.deskId,
    address: to.address,
    count: counts.get(key) ?? 0,
  }))
  await client.query(
    `insert into mail_acknowledged (desk_id, address, day, count)
     select desk_id, address, (now() at time zone 'UTC')::date, count
     from json_to_recordset($1) as g (desk_id bigint, address text, count integer)
     on conflict (desk_id, address, day) do update set count = excluded.count`,
    [JSON.stringify(rows)],
  )
  return kept
}
