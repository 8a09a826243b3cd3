import { z } from 'zod'
import { checkConditions } from '../../../core/rules/check-conditions.ts'
import { type Condition, type Group, OPERATORS } from '../../../core/rules/condition.ts'
import { FIELD_NAMES } from '../../../core/rules/field.ts'
import { text } from '../../schema/text.ts'

const CONDITION = {
  field: text(200, 1)
    .optional()
    .meta({ description: `One of: ${FIELD_NAMES.join(', ')}.` }),
  operator: z.enum(OPERATORS).optional(),
  value: z
    .union([text(500), z.number(), z.boolean(), z.array(text(500)).min(1).max(100)])
    .optional()
    .meta({ description: 'What it is compared with; a duration like `4h` for a time.' }),
}

/** Each level is written out, so that nothing goes deeper than three. */
const groupOf = <T extends z.ZodType>(node: T) => ({
  all: z.array(node).max(100).optional(),
  any: z.array(node).max(100).optional(),
  none: z.array(node).max(100).optional(),
})
const innermost = z.strictObject(CONDITION).meta({ id: 'RuleCondition' })
const inner = z.strictObject({ ...CONDITION, ...groupOf(innermost) }).meta({ id: 'RuleConditionOrGroup' })
const node = z.strictObject({ ...CONDITION, ...groupOf(inner) }).meta({ id: 'RuleConditionOrGroups' })

/** All of `all`, one of `any`, none of `none`: each a list of conditions, or of groups like this one. */
const root = z.strictObject(groupOf(node))

/** As they are answered. */
// What is kept went through `conditions`, so each node is a condition or a group.
export const conditionsShown = root as unknown as z.ZodType<Group>

type Given = z.output<typeof node> | z.output<typeof inner> | z.output<typeof innermost>
type Path = (string | number)[]
type Refuse = (path: Path, code: string, message: string) => void

export const conditions = root.transform((given, context): Group => {
  let isWrong = false
  const refuse: Refuse = (path, code, message) => {
    isWrong = true
    context.issues.push({ code: 'custom', input: given, path, message, params: { code } })
  }
  const group = toGroup(given, [], refuse)
  if (!isWrong) for (const { path, code, message } of checkConditions(group)) refuse(path, code, message)
  return isWrong ? z.NEVER : group
})

const toGroup = (given: { all?: Given[]; any?: Given[]; none?: Given[] }, path: Path, refuse: Refuse): Group => {
  const nodes = (branch: 'all' | 'any' | 'none') =>
    given[branch]?.flatMap((one, place) => toNode(one, [...path, branch, place], refuse) ?? [])
  const [all, any, none] = [nodes('all'), nodes('any'), nodes('none')]
  return { ...(all && { all }), ...(any && { any }), ...(none && { none }) }
}

/** A condition, or a group: which of the two, its fields say. */
const toNode = (given: Given, path: Path, refuse: Refuse): Condition | Group | undefined => {
  const { field, operator, value, ...group } = given
  const isGroup = Object.keys(group).length > 0
  if (isGroup && (field ?? operator ?? value) === undefined) return toGroup(group, path, refuse)
  if (isGroup)
    refuse(path, 'not_allowed', 'is either a condition or a group: field and all, any or none exclude each other')
  else if (field === undefined) refuse([...path, 'field'], 'required', 'is required; for a group: all, any or none')
  else if (operator === undefined)
    refuse([...path, 'operator'], 'required', `is required (one of: ${OPERATORS.join(', ')})`)
  else return { field, operator, ...(value === undefined ? {} : { value }) }
  return undefined
}
