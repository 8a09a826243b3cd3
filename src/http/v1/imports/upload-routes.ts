import multipart from '@fastify/multipart'
import type { FastifyPluginAsync } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { createImport } from '../../../core/imports/create.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { once } from '../../once.ts'
import { refused } from '../../refused.ts'
import { uploadPart } from '../attachments/schemas.ts'
import { receiveUpload } from '../attachments/upload.ts'
import { importAnswer, importQuery } from './schemas.ts'

/** Years of a busy mailbox, and more people than a desk has: what is larger can be sent in parts. */
const MAX_BYTES = { mbox: 4 * 1024 ** 3, contacts: 256 * 1024 ** 2 }

export const importUploadRoutes =
  (lodge: Lodge, { mailMaxBytes }: { mailMaxBytes: number }): FastifyPluginAsync =>
  async (plugin) => {
    const app = plugin.withTypeProvider<ZodTypeProvider>()
    // Bodies are files here: nothing is parsed, the route reads the stream.
    app.removeAllContentTypeParsers()
    await app.register(multipart)
    app.addContentTypeParser('*', (_request, _body, done) => done(null))

    app.post(
      '/v1/imports',
      {
        config: { policy: { scope: 'admin' }, openapi: uploadPart },
        schema: {
          tags: ['Imports'],
          summary: 'Take in a file of mails or of people',
          description: `An mbox of at most ${MAX_BYTES.mbox.toLocaleString('en-US')} bytes, or a CSV file of at most ${MAX_BYTES.contacts.toLocaleString('en-US')}.`,
          querystring: importQuery,
          response: { 202: importAnswer },
        },
      },
      async (request, reply) => {
        const { kind, mailbox = null } = request.query
        const file = await receiveUpload(lodge, request, reply, { maxBytes: MAX_BYTES[kind] })
        let hasRow = false
        try {
          return await once(
            lodge,
            request,
            reply,
            async (change) => {
              const created = await createImport(change, file, { kind, mailboxId: mailbox, mailMaxBytes })
              if (!created.ok)
                throw refused(400, created.error.code, 'mailbox', 'is not the id of a mailbox of this desk')
              hasRow = true
              return {
                status: 202,
                body: created.value,
                headers: { location: `/v1/imports/${created.value.id}` },
              }
            },
            { guarded: { sha256: file.sha256.toString('hex'), name: file.name } },
          )
        } finally {
          // As an attachment's: a repeated request's file is of no use, and what has a row is the row's.
          if (!hasRow) await lodge.blobs.remove(file.key)
        }
      },
    )
  }
