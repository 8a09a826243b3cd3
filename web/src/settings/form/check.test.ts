import { expect, test } from 'vitest'
import { checkBody } from './check.ts'

const schema = {
  type: 'object' as const,
  properties: {
    name: { type: 'string' as const, minLength: 1, maxLength: 5 },
    role: { type: 'string' as const, enum: ['agent', 'admin'] },
    smtp: {
      anyOf: [
        {
          type: 'object' as const,
          properties: {
            host: { type: 'string' as const, minLength: 1 },
            port: { type: 'integer' as const, maximum: 65535 },
          },
          required: ['host', 'port'],
        },
        { type: 'null' as const },
      ],
    },
    weekly: {
      type: 'array' as const,
      items: { type: 'object' as const, properties: { from: { pattern: '^\\d\\d$' } } },
    },
  },
  required: ['name'],
  additionalProperties: false,
}

test('what is right has no flaw', () => {
  expect(checkBody(schema, { name: 'Ann', role: 'agent', smtp: null })).toEqual(new Map())
})

test('a flaw names its field, its keyword and what is allowed', () => {
  expect([...checkBody(schema, { name: 'Annabel', role: 'boss' })]).toEqual([
    ['name', { keyword: 'maxLength', allowed: 5 }],
    ['role', { keyword: 'enum', allowed: ['agent', 'admin'] }],
  ])
})

test('what is missing is a flaw of the field that is missing', () => {
  expect(checkBody(schema, {}).get('name')).toEqual({ keyword: 'required', allowed: null })
})

test('fields further in are named by their path', () => {
  const flaws = checkBody(schema, {
    name: 'Ann',
    smtp: { host: '', port: 70000 },
    weekly: [{ from: '09' }, { from: '9' }],
  })
  expect(flaws.get('smtp.host')?.keyword).toBe('minLength')
  expect(flaws.get('smtp.port')).toEqual({ keyword: 'maximum', allowed: 65535 })
  expect(flaws.get('weekly.1.from')?.keyword).toBe('pattern')
})

test('of several alternatives, only what is wrong with the one that is meant', () => {
  const actionOf = (name: string, field: string) => ({
    type: 'object' as const,
    properties: { do: { type: 'string' as const, enum: [name] }, [field]: { type: 'string' as const, minLength: 1 } },
    required: ['do', field],
    additionalProperties: false,
  })
  const actions = {
    type: 'object' as const,
    properties: {
      actions: { type: 'array' as const, items: { oneOf: [actionOf('reply', 'template'), actionOf('note', 'body')] } },
    },
  }
  expect([...checkBody(actions, { actions: [{ do: 'note', body: '' }] })]).toEqual([
    ['actions.0.body', { keyword: 'minLength', allowed: 1 }],
  ])
})
