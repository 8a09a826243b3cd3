import type { Lodge } from '../../lodge.ts'

/**
 * Removes the files of attachments and mails that were erased, but for those that another has too: a ticket which the
 * erased one was moved to or from, another mailbox that the mail came to. Call it after the commit. What a crash leaves,
 * the daily sweep takes.
 */
export const removeErasedFiles = async (lodge: Lodge, files: string[]): Promise<void> => {
  if (files.length === 0) return
  const found = await lodge.store.pool.query<{ storage_key: string }>(
    `select storage_key from attachment where storage_key = any ($1)
     union all select storage_key from inbound_mail where storage_key = any ($1)`,
    [files],
  )
  const kept = new Set(found.rows.map((row) => row.storage_key))
  for (const key of files) if (!kept.has(key)) await lodge.blobs.remove(key)
}
