import fc from 'fast-check'
import { expect, test } from 'vitest'
import { orderOf, SORTS } from '../../../core/tickets/sort.ts'
import { decodeTicketCursor, encodeTicketCursor } from './cursor.ts'

const sort = fc.constantFrom(...SORTS)
const id = fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }).map(String)
const time = fc
  .tuple(fc.date({ min: new Date(0), max: new Date('9998-12-31'), noInvalidDate: true }), fc.nat(999))
  .map(([date, micros]) => date.toISOString().replace('Z', `${String(micros).padStart(3, '0')}Z`))

test('a cursor gives back its position, and to its own sort only', () => {
  fc.assert(
    fc.property(sort, sort, id, time, (made, read, id, at) => {
      const position = { id, updatedAt: orderOf(made).by === 'updated' ? at : null }
      const cursor = encodeTicketCursor(made, position)
      expect(decodeTicketCursor(read, cursor)).toEqual(read === made ? position : undefined)
    }),
  )
})

test('what was not made here is no cursor', () => {
  fc.assert(fc.property(sort, fc.string(), (sort, text) => decodeTicketCursor(sort, text) === undefined))
  const made = encodeTicketCursor('-updated', { id: '7', updatedAt: '2026-01-02T03:04:05.000006Z' })
  fc.assert(
    fc.property(fc.nat(made.length - 1), fc.string({ minLength: 1, maxLength: 1 }), (place, char) => {
      const changed = made.slice(0, place) + char + made.slice(place + 1)
      const read = decodeTicketCursor('-updated', changed)
      // A changed digit is another position, no worse than any; nothing else gets through.
      if (read) expect(encodeTicketCursor('-updated', read)).toBe(changed)
    }),
  )
  for (const position of [
    ['-updated', '7', '2026-02-30T00:00:00.000000Z'],
    ['-updated', '7', '0000-01-01T00:00:00.000000Z'],
    ['-updated', '7', null],
    ['-updated', '7'],
    ['-updated', '', '2026-01-02T03:04:05.000006Z'],
    ['-updated', '7', '2026-01-02T03:04:05.000006Z', ''],
    { 0: '-updated', 1: '7' },
  ]) {
    const cursor = Buffer.from(JSON.stringify(position)).toString('base64url')
    expect(decodeTicketCursor('-updated', cursor)).toBe(undefined)
  }
})
