import { openMail } from '../../channels/mail/channel.ts'
import { openOutbox } from '../../channels/mail/outbox.ts'
import { openOutbound } from '../../channels/outbound.ts'
import { slackChannel } from '../../channels/slack/channel.ts'
import { webhookChannel } from '../../channels/webhooks/channel.ts'
import { openAuthenticator } from '../../core/credentials/authenticate.ts'
import { openNudges } from '../../core/events/nudges.ts'
import { openLodge } from '../../core/open-lodge.ts'
import { checkSecret } from '../../core/secrets.ts'
import { glassixFormat } from '../../http/glassix/webhook-format.ts'
import { buildServer } from '../../http/server.ts'
import { startFilingMail } from '../../jobs/inbound-mail.ts'
import { startJobs } from '../../jobs/start.ts'
import { openStore } from '../../store/open.ts'
import type { Config } from '../config.ts'
import { firstStart } from '../first-start.ts'
import { drain, listen } from '../http-server.ts'
import { asLog, openLogger } from '../log.ts'
import { startMailIn } from '../mail-in.ts'
import { mailOperator } from '../mail-operator.ts'
import { onStopSignal } from '../stop-signal.ts'
import { announce } from '../welcome.ts'
import type { Role } from './serve-command.ts'

/** Runs until SIGINT or SIGTERM; then finishes what was accepted and exits 0. */
export const serve = async (config: Config, roles: ReadonlySet<Role>, json: boolean): Promise<void> => {
  const logger = openLogger(config)
  const log = asLog(logger)
  /** What is open, closed in the opposite order. */
  const open: (() => Promise<void>)[] = []
  const close = async () => {
    for (let last = open.pop(); last; last = open.pop()) await last()
  }
  onStopSignal(close, log)
  try {
    const store = await openStore({ databaseUrl: config.databaseUrl, dataDir: config.dataDir, command: 'serve', log })
    open.push(store.close)
    const lodge = openLodge(store, { ...config, log })
    await checkSecret(lodge)
    open.push(openNudges(lodge).close)
    const outbound = openOutbound({ allow: config.outboundAllow })
    open.push(async () => outbound.close())
    const operator = mailOperator(config)
    if (roles.has('jobs')) {
      const mail = openMail({ operator, outbound })
      open.push(async () => mail.close())
      const channels = [
        webhookChannel(outbound, { glassix: glassixFormat(operator.baseUrl) }),
        slackChannel({ outbound }),
        mail.channel,
      ]
      open.push((await startJobs(lodge, channels)).stop)
      open.push(startFilingMail(lodge, operator).stop)
    }
    if (roles.has('mail')) open.push((await startMailIn(config, lodge, outbound)).stop)
    if (!roles.has('http')) {
      announce({ roles: [...roles] }, json)
      return
    }
    const app = await buildServer({
      lodge,
      authenticator: openAuthenticator(store),
      outbound,
      domain: config.domain,
      outbox: openOutbox(operator),
      attachmentLimit: config.attachmentLimit,
      mailLimit: config.mailLimit,
      rateLimits: config.rateLimits,
      trustProxy: config.trustProxy,
      logger,
      checkResponses: false,
    })
    open.push(() => drain(app))
    const url = await listen(app, config)
    // Its token is shown this once: not before the server is there to take it.
    const welcome = await firstStart(lodge)
    announce({ roles: [...roles], url, welcome }, json)
  } catch (error) {
    await close()
    throw error
  }
}
