import { z } from 'zod'

export const attachmentAnswer = z.strictObject({
  id: z.string(),
  name: z.string(),
  media_type: z.string(),
  size: z.int(),
  sha256: z.string(),
  created_at: z.string(),
})

export const attachmentParams = z.strictObject({ id: z.string() })

export const uploadQuery = z.strictObject({
  name: z.string().max(1000).optional().describe('The file’s name, where no Content-Disposition header gives it.'),
})
