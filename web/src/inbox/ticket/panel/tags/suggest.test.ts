import { describe, expect, test } from 'vitest'
import { suggestTags, toTag } from './suggest.ts'

const known = ['billing', 'printer', 'reprint', 'vip']

describe('suggested tags', () => {
  test('begin with what is typed, else have it, else are it', () => {
    expect(suggestTags('Prin', known, [])).toEqual(['printer', 'reprint', 'prin'])
    expect(suggestTags('vip', known, [])).toEqual(['vip'])
  })

  test('are none that the ticket has', () => {
    expect(suggestTags('', known, ['vip', 'billing'])).toEqual(['printer', 'reprint'])
    expect(suggestTags('vip', known, ['vip'])).toEqual([])
  })

  test('are kept as the server keeps them', () => {
    expect(toTag('  Big Deal ')).toBe('big deal')
    expect(toTag('x'.repeat(80))).toHaveLength(50)
  })
})
