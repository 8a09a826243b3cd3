import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { onlyDesk } from '../../../core/desks/only.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { updateOwnMember } from '../../../core/members/update-own.ts'
import { chooseDesk } from '../../../core/sessions/choose-desk.ts'
import { savePreferences } from '../../../core/sessions/preferences.ts'
import { memberActor } from '../../../core/sessions/session.ts'
import type { Sessions } from '../../../core/sessions/sessions.ts'
import { showSession } from '../../../core/sessions/show.ts'
import { providersToShow } from '../../../core/sign-in-providers/list.ts'
import { once } from '../../once.ts'
import { actorOf, sessionOf } from '../../policy.ts'
import { notFound, Problem } from '../../problem.ts'
import type { TenantHosts } from '../../tenant-hosts.ts'
import { invalidTemplate } from '../templates/problems.ts'
import { ownSessionRoutes } from './own-session-routes.ts'
import {
  deskChoice,
  ownChanges,
  ownMember,
  preferencesBody,
  preferencesShown,
  session,
  signInMethods,
} from './schemas.ts'

const config = { policy: { scope: 'settings:read', by: 'member' } } as const
const tags = ['Signing in']

export const sessionRoutes =
  (lodge: Lodge, { sessions, hosts }: { sessions: Sessions; hosts: TenantHosts }): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()
    await plugin.register(ownSessionRoutes(lodge, sessions))

    app.get(
      '/v1/session',
      { config, schema: { tags, summary: 'Who is signed in', response: { 200: session } } },
      async (request) => {
        const shown = await showSession(lodge, actorOf(request), sessionOf(request))
        if (!shown) throw signedOut()
        return shown
      },
    )

    app.patch(
      '/v1/session',
      {
        config,
        schema: {
          tags,
          summary: 'Change who one is',
          description: 'One’s own name and signature. What one may do is changed by an administrator.',
          body: ownChanges,
          response: { 200: ownMember },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const changed = await updateOwnMember(change, request.body)
          if (!changed.ok)
            throw changed.error.code === 'member_not_found' ? signedOut() : invalidTemplate(changed.error)
          const after = () => {
            lodge.desks.forget(change.actor.deskId)
            sessions.forget()
          }
          return { status: 200, body: changed.value, after }
        }),
    )

    app.put(
      '/v1/session/desk',
      {
        config,
        schema: {
          tags,
          summary: 'Choose a desk',
          description: 'Which one is served where the host names none. At first it is the oldest of yours.',
          body: deskChoice,
          response: { 200: session },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const own = sessionOf(request)
          const chosen = await chooseDesk(change, own, request.body.slug)
          if (!chosen.ok) throw notFound('desk')
          const shown = await showSession(lodge, memberActor(own, chosen.value), own)
          if (!shown) throw notFound('desk')
          return { status: 200, body: shown, after: sessions.forget }
        }),
    )

    app.put(
      '/v1/session/preferences',
      {
        config,
        schema: {
          tags,
          summary: 'Save one’s preferences',
          description: 'Any JSON object: language, theme, columns. It replaces the one before.',
          body: preferencesBody,
          response: { 200: preferencesShown },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const { memberId } = change.actor
          if (memberId === null) throw new Error('a session without a member') // the policy is `by: 'member'`
          await savePreferences(change, memberId, request.body)
          return { status: 200, body: request.body }
        }),
    )

    app.get(
      '/v1/sign-in-methods',
      {
        config: { policy: 'public' },
        schema: { tags, summary: 'How one signs in here', response: { 200: signInMethods } },
      },
      async (request) => {
        const named = await hosts.deskOf(request.host)
        if (named === 'unknown') throw new Problem(404, 'desk_not_found', 'There is no desk at this host.')
        const desk = named === 'any' ? await onlyDesk(lodge) : named
        return { password: true, passkey: true, oidc: desk ? await providersToShow(lodge, desk) : [] }
      },
    )
  }

const signedOut = () => new Problem(401, 'unauthenticated', 'You are signed out: sign in again.')
