import type { MailTls } from '../../store/schema.ts'
import type { MailServer } from './operator.ts'

/**
 * Reads `smtp://user:password@host:port`, where TLS is used if the server has it, or `smtps://` for TLS from the first
 * byte. `?tls=starttls` insists on it, `?tls=none` does without. Undefined where it is neither.
 */
export const readSmtpUrl = (text: string): MailServer | undefined => {
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  const implicit = url.protocol === 'smtps:'
  if (!implicit && url.protocol !== 'smtp:') return undefined
  const wanted = url.searchParams.get('tls') ?? 'opportunistic'
  const tls = (['starttls', 'opportunistic', 'none'] as const).find((mode) => mode === wanted)
  if (!tls || url.hostname === '' || (url.pathname !== '' && url.pathname !== '/')) return undefined
  const mode: MailTls = implicit ? 'implicit' : tls
  try {
    const [user, password] = [decodeURIComponent(url.username), decodeURIComponent(url.password)]
    return {
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port === '' ? (implicit ? 465 : 587) : Number(url.port),
      tls: mode,
      auth: user === '' ? null : { user, password },
      isTrusted: true,
    }
  } catch {
    return undefined // a % that is no escape
  }
}
