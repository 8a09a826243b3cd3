import { expect, test } from 'vitest'
import { allows, defaultScopes, SCOPES, scopesOfKind } from './scopes.ts'

test('a token may do everything where nobody says what', () => {
  expect(defaultScopes('token')).toEqual([...SCOPES])
})

test('a widget may do what a visitor does', () => {
  expect(defaultScopes('widget')).toEqual(['tickets:create', 'contacts:write'])
})

test.each([
  ['pair', ['admin', 'settings:write', 'interventions:confirm']],
  ['tickiti', ['admin', 'interventions:confirm']],
] as const)('a %s may do all but %j', (kind, not) => {
  expect(new Set(defaultScopes(kind))).toEqual(new Set<string>(SCOPES).difference(new Set<string>(not)))
})

test('a tickiti token can be given admin, a widget or pair cannot', () => {
  expect((['tickiti', 'widget', 'pair'] as const).map((kind) => scopesOfKind(kind).includes('admin'))).toEqual([
    true,
    false,
    false,
  ])
})

test('admin covers every scope', () => {
  expect(SCOPES.every((scope) => allows(new Set(['admin']), scope))).toBe(true)
  expect(allows(new Set(['tickets:read']), 'tickets:write')).toBe(false)
})
