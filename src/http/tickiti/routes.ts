import type { FastifyPluginAsync } from 'fastify'
import type { Outbox } from '../../channels/mail/outbox.ts'
import type { Lodge } from '../../core/lodge.ts'
import { administrationRoutes } from './administration/routes.ts'
import { replyAsTickiti } from './contract.ts'
import { createRoutes } from './create.ts'
import { keyRoutes } from './keys.ts'
import { mailFamilyRoutes } from './mail/routes.ts'
import { reportRoutes } from './reports/routes.ts'
import { settingsRoutes } from './settings/routes.ts'
import { supervisorRoutes } from './supervisor/routes.ts'

/** Tickiti's contract, both generations: its own paths, words and refusals, on the verbs of `/v1`. A file a family. */
export const tickitiRoutes =
  (lodge: Lodge, outbox: Outbox): FastifyPluginAsync =>
  async (plugin) => {
    replyAsTickiti(plugin)
    createRoutes(lodge, plugin)
    keyRoutes(lodge, plugin)
    settingsRoutes(lodge, plugin)
    mailFamilyRoutes(lodge, plugin, outbox)
    reportRoutes(lodge, plugin)
    supervisorRoutes(lodge, plugin)
    administrationRoutes(lodge, plugin)
  }
