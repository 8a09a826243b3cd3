import type { FastifyPluginAsync } from 'fastify'
import type { Outbound } from '../../channels/outbound.ts'
import type { Lodge } from '../../core/lodge.ts'
import type { Sessions } from '../../core/sessions/sessions.ts'
import { openAuth } from '../auth/auth-of.ts'
import { authRoutes } from '../auth/routes.ts'
import type { TenantHosts } from '../tenant-hosts.ts'
import { openInvitationRoutes } from './invitations/public-routes.ts'
import { invitationRoutes } from './invitations/routes.ts'
import { sessionRoutes } from './session/routes.ts'
import { passwordResetRoutes } from './setup/password-reset-routes.ts'
import { setUpRoutes } from './setup/routes.ts'
import { signInProviderRoutes } from './sign-in-providers/routes.ts'

type Given = { sessions: Sessions; hosts: TenantHosts; outbound: Outbound }

/** How people get in, and who they are then. */
export const signingInRoutes =
  (lodge: Lodge, given: Given): FastifyPluginAsync =>
  async (app) => {
    const authOf = openAuth(lodge)
    await app.register(authRoutes(lodge, { ...given, authOf }))
    await app.register(sessionRoutes(lodge, given))
    await app.register(invitationRoutes(lodge))
    await app.register(openInvitationRoutes(lodge, { ...given, authOf }))
    await app.register(setUpRoutes(lodge, { ...given, authOf }))
    await app.register(passwordResetRoutes(lodge, given))
    await app.register(signInProviderRoutes(lodge, given.outbound))
  }
