import type { Lodge } from '../../lodge.ts'

/** Removes the files of attachments that were erased; call it after the commit. What a crash leaves, the daily sweep takes. */
export const removeErasedFiles = async (lodge: Lodge, files: string[]): Promise<void> => {
  for (const key of files) await lodge.blobs.remove(key)
}
