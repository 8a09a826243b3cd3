import type { ImapFlow } from 'imapflow'
import type { ImapMailbox } from '../../../../core/mailboxes/imap-claim.ts'
import type { Outbound } from '../../../outbound.ts'
import type { openLogin } from './login.ts'

/** Why a folder cannot be read now, as a sentence for the mailbox's owner. */
export class ImapFailure extends Error {
  override name = 'ImapFailure'
}

const SOCKET_MS = 120_000

/**
 * Connects to a mailbox's server and logs in. The host is resolved once, checked by the same rule as all that goes out, and
 * exactly a checked address is connected to; its certificate is that of the host's name. Throws an ImapFailure.
 */
export const connectImap = async (
  outbound: Outbound,
  mailbox: ImapMailbox,
  login: ReturnType<typeof openLogin>,
): Promise<ImapFlow> => {
  const resolved = await outbound.resolve(mailbox.host)
  if (!resolved.ok) throw new ImapFailure(resolved.reason)
  const auth = await login()
  if (!auth.ok) throw new ImapFailure(auth.reason)
  const imapflow = await import('imapflow')
  const client = new imapflow.ImapFlow({
    host: resolved.addresses[0] ?? mailbox.host,
    port: mailbox.port,
    servername: mailbox.host,
    secure: mailbox.tls === 'implicit',
    ...(mailbox.tls !== 'implicit' && { doSTARTTLS: mailbox.tls === 'starttls' }),
    auth: auth.auth,
    logger: false,
    connectionTimeout: 30_000,
    socketTimeout: SOCKET_MS,
    autoIdleDelay: 1_000,
    maxIdleTime: SOCKET_MS - 30_000,
  })
  // Each command that it breaks rejects by itself; without a listener the event would end the process.
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (error) {
    client.close()
    throw new ImapFailure(inWords(error, mailbox))
  }
  return client
}

/** What imapflow's errors say, for the mailbox's owner. */
export const inWords = (error: unknown, { host, port, username }: ImapMailbox): string => {
  if (error instanceof ImapFailure) return error.message
  // Its errors carry the server's own words; all of them are optional.
  const { message, code, responseText, authenticationFailed } = error as Error & {
    code?: string
    responseText?: string
    authenticationFailed?: boolean
  }
  if (authenticationFailed) return `${host} does not let ${username} in: ${responseText ?? 'wrong user or password'}.`
  const said = responseText ?? message
  return `${host}:${port}: ${code && !said.includes(code) ? `${said} (${code})` : said}.`
}
