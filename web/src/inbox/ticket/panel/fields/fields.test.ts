import { describe, expect, test } from 'vitest'
import type { Field } from '../../../../api/types.ts'
import { definedFor, freeOf, isValue } from './fields.ts'

const named = (id: string) => ({ id, name: id })
const field = (key: string, given: Partial<Field> = {}) => ({ key, department: null, type: null, ...given }) as Field // as far as it is read
const ticket = { department: named('sales'), type: named('question'), fields: { size: 'L', colour: 'red' } }

describe('the fields of a ticket', () => {
  test('are those of all tickets, of its department, and of its type', () => {
    const definitions = [
      field('all'),
      field('size', { department: named('sales') }),
      field('other', { department: named('support') }),
      field('asked', { type: named('question') }),
      field('broken', { department: named('sales'), type: named('incident') }),
    ]
    expect(definedFor(definitions, ticket).map(({ key }) => key)).toEqual(['all', 'size', 'asked'])
    expect(freeOf(definedFor(definitions, ticket), ticket)).toEqual([['colour', 'red']])
  })

  test('a number is digits, and nothing takes a value away', () => {
    const number = { kind: 'number' } as const
    expect(['-12.5', '0', ''].every((value) => isValue(number, value))).toBe(true)
    expect(['1e3', '12,5', 'ten', '.5'].some((value) => isValue(number, value))).toBe(false)
    expect(isValue({ kind: 'text' }, 'ten')).toBe(true)
  })
})
