/** What a rule's conditions may ask about, as the API has it (docs/rules.md), and how each is asked. */
export type FieldKind =
  | 'text'
  | 'value'
  | 'number'
  | 'time'
  | 'yes_no'
  | 'tags'
  | 'status'
  | 'priority'
  | 'author'
  | 'hours'
  | 'department'
  | 'type'
  | 'member'

export const RULE_FIELDS = {
  'ticket.subject': 'text',
  'ticket.status': 'status',
  'ticket.priority': 'priority',
  'ticket.department': 'department',
  'ticket.type': 'type',
  'ticket.assignee': 'member',
  'ticket.tags': 'tags',
  'ticket.channel': 'text',
  'ticket.source': 'text',
  'ticket.culture': 'text',
  'ticket.external_ref': 'text',
  'ticket.message_count': 'number',
  'ticket.created_at': 'time',
  'ticket.last_message_at': 'time',
  'ticket.first_response_at': 'time',
  'ticket.resolved_at': 'time',
  'ticket.fields.': 'value',
  'ticket.metadata.': 'value',
  'contact.email': 'text',
  'contact.name': 'text',
  'contact.external_id': 'text',
  'contact.culture': 'text',
  'contact.created_at': 'time',
  'contact.traits.': 'value',
  'company.name': 'text',
  'company.domain': 'text',
  'company.external_id': 'text',
  'company.traits.': 'value',
  'message.text': 'text',
  'message.author': 'author',
  'message.public': 'yes_no',
  'message.attachments': 'number',
  business_hours: 'hours',
} as const satisfies Record<string, FieldKind>

export type RuleField = keyof typeof RULE_FIELDS

const EMPTY = ['is_empty', 'is_not_empty'] as const
const ONE_OF = ['is', 'is_not', 'in', 'not_in'] as const
const TEXT = [...ONE_OF, 'contains', 'contains_not', 'contains_any', 'starts_with', 'ends_with', 'matches'] as const
const SIZES = ['at_least', 'at_most'] as const

export type Operator =
  | (typeof TEXT)[number]
  | (typeof EMPTY)[number]
  | (typeof SIZES)[number]
  | 'older_than'
  | 'newer_than'

const OPERATORS: Record<FieldKind, readonly Operator[]> = {
  text: [...TEXT, ...EMPTY],
  value: [...TEXT, ...SIZES, ...EMPTY],
  number: ['is', 'is_not', ...SIZES],
  time: ['older_than', 'newer_than', ...EMPTY],
  yes_no: ['is'],
  tags: ['contains', 'contains_not', 'contains_any', ...EMPTY],
  status: ONE_OF,
  priority: ONE_OF,
  author: ONE_OF,
  hours: ONE_OF,
  department: [...ONE_OF, ...EMPTY],
  type: [...ONE_OF, ...EMPTY],
  member: [...ONE_OF, ...EMPTY],
}

export const CHOICES = {
  status: ['open', 'pending', 'snoozed', 'resolved', 'closed', 'spam'],
  priority: ['low', 'normal', 'high', 'urgent'],
  author: ['contact', 'agent', 'ai', 'automation', 'system'],
  hours: ['open', 'closed'],
} as const

/** A condition's field: which of ours it is, and the name of the caller's own behind it (`ticket.fields.` `size`). */
export const splitField = (name: string): { field: RuleField; own: string } => {
  const field = Object.keys(RULE_FIELDS).find((one) => one === name || (one.endsWith('.') && name.startsWith(one)))
  // Found among them.
  return field === undefined
    ? { field: 'ticket.subject', own: '' }
    : { field: field as RuleField, own: name.slice(field.length) }
}

export const operatorsOf = (field: RuleField): readonly Operator[] => OPERATORS[RULE_FIELDS[field]]

/** How a condition's value is typed: a list, a number, one of a few, nothing at all. */
export type ValueForm = 'none' | 'list' | 'number' | 'duration' | 'yes_no' | 'text'

export const valueFormOf = (field: RuleField, operator: string): ValueForm => {
  const kind = RULE_FIELDS[field]
  if (operator === 'is_empty' || operator === 'is_not_empty') return 'none'
  if (operator === 'in' || operator === 'not_in' || operator === 'contains_any') return 'list'
  if (kind === 'number' || operator === 'at_least' || operator === 'at_most') return 'number'
  if (kind === 'time') return 'duration'
  return kind === 'yes_no' ? 'yes_no' : 'text'
}

const STARTS: Record<ValueForm, unknown> = {
  none: undefined,
  list: [],
  number: 1,
  duration: '4h',
  yes_no: true,
  text: '',
}

/** A condition with another field or operator: its value stays where it still has the form that is asked for. */
export const withField = (
  before: { operator?: unknown; value?: unknown },
  field: RuleField,
  name: string,
  wanted?: string,
): Record<string, unknown> => {
  const operators = operatorsOf(field)
  const asked = wanted ?? before.operator
  const operator = operators.find((one) => one === asked) ?? operators[0] ?? 'is'
  const form = valueFormOf(field, operator)
  const start = STARTS[form]
  const fits =
    wanted !== undefined && Array.isArray(start) === Array.isArray(before.value) && typeof start === typeof before.value
  return form === 'none' ? { field: name, operator } : { field: name, operator, value: fits ? before.value : start }
}
