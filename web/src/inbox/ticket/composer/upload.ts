import type { AttachmentSummary } from '../../../api/types.ts'
import { sendFile } from '../../../api/upload.ts'

/** Uploads a file for a message; progress and errors as sendFile() has them. */
export const upload = (file: File, options: Parameters<typeof sendFile>[2]): Promise<AttachmentSummary> =>
  sendFile(`/v1/attachments?${new URLSearchParams({ name: file.name })}`, file, options)
