import type { CannedReply } from '../../core/canned-replies/canned-reply.ts'
import { shortId } from './guid.ts'

/** A canned reply as the official C# client reads it: its number is an int. */
export const fromCannedReply = (reply: CannedReply, culture: string) => ({
  id: shortId(reply.id),
  title: reply.title,
  text: reply.format === 'html' ? null : reply.body,
  html: reply.format === 'html' ? reply.body : null,
  rank: 0,
  autoTags: [],
  categoryName: reply.category,
  culture,
})
