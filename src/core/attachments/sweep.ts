import type { Lodge } from '../lodge.ts'
import { UNLINKED_HOURS } from './attachment.ts'

const BATCH = 500
/** More files without a row than this, and than files with one, is not litter: it is the wrong database or folder. */
const LITTER_MAX = 100

/**
 * Removes uploads that no message took within a day, but for those that a mail has until later, and files that have no row,
 * be they attachments, mails or imports: what a crash left between the two. Rows go before their files, so a crash half-way leaves a
 * file without a row, for the next sweep, and never a row without a file.
 */
export const sweepAttachments = async (lodge: Lodge): Promise<{ uploads: number; files: number }> => {
  const uploads = await sweepUploads(lodge)
  return { uploads, files: await sweepFiles(lodge) }
}

const sweepUploads = async (lodge: Lodge): Promise<number> => {
  for (let swept = 0; ; ) {
    // Of all desks: each row is named by its whole key all the same, so that every shard deletes its own.
    const { rows } = await lodge.store.pool.query<{ storage_key: string }>(
      `delete from attachment a
       using (select desk_id, id from attachment
              where ticket_id is null and message_id is null and created_at < now() - make_interval(hours => $1)
                and coalesce(kept_until < now(), true)
                -- What is not sent yet keeps its uploads.
                and (desk_id, id) not in (
                  select desk_id, unnest(attachments) from draft
                  union all select desk_id, unnest(attachments) from scheduled_message
                )
              order by created_at limit $2) old
       where a.desk_id = old.desk_id and a.id = old.id and a.ticket_id is null
       returning a.storage_key`,
      [UNLINKED_HOURS, BATCH],
    )
    for (const row of rows) await lodge.blobs.remove(row.storage_key)
    swept += rows.length
    if (rows.length < BATCH) return swept
  }
}

const sweepFiles = async (lodge: Lodge): Promise<number> => {
  const before = Date.now() - UNLINKED_HOURS * 60 * 60 * 1000
  const stray: string[] = []
  let kept = 0
  for await (const keys of lodge.blobs.list()) {
    const known = await withRow(lodge, keys)
    kept += known.size
    for (const key of keys.filter((key) => !known.has(key))) {
      const writtenAt = await lodge.blobs.writtenAt(key)
      if (writtenAt && writtenAt.getTime() < before) stray.push(key)
    }
  }
  if (stray.length > Math.max(LITTER_MAX, kept)) {
    lodge.log.error(
      { stray: stray.length, kept },
      'more stored files are unknown to this database than known: none are removed. Do LODGE_DATA and DATABASE_URL belong together?',
    )
    return 0
  }
  for (const key of stray) await lodge.blobs.remove(key)
  return stray.length
}

/** Which of these files have a row, on whichever desk. */
const withRow = async (lodge: Lodge, keys: string[]): Promise<Set<string>> => {
  const known = new Set<string>()
  for (let from = 0; from < keys.length; from += BATCH) {
    const { rows } = await lodge.store.pool.query<{ storage_key: string }>(
      `select storage_key from attachment where storage_key = any($1)
       union all select storage_key from inbound_mail where storage_key = any($1)
       union all select storage_key from import where storage_key = any($1)`,
      [keys.slice(from, from + BATCH)],
    )
    for (const row of rows) known.add(row.storage_key)
  }
  return known
}
