import { createPrivateKey, createPublicKey } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { MailTls, Tables } from '../../store/schema.ts'
import type { Secrets } from '../secrets.ts'

/** What a desk's mail secrets are sealed for. */
export const MAIL_PASSWORD = 'mail/password'
export const MAIL_DKIM_KEY = 'mail/dkim'

/** How a desk sends mail and what it sends by itself, as the API shows it: never a password or a key. */
export type MailSettings = {
  /** Null where the operator's is used. */
  from_address: string | null
  /** Null for the desk's name. */
  from_name: string | null
  /** A server of the desk's own; null where the operator's is used, or mail is caught. */
  smtp: { host: string; port: number; tls: MailTls; username: string | null; has_password: boolean } | null
  dkim: { domain: string; selector: string; dns_record: { name: string; type: 'TXT'; value: string } | null } | null
  /** Tells a requester that their ticket has arrived. */
  acknowledgement: boolean
  /** At most so many acknowledgements a day (UTC) to one address; `0` for none. */
  acknowledgements_per_day: number
  closing_notice: boolean
  /** Asks, when a ticket is done, how it went. */
  survey: boolean
}

export type MailSettingsRow = Omit<Selectable<Tables['mail_settings']>, 'desk_id' | 'updated_at'>

export const MAIL_SETTINGS = [
  'from_address',
  'from_name',
  'host',
  'port',
  'tls',
  'username',
  'password',
  'dkim_domain',
  'dkim_selector',
  'dkim_key',
  'acknowledgement',
  'acknowledgements_per_day',
  'closing_notice',
  'survey',
] as const

/** What holds for a desk that has set nothing. */
export const DEFAULTS: MailSettingsRow = {
  from_address: null,
  from_name: null,
  host: null,
  port: null,
  tls: null,
  username: null,
  password: null,
  dkim_domain: null,
  dkim_selector: null,
  dkim_key: null,
  acknowledgement: true,
  acknowledgements_per_day: 3,
  closing_notice: true,
  survey: false,
}

/** Opens the DKIM key, to show its public half. */
export const toMailSettings = (row: MailSettingsRow, secrets: Secrets, deskId: string): MailSettings => ({
  from_address: row.from_address,
  from_name: row.from_name,
  smtp:
    row.host === null || row.port === null || row.tls === null
      ? null
      : {
          host: row.host,
          port: row.port,
          tls: row.tls,
          username: row.username,
          has_password: row.password !== null,
        },
  dkim:
    row.dkim_domain === null || row.dkim_selector === null || row.dkim_key === null
      ? null
      : {
          domain: row.dkim_domain,
          selector: row.dkim_selector,
          dns_record: dnsRecord(
            row.dkim_domain,
            row.dkim_selector,
            secrets.unseal({ deskId, purpose: MAIL_DKIM_KEY }, row.dkim_key),
          ),
        },
  acknowledgement: row.acknowledgement,
  acknowledgements_per_day: row.acknowledgements_per_day,
  closing_notice: row.closing_notice,
  survey: row.survey,
})

/** What the domain's owner publishes (RFC 6376, section 3.6.1). Null where the key can no longer be opened. */
const dnsRecord = (domain: string, selector: string, key: string | undefined) => {
  if (key === undefined) return null
  const spki = createPublicKey(createPrivateKey(key)).export({ type: 'spki', format: 'der' })
  return {
    name: `${selector}._domainkey.${domain}`,
    type: 'TXT' as const,
    value: `v=DKIM1; k=rsa; p=${spki.toString('base64')}`,
  }
}

/** Whether it is an RSA private key of 1,024 bits or more in PEM: what every verifier of DKIM takes (RFC 8301). */
export const isDkimKey = (pem: string): boolean => {
  try {
    const key = createPrivateKey(pem)
    return key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 1_024
  } catch {
    return false
  }
}
