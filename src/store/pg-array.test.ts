import fc from 'fast-check'
import { expect, test } from 'vitest'
import { useLodge } from '../../test/support/lodge.ts'
import { joined, texts } from './pg-array.ts'

const lodge = useLodge()
const itself = (value: string | null) => value

const roundTrip = async (values: (string | null)[]) => {
  const found = await lodge.store.pool.query<{ values: (string | null)[] }>('select $1::text[] as values', [
    texts(values, itself),
  ])
  return found.rows[0]?.values
}

/** What PostgreSQL's text can hold: no NUL, no half of a surrogate pair. */
const storable = fc.string({ unit: 'binary' }).map((value) => value.replaceAll('\0', '').toWellFormed())

test('any text comes back from PostgreSQL as it went in', async () => {
  const odd = fc.string({ unit: fc.constantFrom('"', '\\', '{', '}', ',', ' ', '\n', '\t', 'NULL', 'é', '🎫', "'") })
  await fc.assert(
    fc.asyncProperty(fc.array(fc.option(fc.oneof(storable, odd)), { minLength: 1 }), async (values) => {
      const expected = values.every((value) => value === null) ? null : values
      expect(await roundTrip(values)).toEqual(expected)
    }),
    { numRuns: 500 },
  )
})

test.each([
  '',
  ' ',
  'NULL',
  'null',
  '"',
  '\\',
  '\\\\"',
  '{}',
  '{"a"}',
  'a,b',
  "'; drop table ticket; --",
  '\r\n\t',
  '\u2028',
])('%j comes back', async (value) => {
  expect(await roundTrip([value, null, value])).toEqual([value, null, value])
})

test('a column that no row uses is null as a whole', () => {
  expect(texts([null, null], itself)).toBe(null)
  expect(joined([], itself)).toBe(null)
})

test('the empty text is not null', () => {
  expect(texts([''], itself)).toBe('{""}')
  expect(texts([null, ''], itself)).toBe('{NULL,""}')
})

test('literals are joined as they are', () => {
  expect(joined(['1', null, 't'], itself)).toBe('{1,NULL,t}')
})
