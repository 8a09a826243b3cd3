import type { Message, WholeTicket } from '../../../../api/types.ts'

type Email = NonNullable<Message['email']>

/** How it is known who a ticket is from. */
export type Origin =
  | { by: 'mail'; email: Email }
  /** Somebody who works here wrote it down for them. */
  | { by: 'agent'; name: string | null }
  /** A system that holds a secret of the desk said so. */
  | { by: 'trusted'; source: string }
  /** By a public key: whoever filled in the form said so. */
  | { by: 'claimed'; source: string }

/** By what is known of the first message: the mail that it came by, who wrote it, which way it took. */
export const originOf = ({ messages, requester_verified, source }: WholeTicket): Origin => {
  const first = messages[0]
  const email = first?.author.kind === 'contact' ? first.email : undefined
  if (email) return { by: 'mail', email }
  if (!requester_verified) return { by: 'claimed', source }
  if (first?.author.kind === 'agent') return { by: 'agent', name: first.author.name }
  return { by: 'trusted', source }
}
