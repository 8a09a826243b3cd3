import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkConditions } from './check-conditions.ts'
import { type Condition, type Group, holds, type Node, OPERATORS } from './condition.ts'
import { type Facts, FIELD_NAMES } from './field.ts'

const NOW = new Date('2026-06-04T12:00:00.000Z')

const facts = (over: Partial<Facts['ticket']> = {}, more: Partial<Facts> = {}): Facts => ({
  ticket: {
    id: '1',
    number: 1,
    subject: 'Cannot log in to Café',
    status: 'open',
    priority: 'high',
    department: { id: '10', name: 'Support' },
    type: { id: '20', name: 'Question' },
    requester: { id: '30', external_id: null, email: 'ann@example.com', name: 'Ann' },
    requester_verified: true,
    assignee: null,
    tags: ['vip', 'login'],
    fields: { plan: 'Gold', seats: '12', toString: 'own' },
    metadata: { nested: { a: 1 }, count: 3, yes: true },
    channel: 'email',
    source: 'email',
    culture: 'he-IL',
    external_ref: null,
    message_count: 2,
    opened_at: '2026-06-04T08:00:00.000Z',
    snoozed_until: null,
    first_response_at: null,
    resolved_at: null,
    closed_at: null,
    last_message_at: '2026-06-04T11:00:00.000Z',
    created_at: '2026-06-04T08:00:00.000Z',
    updated_at: '2026-06-04T11:00:00.000Z',
    ...over,
  },
  contact: { name: 'Ann', culture: 'he-IL', traits: { age: 40 }, createdAt: new Date('2026-01-01T00:00:00Z') },
  company: null,
  message: null,
  hours: null,
  now: NOW,
  ...more,
})

const ask = (field: string, operator: Condition['operator'], value?: Condition['value']): boolean =>
  holds({ field, operator, value }, facts())

test.each<[string, Condition['operator'], Condition['value'], boolean]>([
  ['ticket.subject', 'contains', 'LOG IN', true],
  ['ticket.subject', 'contains', 'CAFE\u0301', true],
  ['ticket.subject', 'contains_any', ['nothing', 'login', 'cannot'], true],
  ['ticket.subject', 'starts_with', 'cannot', true],
  ['ticket.subject', 'ends_with', 'café', true],
  ['ticket.subject', 'matches', 'can*log*', true],
  ['ticket.subject', 'matches', 'can', false],
  ['ticket.priority', 'is', 'high', true],
  ['ticket.priority', 'not_in', ['low', 'normal'], true],
  ['ticket.department', 'in', ['10', '11'], true],
  ['ticket.assignee', 'is_empty', undefined, true],
  ['ticket.assignee', 'is_not', '5', true],
  ['ticket.tags', 'contains', 'VIP', true],
  ['ticket.tags', 'contains', 'vi', false],
  ['ticket.tags', 'contains_any', ['x', 'login'], true],
  ['ticket.fields.plan', 'is', 'gold', true],
  ['ticket.fields.seats', 'at_least', 12, true],
  ['ticket.fields.seats', 'at_most', 11, false],
  ['ticket.fields.missing', 'is_empty', undefined, true],
  ['ticket.fields.missing', 'at_most', 1, false],
  ['ticket.fields.toString', 'is', 'own', true],
  ['ticket.metadata.toString', 'is_empty', undefined, true],
  ['ticket.metadata.__proto__', 'is_empty', undefined, true],
  ['ticket.metadata.count', 'is', 3, true],
  ['ticket.metadata.yes', 'is', true, true],
  ['ticket.metadata.nested', 'contains', '"a":1', true],
  ['ticket.message_count', 'at_least', 2, true],
  ['ticket.message_count', 'is', 3, false],
  ['ticket.created_at', 'older_than', '4h', true],
  ['ticket.created_at', 'older_than', '241m', false],
  ['ticket.created_at', 'newer_than', '241m', true],
  ['ticket.resolved_at', 'older_than', '1m', false],
  ['ticket.resolved_at', 'newer_than', '1m', false],
  ['contact.traits.age', 'at_least', 18, true],
  ['contact.created_at', 'older_than', '1w', true],
  ['company.name', 'is_empty', undefined, true],
  ['message.public', 'is', true, false],
  ['message.public', 'is', false, false],
  ['message.text', 'is_empty', undefined, true],
])('%s %s %j: %s', (field, operator, value, expected) => {
  expect(ask(field, operator, value)).toBe(expected)
})

const names = FIELD_NAMES.map((name) => name.replace('<name>', 'plan'))
const values = fc.oneof(
  fc.constantFrom('high', 'open', '10', '4h', '1w', 'vip', 'gold', '*', 'a*b', ''),
  fc.string(),
  fc.integer(),
  fc.boolean(),
  fc.array(fc.string(), { minLength: 1 }),
)
/** Whatever fits the form, whether it means anything or not. */
const anyCondition = fc.record<Condition>(
  { field: fc.constantFrom(...names), operator: fc.constantFrom(...OPERATORS), value: values },
  { requiredKeys: ['field', 'operator'] },
)
/** What is left of them after the check. */
const condition = anyCondition.filter((given) => checkConditions({ all: [given] }).length === 0)
const lists = (node: fc.Arbitrary<Node>) => fc.array(node, { maxLength: 3 })
const group = fc.letrec<{ node: Node; group: Group }>((tie) => ({
  node: fc.oneof({ maxDepth: 3 }, condition, tie('group')),
  group: fc.record(
    { all: lists(tie('node')), any: lists(tie('node')), none: lists(tie('node')) },
    { requiredKeys: [] },
  ),
})).group

const someFacts = fc
  .record({
    subject: fc.oneof(fc.string(), fc.constantFrom('', 'vip', 'gold')),
    status: fc.constantFrom('open' as const, 'closed' as const),
    tags: fc.array(fc.constantFrom('vip', 'gold', 'x')),
    resolved_at: fc.option(fc.constant('2026-06-01T00:00:00.000Z')),
  })
  .map((over) => facts(over))

describe('whatever is asked of whatever ticket', () => {
  test('each operator is the opposite of its negation', () => {
    const pairs = [
      ['is', 'is_not'],
      ['in', 'not_in'],
      ['contains', 'contains_not'],
      ['is_empty', 'is_not_empty'],
    ] as const
    fc.assert(
      fc.property(condition, someFacts, fc.constantFrom(...pairs), (given, known, [positive, negative]) => {
        fc.pre(given.operator === positive)
        expect(holds({ ...given, operator: negative }, known)).toBe(!holds(given, known))
      }),
    )
  })

  test('all, any and none are what their names say', () => {
    fc.assert(
      fc.property(fc.array(group, { maxLength: 4 }), someFacts, (nodes, known) => {
        const each = nodes.map((node) => holds(node, known))
        expect(holds({ all: nodes }, known)).toBe(each.every(Boolean))
        expect(holds({ any: nodes }, known)).toBe(each.some(Boolean))
        expect(holds({ none: nodes }, known)).toBe(!each.some(Boolean))
        expect(holds({ none: [{ all: nodes }] }, known)).toBe(!holds({ all: nodes }, known))
        expect(holds({}, known)).toBe(true)
      }),
    )
  })

  test('a time is older or newer than a duration, never both', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999 }), fc.integer({ min: 0, max: 1e9 }), (minutes, age) => {
        const known = facts({ created_at: new Date(NOW.getTime() - age).toISOString() })
        const value = `${minutes}m`
        const isOlder = holds({ field: 'ticket.created_at', operator: 'older_than', value }, known)
        expect(isOlder).toBe(age >= minutes * 60_000)
        expect(holds({ field: 'ticket.created_at', operator: 'newer_than', value }, known)).toBe(!isOlder)
      }),
    )
  })

  test('nothing that has the form throws, checked or not, and every error names its place', () => {
    fc.assert(
      fc.property(fc.array(anyCondition, { maxLength: 5 }), someFacts, (all, known) => {
        expect(typeof holds({ all }, known)).toBe('boolean')
        for (const { path, message } of checkConditions({ any: [{ all }] })) {
          expect(path.slice(0, 3)).toEqual(['any', 0, 'all'])
          expect(['field', 'operator', 'value']).toContain(path[4])
          expect(message).not.toBe('')
        }
      }),
    )
  })
})
