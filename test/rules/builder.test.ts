import { expect, test } from 'vitest'
import { checkConditions } from '../../src/core/rules/check-conditions.ts'
import { OPERATORS } from '../../src/core/rules/condition.ts'
import { FIELD_NAMES } from '../../src/core/rules/field.ts'
import { CHANGEABLE } from '../../src/core/rules/trigger.ts'
import { operatorsOf, RULE_FIELDS, type RuleField } from '../../web/src/settings/answers/rules/rule-fields.ts'
import texts from '../../web/src/settings/texts/en/rules.ts'

/** The keys of an object of our own. */
const offered = Object.keys(RULE_FIELDS) as RuleField[]

/** Whether the server takes the operator with the field, whatever is wrong with the value. */
const isTaken = (field: string, operator: (typeof OPERATORS)[number]) =>
  checkConditions({ all: [{ field, operator, value: '' }] }).every(({ path }) => path.at(-1) === 'value')

test('the settings offer every field that a rule may ask about', () => {
  expect(offered.map((field) => field.replace(/\.$/, '.<name>')).toSorted()).toEqual(FIELD_NAMES.toSorted())
})

test('the settings offer every change that a rule may wait for', () => {
  expect(Object.keys(texts.changeable)).toEqual([...CHANGEABLE])
})

test.each(offered)('the settings offer each operator that %s takes, and no other', (field) => {
  const name = field.endsWith('.') ? `${field}size` : field
  expect(operatorsOf(field).toSorted()).toEqual(OPERATORS.filter((operator) => isTaken(name, operator)).toSorted())
})
