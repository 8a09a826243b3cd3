import type { Field, WholeTicket } from '../../../../api/types.ts'

type Of = Pick<WholeTicket, 'department' | 'type' | 'fields'>

/** The definitions that are for a ticket: of its department and its type. */
export const definedFor = (definitions: readonly Field[], { department, type }: Of): Field[] =>
  definitions.filter(
    (field) =>
      (field.department === null || field.department.id === department.id) &&
      (field.type === null || field.type.id === type.id),
  )

/** What a ticket has under names that no definition for it has. */
export const freeOf = (defined: readonly Field[], { fields }: Of): [key: string, value: string][] => {
  const keys = new Set(defined.map(({ key }) => key))
  return Object.entries(fields).filter(([key]) => !keys.has(key))
}

const NUMBER = /^-?\d+(?:\.\d+)?$/

/** Whether the server would take a value under a definition; what is empty takes the value away. */
export const isValue = ({ kind }: Pick<Field, 'kind'>, value: string): boolean =>
  value === '' || kind !== 'number' || NUMBER.test(value)
