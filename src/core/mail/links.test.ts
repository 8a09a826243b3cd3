import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DeskId } from '../ids.ts'
import { openSecrets } from '../secrets.ts'
import { type LinkRight, readLink, toLink } from './links.ts'
import { NOTIFICATIONS } from './notifications.ts'

const secrets = openSecrets(() => 'a secret of thirty-two characters or more')
const id = fc.bigInt({ min: 1n, max: (1n << 63n) - 1n }).map(String)
const deskId = id.map((text) => text as DeskId) // an id

const right: fc.Arbitrary<LinkRight> = fc.oneof(
  fc.record({
    act: fc.constant('spare' as const),
    deskId,
    kind: fc.constantFrom('notices' as const, 'copies' as const),
    address: fc.string({ unit: 'grapheme' }),
  }),
  fc.record({ act: fc.constant('mute' as const), deskId, kind: fc.constantFrom(...NOTIFICATIONS), memberId: id }),
  fc.record({ act: fc.constant('rate' as const), deskId, ticketId: id }),
)

test('a link gives the right it was made for, and is one segment of a path', () => {
  fc.assert(
    fc.property(right, (given) => {
      const link = toLink(secrets, given)
      expect(link).toMatch(/^[A-Za-z0-9_.-]+$/)
      expect(readLink(secrets, link)).toEqual(given)
    }),
  )
})

test('a link that was changed anywhere, or made elsewhere, gives none', () => {
  const link = toLink(secrets, { act: 'rate', deskId: '12' as DeskId, ticketId: '34' })
  for (let place = 0; place < link.length; place++) {
    for (const letter of ['A', 'z', '2', '.']) {
      const changed = `${link.slice(0, place)}${letter}${link.slice(place + 1)}`
      // Signatures are of either case.
      if (changed.toLowerCase() === link.toLowerCase()) continue
      expect([changed, readLink(secrets, changed)]).toEqual([changed, undefined])
    }
  }
  expect(
    readLink(
      openSecrets(() => 'another secret of 32 characters...'),
      link,
    ),
  ).toBe(undefined)
  fc.assert(fc.property(fc.string(), (text) => readLink(secrets, text) === undefined))
})
