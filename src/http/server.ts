import { randomUUID } from 'node:crypto'
import swagger from '@fastify/swagger'
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { createJsonSchemaTransform } from 'fastify-type-provider-zod'
import type { Authenticator } from '../core/credentials/authenticate.ts'
import type { Lodge } from '../core/lodge.ts'
import { replyWithProblems } from './error-replies.ts'
import { acceptJson } from './json-body.ts'
import { enforcePolicies } from './policy.ts'
import { serializerCompiler, validatorCompiler } from './schema/validate.ts'
import { openTenantHosts } from './tenant-hosts.ts'
import { eventRoutes } from './v1/events/routes.ts'
import { searchRoutes } from './v1/search/routes.ts'
import { ticketRoutes } from './v1/tickets/routes.ts'

export type ServerOptions = {
  lodge: Lodge
  authenticator: Authenticator
  domain: string
  /** Where attachments are kept. */
  dataDir: string
  rateLimits: boolean
  logger: FastifyBaseLogger | false
  /** Whether every answer is checked against its schema: on in tests. */
  checkResponses: boolean
}

const BODY_LIMIT = 1024 * 1024

/** The HTTP server with every route, ready to listen or to be injected into. */
export const buildServer = async (options: ServerOptions): Promise<FastifyInstance> => {
  const app = fastify({
    ...(options.logger ? { loggerInstance: options.logger } : { logger: false }),
    bodyLimit: BODY_LIMIT,
    genReqId: () => randomUUID(),
    logController: new LogController({ disableRequestLogging: true }),
    routerOptions: { maxParamLength: 255 },
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler(options.checkResponses))
  acceptJson(app)
  replyWithProblems(app)
  enforcePolicies(app, options.authenticator, openTenantHosts(options.lodge.store, options.domain))
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Lodge', version: '1' },
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
      security: [{ token: [] }],
    },
    transform: createJsonSchemaTransform({}),
  })
  await app.register(ticketRoutes(options.lodge))
  await app.register(eventRoutes(options.lodge))
  await app.register(searchRoutes(options.lodge))
  app.get('/openapi.json', { config: { policy: 'public' }, schema: { hide: true } }, async () => app.swagger())
  return app
}
