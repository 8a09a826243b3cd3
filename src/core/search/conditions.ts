import { departmentsInReach } from '../../store/reach.ts'
import type { TicketPriority, TicketStatus } from '../../store/schema.ts'
import { snowflakeAt } from '../../store/snowflake.ts'
import type { TicketFilter } from '../../store/ticket-filter.ts'
import type { TicketCriterion } from '../../store/ticket-search.ts'
import type { Actor } from '../actor.ts'
import { normaliseEmail } from '../contacts/email.ts'
import { looksLikeId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import { readerOf } from '../read-marks/read-mark.ts'
import { fail, ok, type Result } from '../result.ts'
import type { Condition, Parsed } from './grammar.ts'
import { toTsquery } from './query.ts'

/** What a search is narrowed by: criteria of each ticket, and of them what an index can be read by. */
export type Narrowing = { criteria: { criterion: TicketCriterion; negated: boolean }[]; filter: TicketFilter }

/** A value that an operator does not have; `allowed` in words. */
export type InvalidCondition = { code: 'invalid_condition'; operator: string; value: string; allowed: string }

const STATUSES = ['open', 'pending', 'snoozed', 'resolved', 'closed', 'spam'] as const satisfies TicketStatus[]
const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const satisfies TicketPriority[]

/** Every condition has to hold. `status` and `priority` take several values, between commas. */
export const resolveConditions = async (
  lodge: Lodge,
  actor: Actor,
  { conditions, excluded }: Pick<Parsed, 'conditions' | 'excluded'>,
): Promise<Result<Narrowing, InvalidCondition>> => {
  const narrowing: Narrowing = {
    criteria: [],
    filter: { departmentIds: departmentsInReach(actor.departments, undefined) },
  }
  for (const condition of conditions) {
    // PostgreSQL has no such character in any text.
    const value = condition.value.replaceAll('\0', '')
    const read = await readCondition(lodge, actor, { ...condition, value })
    if (typeof read === 'string') {
      return fail({ code: 'invalid_condition', operator: condition.operator, value: condition.value, allowed: read })
    }
    narrowing.criteria.push({ criterion: read.criterion, negated: condition.negated })
    // Of two for the same column the last is taken: an index is read by one of them, and the criteria hold for both.
    if (!condition.negated) Object.assign(narrowing.filter, read.filter)
  }
  for (const term of excluded) {
    narrowing.criteria.push({ criterion: { by: 'indexed', tsquery: toTsquery([term]) }, negated: true })
  }
  return ok(narrowing)
}

type Read = { criterion: TicketCriterion; filter?: TicketFilter }

/** What a condition means; what is allowed, in words, where it means nothing. */
const readCondition = async (lodge: Lodge, actor: Actor, { operator, value }: Condition): Promise<Read | string> => {
  switch (operator) {
    case 'status': {
      const any = oneOf(STATUSES, value)
      return any ? { criterion: { by: operator, any }, filter: { statuses: any } } : `one of ${STATUSES.join(', ')}`
    }
    case 'priority': {
      const any = oneOf(PRIORITIES, value)
      return any ? { criterion: { by: operator, any }, filter: { priorities: any } } : `one of ${PRIORITIES.join(', ')}`
    }
    case 'assignee':
      return readAssignee(lodge, actor, value)
    case 'department': {
      const { deskId } = actor
      const found =
        (await lodge.desks.get(deskId)).department(value) ?? (await lodge.desks.fresh(deskId)).department(value)
      if (!found) return 'the id or name of a department of this desk'
      return {
        criterion: { by: operator, any: [found.id] },
        filter: { departmentIds: departmentsInReach(actor.departments, [found.id]) },
      }
    }
    case 'tag': {
      const tag = value.trim().toLowerCase()
      return tag === '' ? 'a tag' : { criterion: { by: operator, any: [tag] }, filter: { tag } }
    }
    case 'from':
      return readFrom(value)
    case 'has':
      return /^attachments?$/i.test(value) ? { criterion: { by: 'has_attachment' } } : 'attachment'
    case 'is':
      return readIs(actor, value)
    case 'before':
    case 'after': {
      const date = dateOf(value)
      if (!date) return 'a date as 2026-01-31, or a moment as 2026-01-31T09:00:00Z'
      return operator === 'after'
        ? {
            criterion: { by: 'created_from', any: [date] },
            filter: { createdFrom: snowflakeAt(date.getTime() - SLACK_MS) },
          }
        : {
            criterion: { by: 'created_before', any: [date] },
            filter: { createdBefore: snowflakeAt(date.getTime() + SLACK_MS) },
          }
    }
  }
}

/** An id's time and created_at are taken at slightly different moments: the criterion has the last word. */
const SLACK_MS = 60_000

const oneOf = <const T extends readonly string[]>(words: T, value: string): T[number][] | undefined => {
  const given = value.toLowerCase().split(',')
  const known = words.filter((word) => given.includes(word))
  return given.every((one) => words.includes(one)) ? known : undefined
}

const readAssignee = async (lodge: Lodge, actor: Actor, value: string): Promise<Read | string> => {
  const name = value.toLowerCase()
  if (name === 'none') return { criterion: { by: 'assignee', any: [null] }, filter: { assigneeId: null } }
  // A token that stands for nobody has no tickets of its own.
  if (name === 'me')
    return {
      criterion: { by: 'assignee', any: [actor.memberId ?? '0'] },
      filter: { assigneeId: actor.memberId ?? '0' },
    }
  const found = await lodge.store.db
    .selectFrom('member')
    .select('id')
    .where('desk_id', '=', actor.deskId)
    .where((where) =>
      where.or([
        where('id', '=', looksLikeId(value) ? value : null),
        where('email', '=', name),
        where(where.fn<string>('lower', ['name']), '=', name),
      ]),
    )
    .limit(50)
    .execute()
  if (found.length === 0) return 'me, none, or the name, address or id of a member'
  const ids = found.map(({ id }) => id)
  return { criterion: { by: 'assignee', any: ids }, filter: ids.length === 1 ? { assigneeId: ids[0] } : {} }
}

/** A whole address is a person's; anything else a part of a name or an address. */
const readFrom = (value: string): Read | string => {
  if (value === '') return 'a name, an address or an external id'
  const email = normaliseEmail(value)
  if (email === undefined) return { criterion: { by: 'requester_part', any: [value] } }
  return {
    criterion: { by: 'requester', any: [email] },
    filter: { requester: { contactId: null, externalId: value, email } },
  }
}

const readIs = (actor: Actor, value: string): Read | string => {
  const nobodys: TicketCriterion = { by: 'assignee', any: [null] }
  switch (value.toLowerCase()) {
    case 'unread':
      return { criterion: { by: 'unread', reader: readerOf(actor) } }
    case 'unassigned':
      return { criterion: nobodys, filter: { assigneeId: null } }
    case 'assigned':
      return { criterion: { by: 'assigned' } }
    case 'merged':
      return { criterion: { by: 'merged' } }
    default:
      return 'one of unread, assigned, unassigned, merged'
  }
}

const DATE = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d))?$/i

/** A day begins at midnight, UTC. */
const dateOf = (value: string): Date | undefined => {
  const date = new Date(value.toUpperCase())
  const isDate = DATE.test(value) && !Number.isNaN(date.getTime()) && value >= '1970'
  // A day that no month has is another one to Date.
  const isThere = isDate && !Number.isNaN(Date.parse(value.slice(0, 10))) && isDay(value.slice(0, 10))
  return isThere ? date : undefined
}

const isDay = (day: string): boolean => new Date(day).toISOString().slice(0, 10) === day
