import { describe, expect, test } from 'vitest'
import type { InterventionField } from '../../../../api/types.ts'
import { missingIn, typedOf, valuesOf } from './values.ts'

const field = (name: string, kind: InterventionField['kind'], required = false): InterventionField => ({
  name,
  label: name,
  kind,
  required,
  options: [],
})
const fields = [
  field('carrier', 'select', true),
  field('amount', 'number'),
  field('agreed', 'checkbox', true),
  field('day', 'date'),
]

describe('the values of a run', () => {
  test('are numbers, texts, and yes or no; what is empty is left out', () => {
    const typed = { carrier: ' Crow ', amount: '12.5', agreed: true, day: '' }
    expect(valuesOf(fields, typed)).toEqual({ carrier: 'Crow', amount: 12.5, agreed: true })
    expect(valuesOf(fields, { ...typed, amount: 'ten' })).toMatchObject({ amount: 'ten' })
  })

  test('begin with what was filled in before', () => {
    const filled = [
      { ...field('amount', 'number'), value: 3 },
      { ...field('agreed', 'checkbox'), value: null },
    ]
    expect(typedOf(filled)).toEqual({ amount: '3', agreed: false })
  })

  test('are missing where they are required and empty', () => {
    expect(missingIn(fields, typedOf(fields))).toEqual(['carrier'])
    expect(missingIn(fields, { ...typedOf(fields), carrier: 'Crow' })).toEqual([])
  })
})
