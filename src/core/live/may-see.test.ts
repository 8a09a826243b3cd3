import { expect, test } from 'vitest'
import { type Actor, systemActor } from '../actor.ts'
import type { Scope } from '../credentials/scopes.ts'
import type { DeskId, MemberId } from '../ids.ts'
import { maySee } from './may-see.ts'

const actor = (scopes: Scope[], more: Partial<Actor> = {}): Actor => ({
  ...systemActor('1' as DeskId), // any desk
  scopes: new Set(scopes),
  memberId: '10' as MemberId, // any member
  ...more,
})
const ofTicket = { type: 'message.created', ticket_id: '7', data: { ticket: { id: '7', department: { id: '3' } } } }
const beside = (type: string, data: Record<string, unknown> = {}) => ({ type, ticket_id: null, data })
const reads = actor(['tickets:read'])

test.each([
  ['a ticket’s', reads, ofTicket, true],
  ['a ticket’s of the credential’s department', actor(['tickets:read'], { departmentId: '3' }), ofTicket, true],
  ['a ticket’s of a department within reach', actor(['tickets:read'], { departments: new Set(['3']) }), ofTicket, true],
  ['a ticket’s beyond reach', actor(['tickets:read'], { departments: new Set(['4']) }), ofTicket, false],
  ['a ticket’s of another department', actor(['tickets:read'], { departmentId: '4' }), ofTicket, false],
  [
    'a ticket’s of an unknown department, to one who has one',
    actor(['tickets:read'], { departmentId: '3' }),
    { ...ofTicket, data: {} },
    false,
  ],
  ['a contact’s without contacts:read', reads, beside('contact.updated'), false],
  ['a contact’s', actor(['tickets:read', 'contacts:read']), beside('contact.updated'), true],
  ['a tag’s without settings:read', reads, beside('tag.created'), false],
  ['a tag’s', actor(['tickets:read', 'settings:read']), beside('tag.created'), true],
  ['a credential’s', actor(['tickets:read', 'settings:read']), beside('credential.created'), false],
  ['a credential’s to an owner', actor(['admin']), beside('credential.created'), true],
  ['a shared view’s', reads, beside('view.updated', { view: { shared: true, member_id: '11' } }), true],
  ['one’s own view’s', reads, beside('view.updated', { view: { shared: false, member_id: '10' } }), true],
  [
    'another’s own view’s',
    actor(['admin']),
    beside('view.updated', { view: { shared: false, member_id: '11' } }),
    false,
  ],
  [
    'another’s own canned reply’s',
    reads,
    beside('canned_reply.updated', { canned_reply: { member: { id: '11' } } }),
    false,
  ],
  ['a shared canned reply’s', reads, beside('canned_reply.updated', { canned_reply: { member: null } }), true],
])('%s event', (_name, who, event, seen) => {
  expect(maySee(who, event)).toBe(seen)
})
