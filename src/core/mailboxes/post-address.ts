import type { MailProvider } from '../../store/schema.ts'
import { hashSecret } from '../credentials/secret.ts'
import type { Lodge } from '../lodge.ts'
import { sealedSigning } from './mailbox.ts'

/** A mailbox that a provider posts to. */
export type PostMailbox = {
  deskId: string
  mailboxId: string
  address: string
  provider: MailProvider
  /** What the provider signs by; null where nobody has set it. */
  signingKey: string | null
  authservId: string | null
}

type Row = {
  desk_id: string
  id: string
  address: string
  provider: MailProvider
  signing_sealed: Buffer | null
  authserv_id: string | null
}

/** The enabled mailbox whose address to post to ends with this secret, looked up by its digest. */
export const findPostMailbox = async (lodge: Lodge, secret: string): Promise<PostMailbox | undefined> => {
  const found = await lodge.store.pool.query<Row>({
    name: 'post_mailbox',
    text: `select desk_id, id, address, provider, signing_sealed, authserv_id from mailbox
      where secret_hash = $1 and enabled`,
    values: [hashSecret(secret)],
  })
  const row = found.rows[0]
  if (!row) return undefined
  const { desk_id: deskId, id } = row
  const sealed = row.signing_sealed
  const signingKey = sealed && lodge.secrets.unseal({ deskId, purpose: sealedSigning(id) }, sealed)
  if (signingKey === undefined) throw new Error('a mailbox’s signing key was not sealed by this installation')
  return {
    deskId,
    mailboxId: id,
    address: row.address,
    provider: row.provider,
    signingKey,
    authservId: row.authserv_id,
  }
}
