import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DeskId } from '../ids.ts'
import { openSecrets } from '../secrets.ts'
import { canTakeReplies, replyAddress, ticketOfReplyAddress } from './reply-address.ts'

const secrets = openSecrets(() => 'a secret of thirty-two characters or more')
const desk = '249819413262368770' as DeskId // an id
const id = fc.bigInt({ min: 1n, max: (1n << 63n) - 1n }).map(String)

test('a reply address says which ticket it is of, whatever the case it comes back in', () => {
  fc.assert(
    fc.property(id, id, (deskId, ticketId) => {
      const address = replyAddress(secrets, deskId, ticketId, 'support@example.com')
      const asDesk = deskId as DeskId // an id
      expect(ticketOfReplyAddress(secrets, asDesk, address)).toBe(ticketId)
      expect(ticketOfReplyAddress(secrets, asDesk, address.toUpperCase())).toBe(ticketId)
    }),
  )
})

test('it fits the 64 characters before the @, for the longest sender and the largest id', () => {
  const from = `${'x'.repeat(21)}@example.com`
  expect(canTakeReplies(from)).toBe(true)
  expect(canTakeReplies(`x${from}`)).toBe(false)
  expect(canTakeReplies('support+vip@example.com')).toBe(false)
  const address = replyAddress(secrets, desk, String((1n << 63n) - 1n), from)
  expect(address.indexOf('@')).toBe(64)
})

test('nobody makes one up: another ticket, another desk, another secret, a letter changed', () => {
  const address = replyAddress(secrets, desk, '12345', 'support@example.com')
  const other = replyAddress(secrets, desk, '12346', 'support@example.com')
  expect(address.split('.')[2]).not.toBe(other.split('.')[2])
  expect(ticketOfReplyAddress(secrets, '1' as DeskId, address)).toBe(undefined)
  expect(
    ticketOfReplyAddress(
      openSecrets(() => 'another secret of 32 characters...'),
      desk,
      address,
    ),
  ).toBe(undefined)
  const local = address.slice(0, address.indexOf('@'))
  const mac = local.indexOf('.', local.indexOf('+t.') + 3) + 1
  for (let place = local.indexOf('+t.') + 3; place < local.length; place++) {
    if (place === mac - 1) continue
    const changed = local[place] === 'a' ? 'z' : 'a'
    const forged = `${local.slice(0, place)}${changed}${local.slice(place + 1)}@example.com`
    expect([forged, ticketOfReplyAddress(secrets, desk, forged)]).toEqual([forged, undefined])
  }
  fc.assert(fc.property(fc.string(), (text) => ticketOfReplyAddress(secrets, desk, text) === undefined))
})
