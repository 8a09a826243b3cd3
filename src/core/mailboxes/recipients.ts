import type { MailboxKind } from '../../store/schema.ts'
import { normaliseEmail } from '../contacts/email.ts'
import { inGroups } from '../in-groups.ts'
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
  const found = (await mailboxesOf(lodge, [address, plain])).filter((row) => kind === null || row.kind === kind)
  // A mailbox may have a plus in its own address: it comes before the one without.
  const exact = found.filter((row) => row.address === address)
  return (exact.length > 0 ? exact : found).map(({ deskId, mailboxId, authservId }) => ({
    deskId,
    mailboxId,
    authservId,
  }))
}

type Row = Recipient & { address: string; kind: MailboxKind }

const mailboxesOf = inGroups(100, async (lodge: Lodge, group: string[][]): Promise<Row[][]> => {
  const found = await lodge.store.pool.query<Row>({
    name: 'mail_recipients',
    text: `select desk_id as "deskId", id as "mailboxId", authserv_id as "authservId", address, kind from mailbox
      where address = any ($1) and enabled`,
    values: [[...new Set(group.flat())]],
  })
  return group.map((addresses) => found.rows.filter((row) => addresses.includes(row.address)))
})
