import { randomBytes } from 'node:crypto'
import type { ImapTls, MailProvider } from '../../store/schema.ts'
import { hashSecret } from '../credentials/secret.ts'
import type { Lodge } from '../lodge.ts'
import { type ImapLogin, sealedAddress, sealedLogin, sealedSigning } from './mailbox.ts'

export type ImapSettings = {
  host: string
  port: number
  tls: ImapTls
  username: string
  login: ImapLogin
  folder: string
  afterStore: 'nothing' | 'flag' | 'move'
  afterFolder: string | null
  backlog: boolean
}

export type HttpSettings = { provider: MailProvider; signingKey: string | null }

type Whose = { deskId: string; id: string }

/** How the row of a mailbox that is fetched keeps its settings; what is absent stays. */
export const imapColumns = (
  lodge: Lodge,
  whose: Whose,
  given: { [field in keyof ImapSettings]?: ImapSettings[field] | undefined },
) => ({
  host: given.host,
  port: given.port,
  tls: given.tls,
  username: given.username,
  folder: given.folder,
  after_store: given.afterStore,
  after_folder: given.afterFolder,
  backlog: given.backlog,
  ...(given.login && loginColumns(lodge, whose, given.login)),
})

/** Logins are sealed anew where a token endpoint hands out another refresh token, too. */
export const loginColumns = (lodge: Lodge, { deskId, id }: Whose, login: ImapLogin) => ({
  auth: 'password' in login ? ('password' as const) : ('oauth2' as const),
  login_sealed: lodge.secrets.seal({ deskId, purpose: sealedLogin(id) }, JSON.stringify(login)),
})

export const signingColumn = (lodge: Lodge, { deskId, id }: Whose, key: string | null) => ({
  signing_sealed: key === null ? null : lodge.secrets.seal({ deskId, purpose: sealedSigning(id) }, key),
})

/** A new secret of the address that a provider posts to, 256 random bits: to be found by, and to be shown to its owner. */
export const newPostAddress = (lodge: Lodge, { deskId, id }: Whose) => {
  const secret = randomBytes(32).toString('base64url')
  const columns = {
    secret_hash: hashSecret(secret),
    secret_sealed: lodge.secrets.seal({ deskId, purpose: sealedAddress(id) }, secret),
  }
  return { secret, columns }
}
