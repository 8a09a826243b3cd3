import type { DefaultTimestamp, Timestamp } from './columns.ts'

/** `implicit`: from the first byte (port 465); `starttls`: or not at all; `opportunistic`: where the server can. */
export type MailTls = 'implicit' | 'starttls' | 'opportunistic' | 'none'

/** Mail out. */
export type MailTables = {
  mail_settings: {
    desk_id: string
    from_address: string | null
    from_name: string | null
    host: string | null
    port: number | null
    tls: MailTls | null
    username: string | null
    password: Buffer | null
    dkim_domain: string | null
    dkim_selector: string | null
    dkim_key: Buffer | null
    acknowledgement: boolean
    acknowledgements_per_day: number
    closing_notice: boolean
    survey: boolean
    updated_at: DefaultTimestamp
  }
  mail_message: {
    desk_id: string
    message_id: string
    ticket_id: string
    event_id: string
    is_public: boolean
    created_at: Timestamp
    /** A MailKind (channels/mail/mail.ts), and the message that was sent, where it is one. Null before they were kept. */
    kind: string | null
    sent_id: string | null
    recipients: string[] | null
  }
  mail_opt_out: { desk_id: string; address: string; kind: 'notices' | 'copies'; created_at: DefaultTimestamp }
  member_notification: {
    desk_id: string
    member_id: string
    new_ticket: boolean
    assignment: boolean
    reply: boolean
    unassigned_reply: boolean
    mention: boolean
  }
}
