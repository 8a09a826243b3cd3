import { expect, test } from 'vitest'
import { NEW_RULE, toRuleBody, toRuleForm } from './rule-body.ts'
import { splitField, withField } from './rule-fields.ts'

test('a rule comes out of the form as it went in', () => {
  const timed = { ...NEW_RULE, when: { after: '2d', since: 'resolved' as const, business: true } }
  expect(toRuleBody(toRuleForm(NEW_RULE))).toEqual(NEW_RULE)
  expect(toRuleBody(toRuleForm(timed))).toEqual(timed)
})

test('what asks nothing is left out: an empty list, none ticked', () => {
  const body = toRuleBody({
    when: { by: 'events', events: [{ event: 'message.created', author: null, public: true }] },
    if: { all: [{ field: 'ticket.tags', operator: 'is_empty' }, { any: [] }], any: [], none: [] },
  })
  expect(body).toEqual({
    when: { events: [{ event: 'message.created', public: true }] },
    if: { all: [{ field: 'ticket.tags', operator: 'is_empty' }, { all: [] }] },
  })
})

test('a field of the caller’s own is split from its name', () => {
  expect(splitField('ticket.fields.order.size')).toEqual({ field: 'ticket.fields.', own: 'order.size' })
  expect(splitField('ticket.subject')).toEqual({ field: 'ticket.subject', own: '' })
})

test('a value stays while it has the form that is asked for', () => {
  const is = { operator: 'is', value: 'late' }
  expect(withField(is, 'ticket.subject', 'ticket.subject', 'contains')).toMatchObject({ value: 'late' })
  expect(withField(is, 'ticket.subject', 'ticket.subject', 'in')).toMatchObject({ operator: 'in', value: [] })
  expect(withField(is, 'ticket.subject', 'ticket.subject', 'is_empty')).not.toHaveProperty('value')
  expect(withField(is, 'ticket.created_at', 'ticket.created_at')).toEqual({
    field: 'ticket.created_at',
    operator: 'older_than',
    value: '4h',
  })
})
