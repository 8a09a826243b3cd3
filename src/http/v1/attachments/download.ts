import type { FastifyReply, FastifyRequest } from 'fastify'
import { findAttachment } from '../../../core/attachments/find.ts'
import { mayShowInline } from '../../../core/attachments/media-type.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { namesTag, readRange } from '../../byte-range.ts'
import { contentDisposition } from '../../content-disposition.ts'
import { actorOf } from '../../policy.ts'
import { notFound, Problem } from '../../problem.ts'

/**
 * Sends an attachment as what it is and never as something that runs: its sniffed type, shown in place only where that is
 * a plain picture or text, in a sandbox without an origin of its own.
 */
export const sendAttachment = async (
  lodge: Lodge,
  request: FastifyRequest<{ Params: { id: string } }>,
  reply: FastifyReply,
): Promise<FastifyReply> => {
  const found = await findAttachment(lodge, actorOf(request), request.params.id)
  if (!found) throw notFound('attachment')
  const { attachment, storageKey } = found
  const tag = `"${attachment.sha256}"`
  reply.headers({
    etag: tag,
    'cache-control': 'private, no-cache',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'",
    'cross-origin-resource-policy': 'same-origin',
  })
  if (namesTag(request.headers['if-none-match'], tag)) return reply.code(304).send()

  const wanted = request.headers['if-range'] === undefined || request.headers['if-range'] === tag
  const range = wanted && request.method === 'GET' ? readRange(request.headers.range, attachment.size) : 'all'
  if (range === 'unsatisfiable') {
    throw new Problem(416, 'range_not_satisfiable', `The file has ${attachment.size} bytes.`, {
      headers: { 'content-range': `bytes */${attachment.size}` },
    })
  }
  const part = range === 'all' ? { start: 0, end: attachment.size - 1 } : range
  const file = request.method === 'GET' ? await lodge.blobs.read(storageKey, part) : null
  if (file === undefined) {
    throw new Problem(500, 'attachment_file_missing', 'The file of this attachment is gone. Tell your operator.')
  }
  if (range !== 'all') {
    reply.code(206).header('content-range', `bytes ${part.start}-${part.end}/${attachment.size}`)
  }
  reply.headers({
    'accept-ranges': 'bytes',
    'content-length': String(part.end - part.start + 1),
    'content-type': attachment.media_type === 'text/plain' ? 'text/plain; charset=utf-8' : attachment.media_type,
    'content-disposition': contentDisposition(
      mayShowInline(attachment.media_type) ? 'inline' : 'attachment',
      attachment.name,
    ),
  })
  return reply.send(file)
}
