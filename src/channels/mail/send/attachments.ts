import { Readable } from 'node:stream'
import type { Lodge } from '../../../core/lodge.ts'
import type { AttachmentSummary } from '../../../core/tickets/ticket.ts'

/** Base64 makes four bytes of three, and most servers take 20 MiB or more. */
const TOTAL_MAX = 14 * 1024 * 1024

/** `cid` where the mail's html shows it (RFC 2392). */
export type AttachedFile = { filename: string; contentType: string; content: Readable; cid?: string }

/**
 * The files of a message as they are attached, each read when it is its turn; and the names of those that are not: past
 * the total that mail servers take, or gone from storage.
 */
export const attach = async (
  lodge: Lodge,
  deskId: string,
  given: AttachmentSummary[],
  html: string | null,
): Promise<{ files: AttachedFile[]; tooLarge: string[] }> => {
  if (given.length === 0) return { files: [], tooLarge: [] }
  const rows = await lodge.store.db
    .selectFrom('attachment')
    .select(['id', 'storage_key'])
    .where('desk_id', '=', deskId)
    .where((eb) => eb('id', '=', eb.fn.any(eb.val(given.map(({ id }) => id)))))
    .execute()
  const keys = new Map(rows.map((row) => [row.id, row.storage_key]))
  const files: AttachedFile[] = []
  const tooLarge: string[] = []
  let total = 0
  for (const { id, name, media_type, size } of given) {
    const key = keys.get(id)
    const isThere = key !== undefined && (await lodge.blobs.writtenAt(key)) !== undefined
    if (!isThere || total + size > TOTAL_MAX) {
      tooLarge.push(name)
      continue
    }
    total += size
    const file = { filename: name, contentType: media_type, content: Readable.from(read(lodge, key)) }
    files.push(html?.includes(`cid:${id}`) ? { ...file, cid: id } : file)
  }
  return { files, tooLarge }
}

/** Opens the file when the first of it is asked for: a mail that is never sent holds none open. */
const read = async function* (lodge: Lodge, key: string): AsyncGenerator<Buffer> {
  const file = await lodge.blobs.read(key)
  if (!file) throw new Error('an attachment is gone from storage')
  yield* file
}
