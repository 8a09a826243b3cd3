import { expect, test } from 'vitest'
import type { Hook } from '../../../api/types.ts'
import { fromHook, toHookChanges, toHookDraft } from './hook-body.ts'

const hook: Hook = {
  id: '1',
  name: 'Contact form',
  source: 'generic',
  signed: true,
  department: { id: '7', name: 'Support' },
  type: null,
  notify_requester: false,
  defaults: { priority: 'high', fields: { plan: 'pro' } },
  mapping: { email: '/mail', metadata: { order: '/order/id' } },
  created_at: '',
  updated_at: '',
  revoked_at: null,
}

test('what is not touched is sent as it was, without the secret', () => {
  expect(toHookChanges(fromHook(hook))).toEqual({
    name: 'Contact form',
    department: '7',
    type: null,
    notify_requester: false,
    defaults: { priority: 'high', fields: { plan: 'pro' } },
    mapping: { email: '/mail', metadata: { order: '/order/id' } },
  })
})

test('an emptied place is left to the sender, a row without a name is none', () => {
  const values = { ...fromHook(hook), mapping: { email: '', fields: [{ name: ' ', value: '/x' }], metadata: [] } }
  expect(toHookChanges(values).mapping).toEqual({})
})

test('a secret is changed when one is typed, and ended when asked', () => {
  expect(toHookChanges({ ...fromHook(hook), signing_secret: 's' })).toMatchObject({ signing_secret: 's' })
  expect(toHookChanges({ ...fromHook(hook), unsigned: true })).toMatchObject({ signing_secret: null })
})

test('a preview asks with what is typed, and no secret', () => {
  expect(toHookDraft({ ...fromHook(hook), signing_secret: 's' })).toEqual({
    name: 'Contact form',
    source: 'generic',
    department: '7',
    type: null,
    defaults: { priority: 'high', fields: { plan: 'pro' } },
    mapping: { email: '/mail', metadata: { order: '/order/id' } },
  })
})
