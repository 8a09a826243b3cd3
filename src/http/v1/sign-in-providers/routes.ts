import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Outbound } from '../../../channels/outbound.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { createProvider } from '../../../core/sign-in-providers/create.ts'
import { deleteProvider } from '../../../core/sign-in-providers/delete.ts'
import { listProviders } from '../../../core/sign-in-providers/list.ts'
import { updateProvider } from '../../../core/sign-in-providers/update.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { notFound, type Problem } from '../../problem.ts'
import { refused } from '../../refused.ts'
import { oneById } from '../../schema/params.ts'
import { listQuery, newSignInProvider, signInProvider, signInProviderChanges, signInProviderPage } from './schemas.ts'

const config = { policy: { scope: 'admin' } } as const
const tags = ['Sign-in providers']

export const signInProviderRoutes =
  (lodge: Lodge, outbound: Outbound): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.get(
      '/v1/sign-in-providers',
      {
        config,
        schema: {
          tags,
          summary: 'List sign-in providers',
          querystring: listQuery,
          response: { 200: signInProviderPage },
        },
      },
      (request) =>
        listProviders(lodge, actorOf(request), { limit: request.query.limit, after: request.query.cursor ?? null }),
    )

    app.post(
      '/v1/sign-in-providers',
      {
        config,
        schema: {
          tags,
          summary: 'Set a sign-in provider up',
          description:
            'OpenID Connect. At the provider, allow the redirect URI `https://<this host>/auth/callback/<id>`, with the id of this answer.',
          body: newSignInProvider,
          response: { 201: signInProvider },
        },
      },
      (request, reply) => {
        const wrong = wrongIssuer(outbound, request.body.issuer)
        if (wrong !== undefined) throw refused(400, 'invalid_issuer', 'issuer', wrong)
        return once(lodge, request, reply, async (change) => {
          const made = await createProvider(change, request.body)
          if (!made.ok) throw toProblem(made.error)
          return { status: 201, body: made.value }
        })
      },
    )

    app.patch(
      '/v1/sign-in-providers/:id',
      {
        config,
        schema: {
          tags,
          summary: 'Change a sign-in provider',
          description: 'Another issuer or client is another provider.',
          params: oneById,
          body: signInProviderChanges,
          response: { 200: signInProvider },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const changed = await updateProvider(change, request.params.id, request.body)
          if (!changed.ok) throw toProblem(changed.error)
          return { status: 200, body: changed.value }
        }),
    )

    app.delete(
      '/v1/sign-in-providers/:id',
      {
        config,
        schema: {
          tags,
          summary: 'Remove a sign-in provider',
          description: 'Nobody signs in by it any more. Who is signed in stays so.',
          params: oneById,
          response: { 200: signInProvider },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const gone = await deleteProvider(change, request.params.id)
          if (!gone.ok) throw toProblem(gone.error)
          return { status: 200, body: gone.value }
        }),
    )
  }

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/

/** A provider over plain http could be anybody on the way. */
const wrongIssuer = (outbound: Outbound, issuer: string): string | undefined => {
  const refusal = outbound.refusalOf(issuer)
  if (refusal) return `cannot be asked. ${refusal.replace(/\.$/, '')}`
  const url = new URL(issuer)
  if (url.search !== '' || url.hash !== '') return 'must have no query and no fragment'
  return url.protocol === 'https:' || LOOPBACK.test(url.hostname) ? undefined : 'must begin with https://'
}

const toProblem = ({ code }: { code: 'domains_required' | 'sign_in_provider_not_found' }): Problem =>
  code === 'domains_required'
    ? refused(400, code, 'allowed_domains', 'must name a domain where people join by themselves')
    : notFound('sign_in_provider')
