import { readFileSync } from 'node:fs'
import { startImap } from '../channels/mail/in/imap/start.ts'
import { type SmtpOptions, startSmtp } from '../channels/mail/in/smtp.ts'
import { openMailChecker } from '../channels/mail/in/verdict.ts'
import type { Outbound } from '../channels/outbound.ts'
import type { Lodge } from '../core/lodge.ts'
import { OperatorError } from '../store/errors.ts'
import type { Config } from './config.ts'

/** How often the certificate's files are looked at: one is renewed weeks before it ends. */
const RENEW_MS = 3_600_000

/** Starts the ways by which mail comes in without HTTP: the folders that are fetched, and the SMTP port, where one is set. */
export const startMailIn = async (
  config: Config,
  lodge: Lodge,
  outbound: Outbound,
): Promise<{ stop: () => Promise<void> }> => {
  const smtp = config.smtpIn && (await startSmtpPort(config, config.smtpIn, lodge))
  const imap = startImap(lodge, outbound, { maxBytes: config.mailLimit })
  return {
    stop: async () => {
      await Promise.all([smtp?.stop(), imap.stop()])
    },
  }
}

const startSmtpPort = async (config: Config, smtpIn: NonNullable<Config['smtpIn']>, lodge: Lodge) => {
  let tls = readTls(smtpIn.tls)
  const smtp = await listen(lodge, {
    ...smtpIn,
    tls,
    name: config.domain,
    maxBytes: config.mailLimit,
    perMinute: config.rateLimits === false ? false : config.rateLimits.perAddress,
    check: openMailChecker(config.domain),
  })
  lodge.log.info({ port: smtp.port }, 'mail is taken in by SMTP')
  const renewal = setInterval(() => {
    try {
      const now = readTls(smtpIn.tls)
      if (!now || (now.key === tls?.key && now.cert === tls.cert)) return
      smtp.renew(now)
      tls = now
    } catch (error) {
      lodge.log.error({ err: error }, 'the certificate of the SMTP port could not be renewed; the one before stays')
    }
  }, RENEW_MS)
  return {
    stop: async () => {
      clearInterval(renewal)
      await smtp.stop()
    },
  }
}

const readTls = (files: { key: string; cert: string } | null): { key: string; cert: string } | null => {
  if (!files) return null
  try {
    return { key: readFileSync(files.key, 'utf8'), cert: readFileSync(files.cert, 'utf8') }
  } catch (error) {
    throw new OperatorError(
      `The files of LODGE_SMTP_TLS_KEY and LODGE_SMTP_TLS_CERT cannot be read: ${error instanceof Error ? error.message : error}.`,
    )
  }
}

const listen = async (lodge: Lodge, options: SmtpOptions) => {
  try {
    return await startSmtp(lodge, options)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (!/^E[A-Z]+$/.test(code)) throw error
    const why = code === 'EACCES' ? 'ports under 1024 are for root' : code === 'EADDRINUSE' ? 'it is taken' : code
    throw new OperatorError(
      `Lodge cannot take mail in on port ${options.port} of ${options.host}: ${why}. Set LODGE_SMTP_PORT or LODGE_SMTP_HOST to another one.`,
    )
  }
}
