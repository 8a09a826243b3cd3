import type { Change } from '../change.ts'
import type { Result } from '../result.ts'
import { type References, resolveReferences, type UnknownReference } from '../tickets/references.ts'
import type { TicketSnapshot } from '../tickets/ticket.ts'
import { afterChange, type Changes, changesBetween } from '../tickets/update.ts'
import type { Action } from './action.ts'
import { explain } from './explain.ts'
import { wantedChange } from './wanted-change.ts'

/** What a rule would do to a ticket: the fields it would change, what else in words, or why it would fail. */
export type Foresight = { changes: Changes; would: string[]; error: string | null }

/** Looks up once what actions refer to. Answers how they would change a ticket at a moment, without writing anything. */
export const openForesight = async (
  change: Change,
  actions: Action[],
): Promise<(ticket: TicketSnapshot, at: Date) => Promise<Foresight>> => {
  const named = wantedChange(actions, new Date())
  // Whose turn it is shows only when it is: asking would take the turn.
  const isFoundLater = named.assignee === 'auto'
  const wanted = isFoundLater ? { ...named, assignee: undefined } : named
  const would = actions.flatMap(inWords)
  // By ids, and so the same for every ticket.
  let resolved: Result<References, UnknownReference> | undefined
  return async (ticket, at) => {
    resolved ??= await resolveReferences(change, wanted)
    if (!resolved.ok) return { changes: {}, would: [], error: await explain(change, resolved.error, wanted) }
    const after = afterChange(ticket, wantedChange(actions, at), resolved.value, at)
    if (!after.ok) return { changes: {}, would: [], error: await explain(change, after.error, wanted) }
    const changes = changesBetween(ticket, after.value)
    if (isFoundLater) changes.assignee = { from: ticket.assignee, to: named.assignee }
    return { changes, would, error: null }
  }
}

const inWords = (action: Action): string[] => {
  switch (action.do) {
    case 'note':
      return ['add an internal note']
    case 'reply':
      return [`reply from template ${action.template}`]
    case 'run_intervention':
      return [`run the intervention ${action.intervention}`]
    case 'mail':
      return [`mail ${action.to ?? 'the team'}`]
    case 'webhook':
      return [`tell webhook ${action.endpoint}`]
    case 'slack':
      return [`tell Slack channel ${action.channel}`]
    default:
      return []
  }
}
