import multipart from '@fastify/multipart'
import type { FastifyPluginAsync } from 'fastify'
import { systemActor } from '../../core/actor.ts'
import { createAttachment } from '../../core/attachments/create.ts'
import type { Lodge } from '../../core/lodge.ts'
import { once } from '../once.ts'
import { notFound } from '../problem.ts'
import { sendAttachment } from '../v1/attachments/download.ts'
import { receiveUpload } from '../v1/attachments/upload.ts'
import { BASE } from './base.ts'
import type { Secured } from './contract.ts'
import { linksAt, readFileLink } from './files.ts'

/** `POST /files/upload` answers a link that `files` of tickets/send takes; links are read without signing in. */
export const fileRoutes =
  (lodge: Lodge, { secretOf }: Secured, maxBytes: number): FastifyPluginAsync =>
  async (plugin) => {
    plugin.removeAllContentTypeParsers()
    await plugin.register(multipart)
    plugin.addContentTypeParser('*', (_request, _body, done) => done(null))

    plugin.post<{ Querystring: { name?: string } }>(
      `${BASE}/files/upload`,
      { config: { policy: { scope: 'attachments:write' }, secretOf }, schema: { hide: true } },
      async (request, reply) => {
        const file = await receiveUpload(lodge, request, reply, { maxBytes, anyPart: true })
        let hasRow = false
        try {
          await once(
            lodge,
            request,
            reply,
            async (change) => {
              const made = await createAttachment(change, file)
              hasRow = true
              const uri = linksAt(lodge.secrets, `${request.protocol}://${request.host}`, change.actor.deskId)(made.id)
              return { status: 200, body: { fileIdentifier: made.id, originalFileName: made.name, uri } }
            },
            { guarded: { sha256: file.sha256.toString('hex'), name: file.name } },
          )
        } finally {
          if (!hasRow) await lodge.blobs.remove(file.key)
        }
        return reply
      },
    )

    plugin.get<{ Params: { id: string } }>(
      `${BASE}/files/get/:id`,
      { config: { policy: 'public' }, schema: { hide: true } },
      async (request, reply) => {
        const link = readFileLink(lodge.secrets, request.params.id)
        if (!link) throw notFound('file')
        request.actor = systemActor(link.deskId)
        request.params.id = link.id
        return sendAttachment(lodge, request, reply)
      },
    )
  }
