import type { IgnoredMail } from '../../core/ignored-mail/ignored-mail.ts'
import type { OutboxMail } from '../../core/mail/outbox.ts'
import type { Mailbox } from '../../core/mailboxes/mailbox.ts'
import type { ImapTls } from '../../store/schema.ts'

/** Their words for how a server is talked to. */
const ENCRYPTIONS: Record<string, ImapTls> = {
  ssl: 'implicit',
  tls: 'implicit',
  starttls: 'starttls',
  none: 'none',
  '': 'none',
}
export const ENCRYPTION_NAMES = Object.keys(ENCRYPTIONS)

/** A mailbox in our words; `imap` where it says which folder to fetch from. */
type TheirMailbox = {
  pop_host?: string | null | undefined
  pop_port?: number | null | undefined
  pop_username?: string | null | undefined
  pop_encryption?: string | null | undefined
  pop_folder?: string | null | undefined
  pop_password?: string | undefined
}

const PORTS: Record<ImapTls, number> = { implicit: 993, starttls: 143, none: 143 }

/** What is said of the folder; what is absent stays. */
export const toImapChanges = (given: TheirMailbox) => {
  const tls = given.pop_encryption == null ? undefined : ENCRYPTIONS[given.pop_encryption.toLowerCase()]
  return {
    host: given.pop_host ?? undefined,
    port: given.pop_port ?? (tls && PORTS[tls]),
    tls,
    username: given.pop_username ?? undefined,
    folder: given.pop_folder ?? undefined,
    login: given.pop_password === undefined ? undefined : { password: given.pop_password },
  }
}

/** A whole folder's settings; undefined where there is no server to fetch from: mail reaches us by itself. */
export const toImap = (given: TheirMailbox & { address: string }) => {
  const { host, port, tls = 'implicit', username, folder, login } = toImapChanges(given)
  if (!host) return undefined
  return {
    host,
    port: port ?? PORTS[tls],
    tls,
    username: username || given.address,
    // Without one, set-password brings it.
    login: login ?? { password: '' },
    folder: folder || 'INBOX',
    afterStore: 'nothing' as const,
    afterFolder: null,
    backlog: true,
  }
}

const ENCRYPTION_OF: Record<ImapTls, string> = { implicit: 'ssl', starttls: 'starttls', none: 'none' }

/** `mailbox_type` is `imap` where it is fetched. Its mail leaves by the desk's own server, so there is no `smtp_*` of its own. */
export const toTheirMailbox = (mailbox: Mailbox) => ({
  id: mailbox.id,
  name: mailbox.name,
  address: mailbox.address,
  mailbox_type: mailbox.imap ? 'imap' : 'none',
  pop_enable: mailbox.imap !== null && mailbox.enabled,
  pop_host: mailbox.imap?.host ?? null,
  pop_port: mailbox.imap?.port ?? null,
  pop_username: mailbox.imap?.username ?? null,
  pop_folder: mailbox.imap?.folder ?? null,
  pop_encryption: mailbox.imap ? ENCRYPTION_OF[mailbox.imap.tls] : null,
  // Always: there is no way to switch it off.
  pop_validate_cert: true,
  outgoing_mailbox_type: 'none',
  smtp_enable: false,
  created_at: mailbox.created_at,
  updated_at: mailbox.updated_at,
})

export const toExcludedEmail = ({ id, value, created_at }: IgnoredMail) => ({ id, email: value, created_at })
export const toSubject = ({ id, value, created_at }: IgnoredMail) => ({ id, subject: value, created_at })

export const toSentMail = (mail: OutboxMail) => ({
  id: mail.id,
  to_address: mail.to.address,
  to_name: mail.to.name,
  subject: mail.subject,
  message_id: mail.message_id,
  ticket_id: mail.ticket_id,
  status: mail.state,
  error_message: mail.reason,
  created_at: mail.created_at,
  sent_at: mail.state === 'sent' ? mail.finished_at : null,
})

/** A link in a mail lets whoever has it act for its recipient: it is shown to nobody else. */
export const withoutRights = (content: string): string => content.replaceAll(/\/mail\/[\w.-]{20,}/g, '/mail/…')
