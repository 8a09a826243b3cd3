import { type Draft, emptyDraft, joined, keepLocalDraft, readLocalDraft, shownPictures } from './draft.ts'

export type Restorable = Pick<Draft, 'public' | 'body' | 'attachments'> & Partial<Draft>
type Restore = (draft: Restorable) => void

const open = new Map<string, Restore>()

/** The composer of a ticket that is on the page takes texts back for as long as the returned function is not called. */
export const takeBack = (ticketId: string, restore: Restore): (() => void) => {
  open.set(ticketId, restore)
  return () => {
    if (open.get(ticketId) === restore) open.delete(ticketId)
  }
}

/** Puts a text that was not sent back into its composer; where that is not on the page, it is there when it opens. */
export const restoreDraft = (memberId: string, ticketId: string, draft: Restorable): void => {
  const restore = open.get(ticketId)
  if (restore) {
    restore(draft)
    return
  }
  const back = { ...emptyDraft(draft.public), ...draft, body: shownPictures(draft.body) }
  const kept = joined(back, readLocalDraft(memberId, ticketId))
  keepLocalDraft(memberId, ticketId, { ...kept, updated_at: new Date().toISOString() })
}
