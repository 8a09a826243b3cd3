import type { AttachmentSummary } from '../tickets/ticket.ts'

/** An upload as the API shows it. */
export type Attachment = AttachmentSummary & { created_at: string }

/**
 * How long an upload waits to be linked to a message before it is swept. It can be linked until a little before, so that
 * a sweep never takes what a message is about to.
 */
export const UNLINKED_HOURS = 24
export const LINKABLE_MINUTES = UNLINKED_HOURS * 60 - 10
