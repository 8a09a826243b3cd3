import type { Lodge } from '../lodge.ts'
import type { Result } from '../result.ts'

/** A mail whose bytes are stored and durable, and which has no row yet. */
export type KeptMail = { key: string; size: number; sha256: Buffer; head: Buffer }

export type KeepMailError = { code: 'too_large' } | { code: 'storage_full' }

/**
 * Streams a mail's bytes to storage, as they came, never holding more than one chunk. Who does not go on to write its row
 * removes the file; what a crash leaves between the two is swept a day later.
 */
export const keepMail = (
  lodge: Lodge,
  source: AsyncIterable<Buffer>,
  maxBytes: number,
): Promise<Result<KeptMail, KeepMailError>> => lodge.blobs.write(source, maxBytes)
