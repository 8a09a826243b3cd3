import type { FastifyPluginAsync } from 'fastify'
import type { Outbox } from '../../channels/mail/outbox.ts'
import type { Outbound } from '../../channels/outbound.ts'
import type { Authenticator } from '../../core/credentials/authenticate.ts'
import type { Lodge } from '../../core/lodge.ts'
import { administrationRoutes } from './administration/routes.ts'
import { apiIndexRoute } from './api-index.ts'
import { replyAsTickiti } from './contract.ts'
import { createRoutes } from './create.ts'
import { keyRoutes } from './keys.ts'
import { leanRoutes } from './lean.ts'
import { mailFamilyRoutes } from './mail/routes.ts'
import { mailRoutes } from './mail.ts'
import { queryRoutes } from './query.ts'
import { readRoutes } from './read.ts'
import { reportRoutes } from './reports/routes.ts'
import { respondRoutes } from './respond.ts'
import { settingsRoutes } from './settings/routes.ts'
import { supervisorRoutes } from './supervisor/routes.ts'
import { templateRoutes } from './templates.ts'
import { workflowRoutes } from './workflow/routes.ts'

/** Tickiti's contract, both generations: its own paths, words and refusals, on the verbs of `/v1`. A file a family. */
export const tickitiRoutes =
  (
    lodge: Lodge,
    { outbox, outbound, authenticator }: { outbox: Outbox; outbound: Outbound; authenticator: Authenticator },
  ): FastifyPluginAsync =>
  async (plugin) => {
    replyAsTickiti(plugin)
    createRoutes(lodge, plugin)
    respondRoutes(lodge, plugin)
    leanRoutes(lodge, plugin)
    readRoutes(lodge, plugin)
    queryRoutes(lodge, plugin)
    mailRoutes(lodge, plugin)
    apiIndexRoute(lodge, plugin)
    keyRoutes(lodge, plugin)
    settingsRoutes(lodge, plugin)
    mailFamilyRoutes(lodge, plugin, outbox)
    reportRoutes(lodge, plugin)
    supervisorRoutes(lodge, plugin)
    administrationRoutes(lodge, authenticator, plugin)
    templateRoutes(lodge, plugin)
    workflowRoutes(lodge, outbound, plugin)
  }
