import type { Lodge } from '../lodge.ts'
import { ok, type Result } from '../result.ts'
import { sniffMediaType } from './media-type.ts'
import { cleanName } from './name.ts'

/** A file that is stored and durable, and has no row yet. */
export type ReceivedFile = { key: string; name: string; mediaType: string; size: number; sha256: Buffer }

export type ReceiveFileError = { code: 'too_large' } | { code: 'storage_full' }

/**
 * Streams a file to storage and finds out what it is. createAttachment gives it its row; who does not go on to that
 * removes the file (`lodge.blobs.remove(key)`), and what a crash leaves between the two is swept a day later.
 *
 * Throws what `source` throws (a sender that went away), leaving nothing.
 */
export const receiveFile = async (
  lodge: Lodge,
  given: { source: AsyncIterable<Buffer>; name: string; maxBytes: number },
): Promise<Result<ReceivedFile, ReceiveFileError>> => {
  const written = await lodge.blobs.write(given.source, given.maxBytes)
  if (!written.ok) return written
  const { key, size, sha256, head } = written.value
  return ok({ key, name: cleanName(given.name, 'attachment'), mediaType: await sniffMediaType(head), size, sha256 })
}
