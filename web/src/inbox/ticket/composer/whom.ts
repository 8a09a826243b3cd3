import type { WholeTicket } from '../../../api/types.ts'

/** Whom a reply goes to. `to` null: to the requester and who takes part, and `cc` and `bcc` take part from then on. */
export type Whom = { to: string[] | null; cc: string[]; bcc: string[] }

type Around = Pick<WholeTicket, 'requester' | 'participants' | 'messages'>

/** The same people as addresses that can be changed: it then goes to these, this once, and to nobody else. */
export const namedWhom = ({ requester, participants }: Pick<Around, 'requester' | 'participants'>, now: Whom): Whom => {
  const own = requester.email
  const of = (isOne: (role: string) => boolean) =>
    participants.flatMap(({ role, email }) => (email !== null && email !== own && isOne(role) ? [email] : []))
  const once = (all: string[]) => [...new Set(all)]
  return {
    to: own === null ? [] : [own],
    cc: once([...of((role) => role === 'cc'), ...now.cc]),
    bcc: once([...of((role) => role !== 'cc'), ...now.bcc]),
  }
}

/** Addresses that are likely to be meant: of who takes part, and of who wrote or was written to here. */
export const addressesAround = ({ requester, participants, messages }: Around): string[] => {
  const all = [
    requester.email,
    ...participants.map(({ email }) => email),
    ...messages.flatMap(({ email, recipients }) => [
      email?.sender.address,
      ...(recipients ? [...recipients.to, ...recipients.cc].map((one) => one.email) : []),
    ]),
  ]
  return [...new Set(all.filter((one): one is string => !!one))]
}

/** Who wrote last from outside, where a reply would not go to them: they were asked something, and take no part. */
export const askedAside = ({ requester, participants, messages }: Around): { email: string; name: string } | null => {
  const last = messages.findLast((message) => message.public && message.author.kind === 'contact')
  const email = last?.email?.sender.address
  if (!last || !email || last.author.id === requester.id || email === requester.email) return null
  return participants.some((one) => one.email === email) ? null : { email, name: last.author.name ?? '' }
}
