import multipart from '@fastify/multipart'
import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { createAttachment } from '../../../core/attachments/create.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { once } from '../../once.ts'
import { sendAttachment } from './download.ts'
import { attachmentAnswer, attachmentParams, downloadPart, uploadPart, uploadQuery } from './schemas.ts'
import { receiveUpload } from './upload.ts'

export const attachmentRoutes =
  (lodge: Lodge, options: { maxBytes: number }): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()
    // Bodies are files here, JSON ones too: nothing is parsed, the routes read the stream.
    app.removeAllContentTypeParsers()
    await app.register(multipart)
    app.addContentTypeParser('*', (_request, _body, done) => done(null))

    app.post(
      '/v1/attachments',
      {
        config: { policy: { scope: 'attachments:write' }, openapi: uploadPart },
        schema: {
          tags: ['Attachments'],
          summary: 'Upload a file',
          description: `At most ${options.maxBytes.toLocaleString('en-US')} bytes. Name its id in a ticket’s or message’s \`attachments\` within a day.`,
          querystring: uploadQuery,
          response: { 201: attachmentAnswer },
        },
      },
      async (request, reply) => {
        const file = await receiveUpload(lodge, request, reply, options)
        let hasRow = false
        try {
          return await once(
            lodge,
            request,
            reply,
            async (change) => {
              const body = await createAttachment(change, file)
              hasRow = true
              return { status: 201, body, headers: { location: `/v1/attachments/${body.id}` } }
            },
            { guarded: { sha256: file.sha256.toString('hex'), name: file.name } },
          )
        } finally {
          // A repeated request's file is of no use: the first one's is. But one whose row was written stays even where the
          // commit failed, for it may have happened and its answer been lost; if not, the sweep takes the file.
          if (!hasRow) await lodge.blobs.remove(file.key)
        }
      },
    )

    app.route({
      method: ['GET', 'HEAD'],
      url: '/v1/attachments/:id',
      config: { policy: { scope: 'tickets:read' }, openapi: downloadPart },
      schema: {
        tags: ['Attachments'],
        summary: 'Download a file',
        params: attachmentParams,
      },
      handler: (request, reply) => sendAttachment(lodge, request, reply),
    })
  }
