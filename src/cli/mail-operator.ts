import type { MailOperator } from '../channels/mail/operator.ts'
import type { Config } from './config.ts'

/** What the settings say of mail, for all desks. */
export const mailOperator = (config: Config): MailOperator => ({
  server: config.smtp ?? null,
  from: config.mailFrom ?? null,
  domain: config.domain,
  baseUrl: config.url ?? `http://${config.domain}:${config.port}`,
})
