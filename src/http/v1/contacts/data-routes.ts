import { Readable } from 'node:stream'
import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { eraseContact } from '../../../core/contacts/erase/erase.ts'
import { listErasures } from '../../../core/contacts/erase/list.ts'
import { prepareErasure } from '../../../core/contacts/erase/tickets.ts'
import { beginExport, exportContact } from '../../../core/contacts/export.ts'
import { lockIntake } from '../../../core/desks/lock.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { removeErasedFiles } from '../../../core/tickets/erase/files.ts'
import { contentDisposition } from '../../content-disposition.ts'
import { once } from '../../once.ts'
import { actorOf } from '../../policy.ts'
import { notFound } from '../../problem.ts'
import { oneById } from '../../schema/params.ts'
import { erasure, erasurePage, erasureQuery, exportQuery } from './data-schemas.ts'
import { toProblem } from './problems.ts'

const policy = { scope: 'admin' } as const
const tags = ['Contacts']

const openapi = {
  responses: {
    200: {
      description: 'One JSON document.',
      content: { 'application/json': { schema: { type: 'object', additionalProperties: true } } },
    },
  },
}

/** A person's data: taken out whole, or away for good. */
export const personalDataRoutes =
  (lodge: Lodge): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()

    app.post(
      '/v1/contacts/:id/export',
      {
        config: { policy, openapi },
        schema: {
          tags,
          summary: 'Export all that is known of a person',
          description:
            'The contact, identities, traits, activity, tickets and messages, as one JSON document; files by their URLs.',
          params: oneById,
          querystring: exportQuery,
        },
      },
      async (request, reply) => {
        const actor = actorOf(request)
        const begun = await beginExport(lodge, actor, request.params.id)
        if (!begun) throw notFound('contact')
        return reply
          .headers({
            'content-type': 'application/json; charset=utf-8',
            'content-disposition': contentDisposition('attachment', `contact-${begun.contact.id}.json`),
          })
          .send(Readable.from(exportContact(lodge, actor, begun, request.query)))
      },
    )

    app.post(
      '/v1/contacts/:id/erase',
      {
        config: { policy },
        schema: {
          tags,
          summary: 'Erase a person',
          description:
            'For good, everywhere: the contact, their tickets’ words and files, what they wrote on others’, and all that was made of it.',
          params: oneById,
          response: { 200: erasure },
        },
      },
      async (request, reply) => {
        const { id } = request.params
        const { erased, named } = await prepareErasure(lodge, actorOf(request), id)
        let { files } = erased
        await once(
          lodge,
          request,
          reply,
          async (change) => {
            const done = await eraseContact(change, id, erased, named)
            if (!done.ok) throw toProblem(done.error)
            files = [...files, ...done.value.files]
            return { status: 200, body: done.value.receipt }
          },
          { first: lockIntake },
        )
        await removeErasedFiles(lodge, files)
        return reply
      },
    )

    app.get(
      '/v1/erasures',
      {
        config: { policy },
        schema: {
          tags,
          summary: 'List the receipts of people that were erased',
          querystring: erasureQuery,
          response: { 200: erasurePage },
        },
      },
      (request) => {
        const { limit, cursor } = request.query
        return listErasures(lodge, actorOf(request), { limit, after: cursor ?? null })
      },
    )
  }
