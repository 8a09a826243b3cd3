import type { ColumnType } from 'kysely'
import type { DefaultTimestamp, Timestamp, WithDefault } from './columns.ts'

export type MailboxKind = 'smtp' | 'imap' | 'http'
/** `implicit`: from the first byte (port 993). */
export type ImapTls = 'implicit' | 'starttls' | 'none'
export type MailProvider = 'raw' | 'mailgun' | 'postmark' | 'sendgrid' | 'ses'

/** `stored`: what becomes of it is not known yet. */
export type InboundMailState = 'stored' | 'filed' | 'joined' | 'noted' | 'quarantined'

/** How a mail was handed over. `to`: those of its recipients that are this mailbox's. */
export type MailEnvelope = {
  /** RFC 5321's reverse path: empty for bounces, null where the way in does not tell. */
  from: string | null
  to: string[]
  ip: string | null
  helo: string | null
  tls: boolean
  via: 'smtp' | 'imap' | 'http' | 'import'
}

/** RFC 8601, section 2.7. */
export type MailCheck = 'pass' | 'fail' | 'softfail' | 'neutral' | 'none' | 'temperror' | 'permerror' | 'policy'

/** What is checked of a mail, each by itself. */
export type MailMethod = 'spf' | 'dkim' | 'dmarc' | 'arc'

/** What is known of whether a mail is from whom it says. */
export type MailVerdict = {
  spf: MailCheck
  dkim: MailCheck
  dmarc: MailCheck
  arc: MailCheck
  /** The domain of the From header, where SPF or DKIM passed for it or its organisation (RFC 7489, section 3.1); else null. */
  aligned_domain: string | null
  /** Which domain each check was of: the envelope's, the signer's, the From header's, the last forwarder's; null where it is not told. */
  domains?: Record<MailMethod, string | null>
  /** Who checked: Lodge at its own door, or the provider that the mailbox trusts. */
  source: 'lodge' | 'provider'
}

/** Mail in. */
export type InboundMailTables = {
  mailbox: {
    desk_id: string
    id: string
    name: string
    address: string
    kind: MailboxKind
    department_id: string | null
    enabled: WithDefault<boolean>
    detect_forwards: WithDefault<boolean>
    unverified: WithDefault<'mark' | 'quarantine'>
    authserv_id: string | null
    host: string | null
    port: number | null
    tls: ImapTls | null
    username: string | null
    auth: 'password' | 'oauth2' | null
    login_sealed: Buffer | null
    folder: string | null
    after_store: 'nothing' | 'flag' | 'move' | null
    after_folder: string | null
    backlog: boolean | null
    provider: MailProvider | null
    secret_hash: Buffer | null
    secret_sealed: Buffer | null
    signing_sealed: Buffer | null
    created_at: DefaultTimestamp
    updated_at: DefaultTimestamp
  }
  mailbox_state: {
    desk_id: string
    mailbox_id: string
    uid_validity: string | null
    last_uid: WithDefault<string>
    tidied_uid: WithDefault<string>
    fetched: WithDefault<string>
    repeats: WithDefault<string>
    refused: WithDefault<string>
    backlog_total: string | null
    backlog_left: string | null
    connected_at: Timestamp | null
    failing_since: Timestamp | null
    last_error: string | null
    holder: string | null
    held_until: Timestamp | null
  }
  inbound_mail: {
    desk_id: string
    id: string
    mailbox_id: string
    state: InboundMailState
    reason: string | null
    storage_key: string
    size: string
    sha256: Buffer
    message_id: string | null
    envelope: ColumnType<MailEnvelope, string, string>
    verdict: ColumnType<MailVerdict | null, string | null, string | null>
    source_key: string | null
    ticket_id: string | null
    message_row_id: string | null
    attempts: WithDefault<number>
    error: string | null
    due_at: DefaultTimestamp
    received_at: DefaultTimestamp
    decided_at: Timestamp | null
    cause: string | null
    content_digest: Buffer | null
    released: WithDefault<string[]>
  }
}
