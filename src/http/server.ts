import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import type { Outbox } from '../channels/mail/outbox.ts'
import type { Outbound } from '../channels/outbound.ts'
import type { Authenticator } from '../core/credentials/authenticate.ts'
import { openHookKeys } from '../core/hooks/keys.ts'
import type { Lodge } from '../core/lodge.ts'
import { openSessions } from '../core/sessions/sessions.ts'
import { docsRoutes } from './docs/routes.ts'
import { replyToFrameworkError, replyWithProblems } from './error-replies.ts'
import { glassixRoutes } from './glassix/routes.ts'
import { haloRoutes } from './halo/routes.ts'
import { headoniRoutes } from './headoni/routes.ts'
import { hookIntakeRoutes } from './hooks/routes.ts'
import { acceptJson } from './json-body.ts'
import { mailInRoutes } from './mail-in/routes.ts'
import { mailImageRoutes } from './mail-links/image-routes.ts'
import { mailLinkRoutes } from './mail-links/routes.ts'
import { describeRoutes } from './openapi.ts'
import { openMetrics } from './operations/metrics.ts'
import { operationRoutes } from './operations/routes.ts'
import { enforcePolicies } from './policy.ts'
import { openRateLimiter, type RateLimits } from './rate-limits.ts'
import { requestId, sendSafeHeaders } from './safe-headers.ts'
import { serializerCompiler, validatorCompiler } from './schema/validate.ts'
import { slackCallbackRoutes } from './slack/routes.ts'
import { openTenantHosts } from './tenant-hosts.ts'
import { ticketsByContractRoute } from './tickets-by-contract.ts'
import { tickitiRoutes } from './tickiti/routes.ts'
import { attachmentRoutes } from './v1/attachments/routes.ts'
import { eventQueueRoutes } from './v1/event-queue/routes.ts'
import { eventRoutes } from './v1/events/routes.ts'
import { hookRoutes } from './v1/hooks/routes.ts'
import { importRoutes } from './v1/imports/routes.ts'
import { inboundMailRoutes } from './v1/inbound-mails/routes.ts'
import { epilogRoutes } from './v1/interventions/epilog-routes.ts'
import { mailboxRoutes } from './v1/mailboxes/routes.ts'
import { outboxRoutes } from './v1/outbox/routes.ts'
import { peopleAndSettingsRoutes } from './v1/people-and-settings.ts'
import { searchRoutes } from './v1/search/routes.ts'
import { signingInRoutes } from './v1/signing-in.ts'
import { statusRoutes } from './v1/status/routes.ts'
import { ticketRoutes } from './v1/tickets/routes.ts'
import { webhookRoutes } from './v1/webhooks/routes.ts'
import { webRoutes } from './web/routes.ts'

export type ServerOptions = {
  lodge: Lodge
  authenticator: Authenticator
  /** Says whether a URL may be sent to. */
  outbound: Outbound
  domain: string
  /** Reads a mail of the outbox. */
  outbox: Outbox
  /** The largest file that can be uploaded, in bytes. */
  attachmentLimit: number
  /** The largest mail that is taken in, in bytes. */
  mailLimit: number
  rateLimits: RateLimits
  /** Proxies whose X-Forwarded-* headers are believed: addresses and CIDRs. */
  trustProxy?: string[] | undefined
  logger: FastifyBaseLogger | false
  /** Whether every answer is checked against its schema: on in tests. */
  checkResponses: boolean
}

const BODY_LIMIT = 1024 * 1024
const REQUEST_TIMEOUT_MS = 300_000

/** The HTTP server with every route, ready to listen or to be injected into. */
export const buildServer = async (options: ServerOptions): Promise<FastifyInstance> => {
  const app = fastify({
    // Not a child a request, which costs each of them: the few lines that are written name the request themselves.
    ...(options.logger
      ? { loggerInstance: options.logger, childLoggerFactory: (logger) => logger }
      : { logger: false }),
    bodyLimit: BODY_LIMIT,
    // What still comes over an open connection while we stop is served, as the connection's last: no client need know.
    return503OnClosing: false,
    // For the whole of a request to arrive: a body that trickles in holds a connection, and maybe a file, open.
    requestTimeout: REQUEST_TIMEOUT_MS,
    genReqId: requestId,
    frameworkErrors: replyToFrameworkError,
    trustProxy: options.trustProxy ?? false,
    logController: new LogController({ disableRequestLogging: true }),
    // An external id of 255 characters, percent-encoded: up to 4 bytes each, 3 characters a byte.
    routerOptions: { maxParamLength: 3060 },
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler(options.checkResponses))
  sendSafeHeaders(app)
  acceptJson(app)
  replyWithProblems(app)
  const limiter = await openRateLimiter(app, options.rateLimits)
  const hosts = openTenantHosts(options.lodge.store, options.domain)
  const sessions = openSessions(options.lodge)
  // What stands for a member is their credentials and their sessions: both are forgotten at once.
  const authenticator: Authenticator = {
    ...options.authenticator,
    forgetMember: (memberId) => {
      options.authenticator.forgetMember(memberId)
      sessions.forget()
    },
  }
  enforcePolicies(app, authenticator, hosts, limiter, sessions)
  const metrics = openMetrics(app, options.lodge)
  await describeRoutes(app)
  await app.register(ticketRoutes(options.lodge))
  await app.register(peopleAndSettingsRoutes(options.lodge, authenticator))
  await app.register(signingInRoutes(options.lodge, { sessions, hosts, outbound: options.outbound }))
  await app.register(attachmentRoutes(options.lodge, { maxBytes: options.attachmentLimit }))
  await app.register(importRoutes(options.lodge, { mailMaxBytes: options.mailLimit }))
  await app.register(eventRoutes(options.lodge))
  await app.register(eventQueueRoutes(options.lodge))
  await app.register(outboxRoutes(options.lodge, options.outbox))
  await app.register(mailLinkRoutes(options.lodge))
  await app.register(mailImageRoutes(options.lodge, options.outbound))
  await app.register(mailboxRoutes(options.lodge))
  await app.register(inboundMailRoutes(options.lodge))
  await app.register(searchRoutes(options.lodge))
  await app.register(webhookRoutes(options.lodge, options.outbound))
  await app.register(epilogRoutes(options.lodge, options.outbound))
  await app.register(statusRoutes(options.lodge))
  await app.register(haloRoutes(options.lodge))
  const hookKeys = openHookKeys(options.lodge)
  await app.register(hookRoutes(options.lodge, hookKeys))
  await app.register(hookIntakeRoutes(options.lodge, hookKeys, limiter))
  await app.register(mailInRoutes(options.lodge, options.outbound, options.mailLimit, limiter))
  await app.register(headoniRoutes(options.lodge, hosts))
  await app.register(tickitiRoutes(options.lodge, { ...options, authenticator }))
  await app.register(ticketsByContractRoute(options.lodge))
  await app.register(glassixRoutes(options.lodge, { ...options, authenticator, hosts, limiter }))
  await app.register(slackCallbackRoutes(options.lodge))
  await app.register(operationRoutes(options.lodge, metrics))
  await app.register(docsRoutes)
  await app.register(webRoutes)
  return app
}
