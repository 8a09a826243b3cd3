import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import texts from '../texts/en/imports.ts'
import { importWords } from './import-words.ts'

test('each code that the documentation names is said in words, and what is newer as it is', () => {
  const docs = readFileSync(resolve(import.meta.dirname, '../../../../docs/imports.md'), 'utf8')
  const said = [...docs.matchAll(/^(?:Codes of lines|Files fail with|`too_many|A mail is known)[^#]*/gm)].join('\n')
  const codes = [...said.matchAll(/`([a-z0-9]+_[a-z_0-9]+)`/g)].map(([, code = '']) => code)
  expect(codes.length).toBeGreaterThan(10)
  expect(codes.filter((code) => importWords(texts, code) === code)).toEqual([])
  expect(importWords(texts, 'quote_unclosed_line_7')).toBe('A quote that begins on line 7 never ends.')
  expect(importWords(texts, 'of_a_later_server')).toBe('of_a_later_server')
})
