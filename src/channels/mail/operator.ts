import type { MailTls } from '../../store/schema.ts'

/** A mail server and how to talk to it. */
export type MailServer = {
  host: string
  port: number
  tls: MailTls
  auth: { user: string; password: string } | null
  /** The operator's may be anywhere; a desk's must be a public address. */
  isTrusted: boolean
}

/** What the operator has set for all desks. */
export type MailOperator = {
  /** Null where there is none: mail is caught then. */
  server: MailServer | null
  /** The sender of desks that have not set their own; null for `support@<slug>.<domain>`. */
  from: string | null
  /** LODGE_DOMAIN. */
  domain: string
  /** Where Lodge is reached, for links in mails: no slash at its end. */
  baseUrl: string
}

/** A lane is a server: what is slow, dead and paused together. */
export const laneOf = (server: Pick<MailServer, 'host' | 'port'> | null): string =>
  server === null ? 'caught' : `${server.host}:${server.port}`
