import type { TicketRef } from '../tickets/ticket.ts'

export const CAUSES = [
  'rule',
  'bulk',
  'bulk_undo',
  'merge',
  'unmerge',
  'split',
  'contract',
  'hook',
  'mail',
  'system',
] as const

/** What led to an event besides who acted; `id` and `name` are the rule’s, the other ticket’s, the contract’s credential’s. */
export type Cause = { kind: (typeof CAUSES)[number]; id: string | null; name: string | null }

/** The parts of an event's snapshot that tell. Written by our own verbs only (core/events/record.ts). */
export type Telling = {
  cause?: { kind: 'bulk' | 'bulk_undo'; id: string }
  changes?: { merged_into?: { from: TicketRef | null; to: TicketRef | null } }
  merged?: TicketRef
  unmerged?: TicketRef
  split_to?: TicketRef
}

/** Contracts of other help desks, whose programs act. */
const CONTRACTS = new Set(['pair', 'tickiti', 'widget'])

export const causeOf = (
  actor: { kind: string; id: string | null; name: string | null },
  { cause, changes, merged, unmerged, split_to }: Telling,
): Cause | null => {
  const other = (kind: Cause['kind'], ticket: TicketRef): Cause => ({
    kind,
    id: ticket.id,
    name: `#${ticket.number}`,
  })
  const into = changes?.merged_into
  if (cause) return { ...cause, name: null }
  if (into?.to) return other('merge', into.to)
  if (into?.from) return other('unmerge', into.from)
  if (merged) return other('merge', merged)
  if (unmerged) return other('unmerge', unmerged)
  if (split_to) return other('split', split_to)
  const { id, name } = actor
  if (actor.kind === 'automation') return { kind: 'rule', id, name }
  if (CONTRACTS.has(actor.kind)) return { kind: 'contract', id, name }
  if (actor.kind === 'hook') return { kind: 'hook', id, name }
  if (actor.kind === 'mailbox') return { kind: 'mail', id, name }
  return actor.kind === 'system' ? { kind: 'system', id: null, name: null } : null
}
