import { type Kysely, type Selectable, sql } from 'kysely'
import type { ImapTls, MailboxKind, MailProvider, Tables } from '../../store/schema.ts'
import type { DeskId } from '../ids.ts'
import type { Named } from '../tickets/ticket.ts'

export const PROVIDERS = ['raw', 'mailgun', 'postmark', 'sendgrid', 'ses'] as const satisfies MailProvider[]

/** What a mailbox's secrets are sealed for. */
export const sealedLogin = (id: string) => `mailbox/${id}/login`
export const sealedSigning = (id: string) => `mailbox/${id}/signing`
export const sealedAddress = (id: string) => `mailbox/${id}/address`

/** What access tokens are got by: RFC 6749, section 6. */
export type OAuthLogin = {
  client_id: string
  /** A public client has none. */
  client_secret: string | null
  refresh_token: string
  token_url: string
  scope: string | null
}

/** What logs in, as it is sealed. */
export type ImapLogin = { password: string } | OAuthLogin

/** An address that mail comes to, as it is shown: never its secrets. */
export type Mailbox = {
  id: string
  name: string
  address: string
  /** `smtp`: to our own listener, or by a pipe; `imap`: fetched; `http`: posted by a provider. */
  kind: MailboxKind
  department: Named | null
  enabled: boolean
  /** Whether a mail that a member forwarded is the customer's. */
  detect_forwards: boolean
  /** What becomes of a mail whose sender failed the checks. */
  unverified: 'mark' | 'quarantine'
  /** Whose Authentication-Results are believed, where another server took the mail in. */
  authserv_id: string | null
  imap: {
    host: string
    port: number
    tls: ImapTls
    username: string
    auth: 'password' | 'oauth2'
    folder: string
    after_store: 'nothing' | 'flag' | 'move'
    after_folder: string | null
    backlog: boolean
  } | null
  http: { provider: MailProvider; signed: boolean } | null
  created_at: string
  updated_at: string
}

export type MailboxRow = Omit<Selectable<Tables['mailbox']>, 'department_id'> & { department: Named | null }

/** A desk's mailboxes as they go out, in one query. */
export const selectMailboxes = (db: Kysely<Tables>, deskId: DeskId) =>
  db
    .selectFrom('mailbox as m')
    .where('m.desk_id', '=', deskId)
    .selectAll('m')
    .select(
      sql<Named | null>`(
        select json_build_object('id', d.id::text, 'name', d.name)
        from department d where d.desk_id = m.desk_id and d.id = m.department_id
      )`.as('department'),
    )

export const toMailbox = (row: MailboxRow): Mailbox => ({
  id: row.id,
  name: row.name,
  address: row.address,
  kind: row.kind,
  department: row.department,
  enabled: row.enabled,
  detect_forwards: row.detect_forwards,
  unverified: row.unverified,
  authserv_id: row.authserv_id,
  imap: toImap(row),
  http: row.provider && { provider: row.provider, signed: row.signing_sealed !== null },
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
})

const toImap = (row: MailboxRow): Mailbox['imap'] => {
  const { host, port, tls, username, auth, folder, after_store, backlog } = row
  // A mailbox of the kind has them all: create.ts and update.ts see to that.
  if (host === null || port === null || tls === null || username === null || auth === null) return null
  if (folder === null || after_store === null || backlog === null) return null
  return { host, port, tls, username, auth, folder, after_store, after_folder: row.after_folder, backlog }
}
