import type { TicketStatus } from '../../store/schema.ts'
import type { Change } from '../change.ts'
import type { TicketSnapshot } from '../tickets/ticket.ts'
import { type FieldRule, type InvalidField, invalidField, missingField } from './check.ts'

const isDone = (status: TicketStatus): boolean => status === 'resolved' || status === 'closed'

/**
 * What is wrong with the fields of a locked ticket as a change would leave it: a value that was given, and for members, as
 * they resolve or close it or empty a field, what is required. A desk without definitions costs a look at most.
 */
export const checkFields = async (
  { tx, actor }: Change,
  before: TicketSnapshot,
  after: TicketSnapshot,
  given: Record<string, string | null> = {},
): Promise<InvalidField | undefined> => {
  const asksRequired = actor.memberId !== null && isDone(after.status)
  const isFinished = asksRequired && !isDone(before.status)
  if (Object.keys(given).length === 0 && !isFinished) return undefined
  const rules: FieldRule[] = await tx
    .selectFrom('field')
    .select(['key', 'label', 'kind', 'options', 'department_id', 'ticket_type_id', 'is_required'])
    .where('desk_id', '=', actor.deskId)
    .orderBy('position')
    .orderBy('key')
    .execute()
  if (rules.length === 0) return undefined
  const emptied = new Set(Object.keys(given).filter((key) => (given[key] ?? '') === ''))
  const needed = isFinished ? rules : asksRequired ? rules.filter(({ key }) => emptied.has(key)) : []
  return invalidField(rules, after, given) ?? missingField(needed, after)
}
