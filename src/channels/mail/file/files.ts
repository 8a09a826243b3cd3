import type { Actor } from '../../../core/actor.ts'
import { createAttachment } from '../../../core/attachments/create.ts'
import type { ReceivedFile } from '../../../core/attachments/receive.ts'
import type { Lodge } from '../../../core/lodge.ts'
import type { AttachmentSummary } from '../../../core/tickets/ticket.ts'
import type { ReadAttachment } from '../read/types.ts'
import { inChange } from './note.ts'

export type MailFiles = {
  summaries: AttachmentSummary[]
  /** The address of the file that a `cid:` names. */
  urlOf: (contentId: string) => string | undefined
}

/** Gives a mail's files their rows: uploads, which the message takes a moment later, or which are swept a day later. */
export const keepFiles = async (
  lodge: Lodge,
  actor: Actor,
  attachments: ReadAttachment<ReceivedFile>[],
): Promise<MailFiles> => {
  if (attachments.length === 0) return { summaries: [], urlOf: () => undefined }
  const summaries = await inChange(lodge, actor, async (change) => {
    const made: AttachmentSummary[] = []
    for (const { stored } of attachments) made.push(await createAttachment(change, stored))
    return made
  })
  const ids = new Map(
    attachments.flatMap(({ contentId }, place) => {
      const id = summaries[place]?.id
      return contentId === null || id === undefined ? [] : [[contentId, id] as const]
    }),
  )
  return {
    summaries,
    urlOf: (contentId) => {
      const id = ids.get(contentId)
      return id && `/v1/attachments/${id}`
    },
  }
}
