import { describe, expect, test } from 'vitest'
import type { WholeTicket } from '../../../../api/types.ts'
import { originOf } from './origin.ts'

const ticket = (given: object, messages: object[]) =>
  ({ requester_verified: true, channel: 'api', source: 'shop', messages, ...given }) as unknown as WholeTicket // as far as it is read

const contact = { kind: 'contact', id: '1', name: 'Ann' }
const email = { verified: 'pass', sender: { rule: 'from' } }

describe('how it is known who a ticket is from', () => {
  test('by the mail that opened it', () => {
    expect(originOf(ticket({ channel: 'email' }, [{ author: contact, email }]))).toEqual({ by: 'mail', email })
  })

  test('not by a mail that came later to what a form opened', () => {
    expect(originOf(ticket({ requester_verified: false }, [{ author: contact }, { author: contact, email }]))).toEqual({
      by: 'claimed',
      source: 'shop',
    })
  })

  test('by a colleague, by a system that is trusted, or by nobody but themselves', () => {
    const agent = { kind: 'agent', id: '2', name: 'Dana' }
    expect(originOf(ticket({}, [{ author: agent }]))).toEqual({ by: 'agent', name: 'Dana' })
    expect(originOf(ticket({}, [{ author: contact }]))).toEqual({ by: 'trusted', source: 'shop' })
    expect(originOf(ticket({ requester_verified: false }, []))).toEqual({ by: 'claimed', source: 'shop' })
  })
})
