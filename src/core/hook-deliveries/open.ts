import type { Lodge } from '../lodge.ts'
import type { RawPayload } from './delivery.ts'

export type OpenDelivery = RawPayload & { deskId: string; id: string; hookId: string }

type Row = {
  desk_id: string
  id: string
  hook_id: string
  content_type: string | null
  headers: Record<string, string>
  body: Buffer
}

/**
 * Payloads whose outcome is not known yet: of all desks those that are older than `olderThanMs`, or one hook's whatever
 * their age. The oldest first, from behind `after`; no more than a few, for each may be a megabyte.
 */
export const openDeliveries = async (
  lodge: Lodge,
  which: { olderThanMs: number } | { deskId: string; hookId: string },
  after: string,
): Promise<OpenDelivery[]> => {
  const columns = 'select desk_id, id, hook_id, content_type, headers, body from hook_delivery'
  const rest = `state = 'received' and id > $1 order by id limit 10`
  const found =
    'hookId' in which
      ? await lodge.store.pool.query<Row>(`${columns} where desk_id = $2 and hook_id = $3 and ${rest}`, [
          after,
          which.deskId,
          which.hookId,
        ])
      : await lodge.store.pool.query<Row>(
          `${columns} where received_at <= now() - make_interval(secs => $2::float8 / 1000) and ${rest}`,
          [after, which.olderThanMs],
        )
  return found.rows.map((row) => ({
    deskId: row.desk_id,
    id: row.id,
    hookId: row.hook_id,
    contentType: row.content_type,
    headers: row.headers,
    body: row.body,
  }))
}
