import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { getIdentityVerification, setIdentityVerification } from '../../../core/identity-verification/settings.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { changed, changes, identityVerification } from './schemas.ts'

const config = { policy: { scope: 'admin' } } as const
const tags = ['Desk']

export const identityVerificationRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()
    const set = (request: FastifyRequest, reply: FastifyReply, given: Parameters<typeof setIdentityVerification>[1]) =>
      once(lodge, request, reply, async (change) => {
        const { settings, newSecret } = await setIdentityVerification(change, given)
        return {
          status: 200,
          body: { ...settings, secret: newSecret },
          kept: { ...settings, secret: null },
          after: () => lodge.desks.forget(change.actor.deskId),
        }
      })

    app.get(
      '/v1/desk/identity-verification',
      { config, schema: { tags, summary: 'Get identity verification', response: { 200: identityVerification } } },
      (request) => getIdentityVerification(lodge, actorOf(request)),
    )

    app.patch(
      '/v1/desk/identity-verification',
      {
        config,
        schema: {
          tags,
          summary: 'Change identity verification',
          description:
            'Where it is enabled, a widget’s key may speak for a user only with a token (JWT, HS256) about that user, signed with the secret by your server.',
          body: changes,
          response: { 200: changed },
        },
      },
      (request, reply) => set(request, reply, request.body),
    )

    app.post(
      '/v1/desk/identity-verification/rotate',
      {
        config,
        schema: { tags, summary: 'Make a new secret; the one before ends at once', response: { 200: changed } },
      },
      (request, reply) => set(request, reply, { rotate: true }),
    )
  }
