import type { Draft } from './draft.ts'

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

/** Puts a text that was not sent back into its composer. False where that is not on the page. */
export const restoreDraft = (ticketId: string, draft: Restorable): boolean => {
  const restore = open.get(ticketId)
  restore?.(draft)
  return restore !== undefined
}
