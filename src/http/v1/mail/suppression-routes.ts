import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { normaliseEmail } from '../../../core/contacts/email.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { listSuppressions, unsuppress } from '../../../core/mail/suppressions.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { notFound } from '../../problem.ts'
import { byName, pageOf, paging } from '../../schema/page.ts'

const config = { policy: { scope: 'admin' } } as const
const tags = ['Mail']

export const suppression = z.strictObject({
  address: z.string(),
  reason: z.enum(['bounce', 'complaint']).meta({
    description: '`bounce`: nothing reaches it, it gets no mail. `complaint`: none but answers to its tickets.',
  }),
  detail: z.string().nullable().meta({ description: 'What the other server said.' }),
  created_at: z.string(),
})

/** Addresses that mail is not sent to any more, since it came back. */
export const suppressionRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.get(
      '/v1/mail/suppressions',
      {
        config,
        schema: {
          tags,
          summary: 'List addresses that get no mail',
          querystring: z.strictObject(paging(byName)),
          response: { 200: pageOf(suppression) },
        },
      },
      (request) =>
        listSuppressions(lodge, actorOf(request), { limit: request.query.limit, after: request.query.cursor ?? null }),
    )

    app.delete(
      '/v1/mail/suppressions/:address',
      {
        config,
        schema: {
          tags,
          summary: 'Send mail to an address again',
          params: z.strictObject({ address: z.string() }),
          response: { 200: suppression },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const address = normaliseEmail(request.params.address)
          const removed = address === undefined ? undefined : await unsuppress(change, address)
          if (!removed?.ok) throw notFound('suppression')
          return { status: 200, body: removed.value }
        }),
    )
  }
