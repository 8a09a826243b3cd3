import type { Rule } from '../../../api/types.ts'
import type { Body } from '../../form/paths.ts'

const isBody = (value: unknown): value is Body => typeof value === 'object' && value !== null && !Array.isArray(value)

/** What the form starts with: both kinds of `when` are there, and `by` says which is meant. */
export const toRuleForm = ({
  name,
  enabled,
  stop,
  when,
  if: conditions,
  then,
}: Omit<Rule, 'id'> | RuleStart): Body => ({
  name,
  enabled,
  stop,
  when:
    'events' in when
      ? { by: 'events', events: when.events, after: '4h', since: 'requester_message', business: false }
      : { by: 'time', events: [{ event: 'ticket.created' }], business: false, ...when },
  if: conditions,
  then,
})

type RuleStart = Pick<Rule, 'name' | 'enabled' | 'stop' | 'when' | 'if' | 'then'>

export const NEW_RULE: RuleStart = {
  name: '',
  enabled: true,
  stop: false,
  when: { events: [{ event: 'ticket.created' }] },
  if: {},
  then: [{ do: 'set_priority', priority: 'high' }],
}

/** What is sent of the form: of `when` the kind that is meant, and no list of conditions that asks nothing. */
export const toRuleBody = (values: Body): Body => ({ ...values, when: whenOf(values.when), if: groupOf(values.if) })

const whenOf = (when: unknown): unknown => {
  if (!isBody(when)) return when
  const { by, events, after, since, business } = when
  if (by === 'time') return { after, since, business }
  return { events: Array.isArray(events) ? events.map(withoutNull) : events }
}

/** None ticked is any, which the API has as nothing at all. */
const withoutNull = (selector: unknown): unknown =>
  isBody(selector) ? Object.fromEntries(Object.entries(selector).filter(([, value]) => value !== null)) : selector

/** An empty `any` would never hold; `all` of nothing always does, and keeps a group that is still empty a group. */
const groupOf = (group: unknown, isInner = false): unknown => {
  if (!isBody(group) || 'field' in group) return group
  const lists = (['all', 'any', 'none'] as const).flatMap((branch) => {
    const list = group[branch]
    return Array.isArray(list) && list.length > 0 ? [[branch, list.map((node) => groupOf(node, true))] as const] : []
  })
  return lists.length === 0 && isInner ? { all: [] } : Object.fromEntries(lists)
}
