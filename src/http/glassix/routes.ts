import type { FastifyPluginAsync } from 'fastify'
import type { Outbound } from '../../channels/outbound.ts'
import type { Authenticator } from '../../core/credentials/authenticate.ts'
import type { Lodge } from '../../core/lodge.ts'
import type { RateLimiter } from '../rate-limits.ts'
import type { TenantHosts } from '../tenant-hosts.ts'
import { cannedReplyRoutes } from './canned-reply-routes.ts'
import { changeRoutes } from './change-routes.ts'
import { contactRoutes } from './contact-routes.ts'
import { replyAsGlassix } from './contract.ts'
import { createRoute } from './create-route.ts'
import { documentRoutes } from './document-routes.ts'
import { eventRoutes } from './event-routes.ts'
import { fileRoutes } from './file-routes.ts'
import { messageRoutes } from './message-routes.ts'
import { protocolRoutes } from './protocol-routes.ts'
import { readRoutes } from './read-routes.ts'
import { tenantRoutes } from './tenant-routes.ts'
import { tokenRoute } from './token-route.ts'
import { actAsUsers, openAccessTokens } from './tokens.ts'
import { userAdminRoutes } from './user-admin-routes.ts'
import { userRoutes } from './user-routes.ts'

type Options = {
  outbound: Outbound
  attachmentLimit: number
  authenticator: Authenticator
  hosts: TenantHosts
  limiter: RateLimiter | undefined
}

/** Glassix's contract: its own paths, words and refusals, on the verbs of `/v1`. */
export const glassixRoutes =
  (lodge: Lodge, options: Options): FastifyPluginAsync =>
  async (plugin) => {
    replyAsGlassix(plugin)
    const tokens = openAccessTokens(lodge.secrets)
    actAsUsers(plugin, lodge, tokens)
    // Each of them keeps to the department of its token.
    plugin.addHook('onRoute', (route) => {
      route.config = { ...route.config, departmentKeys: true }
    })
    tokenRoute(plugin, lodge, { ...options, tokens })
    createRoute(plugin, lodge, tokens)
    readRoutes(plugin, lodge, tokens)
    changeRoutes(plugin, lodge, tokens)
    messageRoutes(plugin, lodge, options.outbound, tokens)
    protocolRoutes(plugin, lodge, options.outbound, tokens)
    documentRoutes(plugin, lodge, tokens)
    cannedReplyRoutes(plugin, lodge, tokens)
    contactRoutes(plugin, lodge, tokens)
    tenantRoutes(plugin, lodge, options.hosts, tokens)
    eventRoutes(plugin, lodge, tokens)
    userRoutes(plugin, lodge, tokens)
    userAdminRoutes(plugin, lodge, options.authenticator, tokens)
    await plugin.register(fileRoutes(lodge, tokens, options.attachmentLimit))
  }
