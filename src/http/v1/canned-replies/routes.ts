import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { createCannedReply } from '../../../core/canned-replies/create.ts'
import { deleteCannedReply } from '../../../core/canned-replies/delete.ts'
import { getCannedReply } from '../../../core/canned-replies/get.ts'
import { listCannedReplies } from '../../../core/canned-replies/list.ts'
import { type UpdateCannedReplyError, updateCannedReply } from '../../../core/canned-replies/update.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { notFound, type Problem } from '../../problem.ts'
import { refused } from '../../refused.ts'
import { oneById } from '../../schema/params.ts'
import { cannedReply, cannedReplyChanges, cannedReplyPage, listQuery, newCannedReply } from './schemas.ts'

const READ = { policy: { scope: 'tickets:read' } } as const
const WRITE = { policy: { scope: 'tickets:write' } } as const
const tags = ['Canned replies']

export const cannedReplyRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.get(
      '/v1/canned-replies',
      {
        config: READ,
        schema: {
          tags,
          summary: 'List canned replies',
          description: 'The shared ones, and the own ones of the member whose credential it is; an admin’s lists all.',
          querystring: listQuery,
          response: { 200: cannedReplyPage },
        },
      },
      (request) => {
        const { limit, cursor, department, category } = request.query
        const wanted = { limit, after: cursor ?? null, department: department ?? null, category: category ?? null }
        return listCannedReplies(lodge, actorOf(request), wanted)
      },
    )

    app.get(
      '/v1/canned-replies/:id',
      {
        config: READ,
        schema: { tags, summary: 'Get a canned reply', params: oneById, response: { 200: cannedReply } },
      },
      async (request) => {
        const found = await getCannedReply(lodge, actorOf(request), request.params.id)
        if (!found) throw notFound('canned_reply')
        return found
      },
    )

    app.post(
      '/v1/canned-replies',
      {
        config: WRITE,
        schema: { tags, summary: 'Create a canned reply', body: newCannedReply, response: { 201: cannedReply } },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const made = await createCannedReply(change, request.body)
          if (!made.ok) throw toProblem(made.error)
          return { status: 201, body: made.value, headers: { location: `/v1/canned-replies/${made.value.id}` } }
        }),
    )

    app.patch(
      '/v1/canned-replies/:id',
      {
        config: WRITE,
        schema: {
          tags,
          summary: 'Change a canned reply',
          params: oneById,
          body: cannedReplyChanges,
          response: { 200: cannedReply },
        },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const changed = await updateCannedReply(change, request.params.id, request.body)
          if (!changed.ok) throw toProblem(changed.error)
          return { status: 200, body: changed.value }
        }),
    )

    app.delete(
      '/v1/canned-replies/:id',
      {
        config: WRITE,
        schema: { tags, summary: 'Delete a canned reply', params: oneById, response: { 200: cannedReply } },
      },
      (request, reply) =>
        once(lodge, request, reply, async (change) => {
          const deleted = await deleteCannedReply(change, request.params.id)
          if (!deleted.ok) throw toProblem(deleted.error)
          return { status: 200, body: deleted.value }
        }),
    )
  }

const toProblem = (error: UpdateCannedReplyError): Problem => {
  switch (error.code) {
    case 'canned_reply_not_found':
      return notFound('canned_reply')
    case 'department_not_found':
      return refused(400, error.code, 'department', 'is not the id or name of a department of this desk')
    case 'member_required':
      return refused(400, error.code, 'shared', 'may be false only with the credential of a member')
  }
}
