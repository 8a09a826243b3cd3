import type { WebhookFormat } from '../../store/schema.ts'
import type { DeskId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import { openHeaders } from './headers.ts'
import { sealingOf } from './secret.ts'

export type Endpoint = {
  url: string
  enabled: boolean
  deskSlug: string
  /** Those that sign now, the newest first; undefined where they cannot be read. */
  secrets: string[] | undefined
  format: WebhookFormat
  /** Its own headers; none where they cannot be read, as its secrets then. */
  headers: Record<string, string>
}

/** What sending to a webhook takes, as it is now; undefined where it was deleted. */
export const findEndpoint = async (
  { store, secrets }: Lodge,
  deskId: DeskId,
  id: string,
): Promise<Endpoint | undefined> => {
  const row = await store.db
    .selectFrom('webhook as w')
    .innerJoin('desk as d', 'd.desk_id', 'w.desk_id')
    .select(['w.url', 'w.enabled', 'w.secret', 'w.old_secret', 'w.old_secret_until', 'w.format', 'w.headers', 'd.slug'])
    .where('w.desk_id', '=', deskId)
    .where('w.id', '=', id)
    .executeTakeFirst()
  if (!row) return undefined
  const oldCounts = row.old_secret_until && row.old_secret_until.getTime() > Date.now()
  const sealed = row.old_secret && oldCounts ? [row.secret, row.old_secret] : [row.secret]
  const opened = sealed.map((one) => secrets.unseal(sealingOf(deskId, id), one))
  const readable = opened.filter((one) => one !== undefined)
  const headers = openHeaders(secrets, deskId, id, row.headers)
  return {
    url: row.url,
    format: row.format,
    headers: headers ?? {},
    enabled: row.enabled,
    deskSlug: row.slug,
    secrets: headers && readable.length === opened.length ? readable : undefined,
  }
}
