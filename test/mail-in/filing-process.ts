import { flushCompileCache } from 'node:module'
import { startImap } from '../../src/channels/mail/in/imap/start.ts'
import { startSmtp } from '../../src/channels/mail/in/smtp.ts'
import { openMailChecker } from '../../src/channels/mail/in/verdict.ts'
import { openOutbound } from '../../src/channels/outbound.ts'
import { openLodge } from '../../src/core/open-lodge.ts'
import { startFilingMail } from '../../src/jobs/inbound-mail.ts'
import { openStore } from '../../src/store/open.ts'
import { MAIL_OPERATOR, quiet } from '../support/quiet.ts'

/** A process that takes mail in by SMTP, fetches it by IMAP, and files it, until it is killed: `node filing-process.ts <database url> <folder>`. */
const [, , databaseUrl = '', dataDir = ''] = process.argv
const store = await openStore({ databaseUrl, dataDir, command: 'test', log: quiet })
const lodge = openLodge(store, { dataDir, log: quiet, intakeLimit: 1_000 })
startFilingMail(lodge, MAIL_OPERATOR)
startImap(lodge, openOutbound({ allow: ['127.0.0.0/8'] }), {
  maxBytes: 1_000_000,
  claimMs: 100,
  retryMs: { first: 20, max: 200 },
  pollMs: 500,
})
const { port } = await startSmtp(lodge, {
  host: '127.0.0.1',
  port: 0,
  name: 'mx.lodge.example',
  tls: null,
  maxBytes: 1_000_000,
  relays: ['127.0.0.1/32'],
  perMinute: false,
  check: openMailChecker('mx.lodge.example'),
})
// Now: who is killed writes nothing as it ends.
flushCompileCache()
process.stdout.write(`${port}\n`)
