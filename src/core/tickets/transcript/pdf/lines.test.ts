import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toLines } from './lines.ts'

/** Each unit a point wide. */
const measure = ({ text }: { text: string }) => [...text].length
const seen = (text: string, width = 1_000, isRtl = false) =>
  toLines(text, width, measure, isRtl).map(({ runs }) => runs.map((run) => run.text).join('|'))

test('words are broken at spaces, and one that is too long where it has to be', () => {
  expect(seen('aaa bbb ccc', 7)).toEqual(['aaa bbb', 'ccc'])
  expect(seen('a bbbbbbbb c', 4)).toEqual(['a', 'bbbb', 'bbbb', 'c'])
  expect(seen('  indented', 10)).toEqual(['  indented'])
  expect(seen('')).toEqual([''])
})

test('letters of many scripts are set in the parts of the font that have them', () => {
  expect(seen('Hi Привет')).toEqual(['Hi |Привет'])
  expect(seen('e\u0301 Łódź')).toEqual(['é |Ł|ód|ź'])
})

test('what no font has is one mark a letter, whatever it is made of, and what cannot be seen is nothing', () => {
  expect(seen('a😀b👩‍👩‍👧c')).toEqual(['a\ufffdb\ufffdc'])
  expect(seen('مرحبا')[0]).toMatch(/^\ufffd+$/)
  expect(seen('a\u202eb\u0000c\u200b')).toEqual(['abc'])
})

test('Hebrew is read from right to left, with numbers and Latin words from left to right, and brackets turned', () => {
  const [line] = toLines('אבג (abc) 12', 1_000, measure, false)
  expect(line?.isRtl).toBe(true)
  // From left to right: the number, the bracketed word, the Hebrew word as it is spoken (the font library turns it).
  expect(line?.runs.map(({ text }) => text)).toEqual(['12', ' (', 'abc', ') ', 'אבג'])
})

test('a Latin paragraph keeps its order around a Hebrew word; one without letters goes the page’s way', () => {
  expect(seen('say שלום now').join('')).toBe('say |שלום| now')
  expect(toLines('12', 10, measure, true)[0]?.isRtl).toBe(true)
  expect(toLines('a', 10, measure, true)[0]?.isRtl).toBe(false)
})

test('any text comes to lines that fit, with all of its letters', () => {
  const word = fc.oneof(fc.string({ unit: 'binary', maxLength: 8 }), fc.constantFrom('שלום', 'hello', '123', '(', ' '))
  fc.assert(
    fc.property(fc.array(word, { maxLength: 12 }), fc.integer({ min: 3, max: 30 }), (words, width) => {
      const lines = toLines(words.join(' '), width, () => 1, false)
      expect(lines.every((line) => line.runs.every(({ text }) => text !== ''))).toBe(true)
    }),
    { numRuns: 40 },
  )
  fc.assert(
    fc.property(fc.array(fc.constantFrom('ab', 'שלום', '12', 'Жук'), { minLength: 1, maxLength: 20 }), (words) => {
      const lines = toLines(words.join(' '), 8, measure, false)
      const letters = lines.flatMap(({ runs }) => runs.flatMap(({ text }) => [...text])).filter((one) => one !== ' ')
      expect(letters.toSorted()).toEqual([...words.join('')].toSorted())
      expect(lines.every(({ width }) => width <= 8)).toBe(true)
    }),
    { numRuns: 40 },
  )
})
