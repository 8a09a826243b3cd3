import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Actor } from '../../core/actor.ts'
import type { CannedReply } from '../../core/canned-replies/canned-reply.ts'
import { createCannedReply } from '../../core/canned-replies/create.ts'
import { deleteCannedReply } from '../../core/canned-replies/delete.ts'
import { listCannedReplies } from '../../core/canned-replies/list.ts'
import type { Lodge } from '../../core/lodge.ts'
import { fromCannedReply } from '../../dialects/glassix/canned-replies.ts'
import { shortId } from '../../dialects/glassix/guid.ts'
import { once } from '../once.ts'
import { actorOf } from '../policy.ts'
import { notFound } from '../problem.ts'
import { text } from '../schema/text.ts'
import { BASE } from './base.ts'
import { ALL, placeOf, type Secured } from './contract.ts'
import { optional } from './schemas.ts'

const body = z
  .object({
    title: text(200, 1),
    text: optional(text(50_000)),
    html: optional(text(50_000)),
    categoryName: optional(text(100)),
  })
  .refine((given) => Boolean(given.text || given.html), {
    path: ['text'],
    error: 'is required, or html',
    params: { code: 'required' },
  })
const deleteQuery = z.object({ cannedReplyId: z.string().regex(/^\d{1,10}$/, { error: 'must be a whole number' }) })

/** The department's canned replies, and those that are for all. */
export const cannedReplyRoutes = (plugin: FastifyInstance, lodge: Lodge, { secretOf }: Secured): void => {
  const app = plugin.withTypeProvider<ZodTypeProvider>()
  const write = { policy: { scope: 'tickets:write' }, secretOf } as const
  const all = async (actor: Actor): Promise<CannedReply[]> => {
    const { id } = await placeOf(lodge, actor)
    return (await listCannedReplies(lodge, actor, { ...ALL, department: id, category: null })).data
  }

  app.get(
    `${BASE}/cannedreplies/getall`,
    { config: { policy: { scope: 'tickets:read' }, secretOf }, schema: { hide: true } },
    async (request) => {
      const actor = actorOf(request)
      const { culture } = await lodge.desks.get(actor.deskId)
      return (await all(actor)).map((reply) => fromCannedReply(reply, culture))
    },
  )

  app.post(`${BASE}/cannedreplies/add`, { config: write, schema: { hide: true, body } }, async (request, reply) => {
    const actor = actorOf(request)
    const [place, { culture }] = await Promise.all([placeOf(lodge, actor), lodge.desks.get(actor.deskId)])
    await once(lodge, request, reply, async (change) => {
      const { title, html, categoryName } = request.body
      const made = await createCannedReply(change, {
        title,
        category: categoryName ?? '',
        subcategory: '',
        format: html ? 'html' : 'text',
        body: html || (request.body.text ?? ''),
        department: place.id,
        shared: true,
      })
      if (!made.ok) throw notFound('department')
      return { status: 200, body: fromCannedReply(made.value, culture) }
    })
    return reply
  })

  app.delete(
    `${BASE}/cannedreplies/delete`,
    { config: write, schema: { hide: true, querystring: deleteQuery } },
    async (request, reply) => {
      const number = Number(request.query.cannedReplyId)
      const named = (await all(actorOf(request))).filter(({ id }) => shortId(id) === number)
      const [found] = named
      // Of two that share a number, neither is guessed at.
      if (!found || named.length > 1) throw notFound('canned_reply')
      await once(lodge, request, reply, async (change) => {
        const deleted = await deleteCannedReply(change, found.id)
        if (!deleted.ok) throw notFound('canned_reply')
        return { status: 200, body: { Message: 'Success' } }
      })
      return reply
    },
  )
}
