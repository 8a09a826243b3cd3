import type { MailboxKind } from '../../store/schema.ts'
import { normaliseEmail } from '../contacts/email.ts'
import type { Lodge } from '../lodge.ts'

/** A mailbox that takes a mail in, and whose check of the sender it believes. */
export type Recipient = { deskId: string; mailboxId: string; authservId: string | null }

/**
 * The enabled mailboxes of all desks that a recipient is of, those of one kind or, where it is null, of whichever: the address itself, or what it is without the part from the
 * `+` on (RFC 5233), which names a ticket or whatever the sender likes. Empty where there is none. Throws where the
 * database is away.
 */
export const findRecipients = async (lodge: Lodge, given: string, kind: MailboxKind | null): Promise<Recipient[]> => {
  const address = normaliseEmail(given)
  if (address === undefined) return []
  const plain = address.replace(/^([^+@]+)\+[^@]*@/, '$1@')
  const found = await lodge.store.pool.query<Recipient & { address: string }>({
    name: 'mail_recipients',
    text: `select desk_id as "deskId", id as "mailboxId", authserv_id as "authservId", address from mailbox
      where address = any ($1) and ($2::text is null or kind = $2) and enabled`,
    values: [[address, plain], kind],
  })
  // A mailbox may have a plus in its own address: it comes before the one without.
  const exact = found.rows.filter((row) => row.address === address)
  return (exact.length > 0 ? exact : found.rows).map(({ deskId, mailboxId, authservId }) => ({
    deskId,
    mailboxId,
    authservId,
  }))
}
