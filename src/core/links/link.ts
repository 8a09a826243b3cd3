import type { LinkKind, TicketStatus } from '../../store/schema.ts'

export const LINK_KINDS = ['related', 'follow_up', 'duplicate', 'parent', 'child'] as const satisfies LinkKind[]

/** Another ticket, and what it is to this one. */
export type TicketLink = {
  ticket: { id: string; number: number; subject: string; status: TicketStatus }
  kind: LinkKind
  created_at: string
}

/** What this one is to the other. */
export const inverseOf = (kind: LinkKind): LinkKind =>
  kind === 'parent' ? 'child' : kind === 'child' ? 'parent' : kind
