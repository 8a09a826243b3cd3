import fc from 'fast-check'
import { expect, test } from 'vitest'
import { eraseSnapshot } from './snapshot.ts'

test('what stays: numbers, times, states and the desk’s own words', () => {
  const kept = {
    ticket: {
      ...{ id: '1', number: 7, status: 'open', priority: 'high', channel: 'api', culture: 'en', created_at: 'x' },
      ...{ department: { id: '2', name: 'Support' }, assignee: { id: '3', name: 'Kim', email: 'k@x' }, tags: ['vip'] },
    },
    message: { id: '4', author: { kind: 'agent', id: '3', name: 'Kim' }, public: true, format: 'text' },
    changes: { status: { from: 'open', to: 'closed' } },
  }
  expect(eraseSnapshot(kept)).toEqual(kept)
})

test('what goes: words, people, files, and what the desk never heard of', () => {
  const erased = eraseSnapshot({
    ticket: {
      ...{ subject: 'S', requester: { id: '1', external_id: 'u', email: 'a@x', name: 'Ann' }, fields: { a: 'b' } },
      ...{ metadata: { a: { b: 1 } }, participants: [{ email: 'b@x' }], external_ref: 'c', source: 'd' },
    },
    message: { author: { kind: 'contact', id: '1', name: 'Ann' }, text: 'T', html: null, attachments: [{ name: 'n' }] },
    changes: { subject: { from: 'a', to: 'b' }, fields: { from: {}, to: {} } },
    later: { list: ['x', { y: 'z', n: 1 }] },
  })
  expect(erased).toEqual({
    ticket: {
      ...{ subject: '', requester: { id: '1', external_id: null, email: null, name: '' }, fields: {} },
      ...{ metadata: {}, participants: [], external_ref: '', source: '' },
    },
    message: { author: { kind: 'contact', id: '1', name: '' }, text: '', html: null, attachments: [] },
    changes: {},
    later: { list: [{ y: '', n: 1 }] },
  })
})

test('no text of any shape comes through, but under the names that are listed', () => {
  const words = fc.string({ minLength: 1 }).map((text) => `secret ${text}`)
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 4 }, words, fc.integer(), fc.array(tie('value')), tie('object')),
    object: fc.dictionary(
      fc.constantFrom('subject', 'fields', 'author', 'changes', 'requester', 'x', 'items'),
      tie('value'),
    ),
  }))
  fc.assert(
    fc.property(value, (given) => {
      expect(JSON.stringify(eraseSnapshot({ given }))).not.toContain('secret')
    }),
    { numRuns: 300 },
  )
})
