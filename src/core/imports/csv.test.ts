import fc from 'fast-check'
import { expect, test } from 'vitest'
import { delimiterOf, fieldsOf, readCsv, UnclosedQuote } from './csv.ts'

const cutAt = async function* (bytes: Buffer, step: number) {
  for (let at = 0; at < bytes.length; at += step) yield bytes.subarray(at, at + step)
}

const all = async <T>(source: AsyncIterable<T>): Promise<T[]> => {
  const items: T[] = []
  for await (const item of source) items.push(item)
  return items
}

const read = async (text: string, step = 1_000) => all(readCsv(cutAt(Buffer.from(text), step)))

const quoted = (field: string) => `"${field.replaceAll('"', '""')}"`

test('whatever is in the fields, and wherever the file is cut, it reads back; each record also from where it begins', async () => {
  const field = fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[",;\r\n a]*$/))
  const rows = fc.array(fc.array(field, { minLength: 1, maxLength: 4 }), { maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(rows, fc.integer({ min: 1, max: 9 }), fc.constantFrom('\n', '\r\n'), async (rows, step, end) => {
      const text = rows.map((row) => row.map(quoted).join(',') + end).join('')
      const records = await read(text, step)
      expect(records.map((record) => fieldsOf(record.text, ','))).toEqual(rows)
      for (const [index, { at, nextLine }] of records.entries()) {
        const rest = Buffer.from(text).subarray(at)
        const again = await all(readCsv(cutAt(rest, step), { at, line: nextLine }))
        expect(again).toEqual(records.slice(index + 1))
      }
    }),
  )
})

test('any bytes at all are read or refused, and nothing else happens', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
      try {
        for (const { text } of await all(readCsv(cutAt(Buffer.from(bytes), 7)))) fieldsOf(text, ',')
      } catch (error) {
        expect(error).toBeInstanceOf(UnclosedQuote)
      }
    }),
  )
})

test('lines are counted through quotes and empty lines, and the last may end without a break', async () => {
  const records = await read('a,b\n\n"x\ny",2\r\nlast,')
  expect(records.map(({ text, line }) => [line, fieldsOf(text, ',')])).toEqual([
    [1, ['a', 'b']],
    [3, ['x\ny', '2']],
    [5, ['last', '']],
  ])
  expect(delimiterOf('email;"a, b";name')).toBe(';')
  expect(delimiterOf('email')).toBe(',')
})
