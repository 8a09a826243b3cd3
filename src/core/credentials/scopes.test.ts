import { expect, test } from 'vitest'
import { allows, defaultScopes, SCOPES } from './scopes.ts'

test('a token may do everything where nobody says what', () => {
  expect(defaultScopes('token')).toEqual([...SCOPES])
})

test('a widget may do what a visitor does', () => {
  expect(defaultScopes('widget')).toEqual(['tickets:create', 'contacts:write'])
})

test.each(['pair', 'tickiti'] as const)('a %s may do all but manage the desk', (kind) => {
  expect(new Set(defaultScopes(kind))).toEqual(new Set(SCOPES).difference(new Set(['admin'])))
})

test('admin covers every scope', () => {
  expect(SCOPES.every((scope) => allows(new Set(['admin']), scope))).toBe(true)
  expect(allows(new Set(['tickets:read']), 'tickets:write')).toBe(false)
})
