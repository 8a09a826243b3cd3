import type { DeskId } from '../ids.ts'
import type { Secrets } from '../secrets.ts'
import { isSigned, sign } from './signed.ts'

const PURPOSE = 'mail/reply'
/** RFC 5321, section 4.5.3.1.1: 64 octets, of which ours are `+t.`, an id in base 36, a dot and 26 letters. */
const FROM_LOCAL_MAX = 64 - 3 - 13 - 1 - 26

/** Whether reply addresses can be made from a sender's address. */
export const canTakeReplies = (from: string): boolean => {
  const local = from.slice(0, from.lastIndexOf('@'))
  return Buffer.byteLength(local) <= FROM_LOCAL_MAX && !local.includes('+')
}

export const REPLIES = `with at most ${FROM_LOCAL_MAX} characters before the @, and no +: answers come to addresses made from it`

const REPLY = /^[^@]+\+t\.([0-9a-z]{1,13})\.([a-z2-7]{26})@/i

/**
 * Where answers to a ticket's mails go: `support+t.<ticket>.<signature>@example.com`. The signature is 128 bits that only
 * this installation can make: whoever writes there was written to.
 */
export const replyAddress = (secrets: Secrets, deskId: string, ticketId: string, from: string): string => {
  const at = from.lastIndexOf('@')
  const signature = sign(secrets, PURPOSE, `${deskId}/${ticketId}`)
  return `${from.slice(0, at)}+t.${BigInt(ticketId).toString(36)}.${signature}${from.slice(at)}`
}

/** The ticket that a desk's reply address is of; undefined where it is none that we made. */
export const ticketOfReplyAddress = (secrets: Secrets, deskId: DeskId, address: string): string | undefined => {
  const [, id = '', signature = ''] = REPLY.exec(address) ?? []
  if (id === '') return undefined
  const ticketId = String(
    [...id.toLowerCase()].reduce((sum, digit) => sum * 36n + BigInt(Number.parseInt(digit, 36)), 0n),
  )
  return isSigned(secrets, PURPOSE, `${deskId}/${ticketId}`, signature) ? ticketId : undefined
}
