import type { DeskId } from '../ids.ts'
import type { Secrets } from '../secrets.ts'
import { isSigned, sign } from './signed.ts'

const PURPOSE = 'mail/subject'
/** 50 bits: no other help desk's `[#12]`, and no way in by itself, for its bearer must be one of the ticket's people. */
const LETTERS = 10
const TOKEN = /\[#(\d{1,12})-([a-z2-7]{10})\]/gi

const signatureOf = (secrets: Secrets, deskId: string, ticketId: string, number: number | string): string =>
  sign(secrets, PURPOSE, `${deskId}/${ticketId}/${number}`).slice(0, LETTERS)

/** What stands in a customer's subject: `#12-k3f9x2m7qa`. */
export const subjectToken = (secrets: Secrets, deskId: DeskId, ticketId: string, number: number): string =>
  `#${number}-${signatureOf(secrets, deskId, ticketId, number)}`

/** The numbers that a subject names, last first, each with its signature: `isSubjectToken` says which are ours. */
export const tokensOfSubject = (subject: string): { number: string; signature: string }[] =>
  [...subject.matchAll(TOKEN)].map(([, number = '', signature = '']) => ({ number, signature })).reverse()

export const isSubjectToken = (
  secrets: Secrets,
  deskId: DeskId,
  ticketId: string,
  { number, signature }: { number: string; signature: string },
): boolean => isSigned(secrets, PURPOSE, `${deskId}/${ticketId}/${number}`, signature, LETTERS)
