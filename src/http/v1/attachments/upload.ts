import type { IncomingMessage } from 'node:http'
import type { MultipartFile } from '@fastify/multipart'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type ReceivedFile, type ReceiveFileError, receiveFile } from '../../../core/attachments/receive.ts'
import type { Lodge } from '../../../core/lodge.ts'
import type { Result } from '../../../core/result.ts'
import { fileNameOf } from '../../content-disposition.ts'
import { Problem } from '../../problem.ts'

type Received = Result<ReceivedFile, ReceiveFileError>

/**
 * Streams the one file of a request to storage, from a multipart form's `file` part (`anyPart`: whatever it is called) or
 * from the body itself. Throws a Problem where there is no file, it is too large or the disk is full, and where the client goes away: nothing is left then.
 */
export const receiveUpload = async (
  lodge: Lodge,
  request: FastifyRequest<{ Querystring: { name?: string | undefined } }>,
  reply: FastifyReply,
  { maxBytes, anyPart = false }: { maxBytes: number; anyPart?: boolean },
): Promise<ReceivedFile> => {
  // Two boundaries and some headers come with a part: what is larger than that and the file cannot fit.
  if (Number(request.headers['content-length']) > maxBytes + 64 * 1024) throw await refused(request, reply, maxBytes)
  let received: Received
  try {
    received = request.isMultipart()
      ? await fromForm(lodge, request, maxBytes, anyPart)
      : await receiveFile(lodge, {
          source: leftOpen(request.raw),
          name: fileNameOf(request.headers['content-disposition']) ?? request.query.name ?? '',
          maxBytes,
        })
  } catch (error) {
    throw toProblem(error, request)
  }
  if (!received.ok) {
    if (received.error.code === 'too_large') throw await refused(request, reply, maxBytes)
    throw new Problem(507, 'storage_full', 'There is no room left to store this file. Tell your operator.')
  }
  if (received.value.size > 0) return received.value
  await lodge.blobs.remove(received.value.key)
  throw new Problem(400, 'empty_file', 'The file is empty: send its bytes, or a form with a `file` part.')
}

/** Ending the loop over it early must not end the connection: the client is to read why. */
const leftOpen = (stream: NodeJS.ReadableStream & { iterator?: unknown }): AsyncIterable<Buffer> =>
  // Every stream of Node has `iterator`; the interface is older than it. No encoding is set, so chunks are buffers.
  (stream as IncomingMessage).iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>

const fromForm = async (
  lodge: Lodge,
  request: FastifyRequest,
  maxBytes: number,
  anyPart: boolean,
): Promise<Received> => {
  let received: Received | undefined
  const giveUp = async (path: string, code: string, message: string): Promise<never> => {
    if (received?.ok) await lodge.blobs.remove(received.value.key)
    throw new Problem(400, code, `${path} ${message}.`, { errors: [{ path, code, message }] })
  }
  try {
    for await (const part of request.parts({ limits: { fileSize: maxBytes + 1, fields: 1, parts: 3 } })) {
      if (part.fieldname !== 'file' && !anyPart)
        await giveUp(part.fieldname, 'unknown_field', 'is not a field of this request')
      if (part.type !== 'file') return await giveUp('file', 'wrong_type', 'must be a file: give the part a filename')
      if (received) return await giveUp('file', 'too_many', 'must be one file')
      received = await receiveFile(lodge, { source: leftOpen(part.file), name: nameOf(part), maxBytes })
      if (!received.ok) return received
    }
  } catch (error) {
    if (received?.ok) await lodge.blobs.remove(received.value.key)
    throw error
  }
  return received ?? giveUp('file', 'required', 'is required (a file)')
}

const nameOf = (part: MultipartFile): string => part.filename ?? ''

/** How much of a refused body is read and thrown away, so that the client gets to read the answer. */
const DRAIN_BYTES = 4 * 1024 * 1024

const refused = async (request: FastifyRequest, reply: FastifyReply, maxBytes: number): Promise<Problem> => {
  if (!(await drain(request.raw, DRAIN_BYTES))) reply.header('connection', 'close')
  return new Problem(413, 'attachment_too_large', `A file may have at most ${maxBytes.toLocaleString('en-US')} bytes.`)
}

/** Whether the body's end was reached. A connection that is closed on a client still sending loses the answer on its way. */
const drain = (body: IncomingMessage, maxBytes: number): Promise<boolean> =>
  new Promise((resolve) => {
    body.unpipe()
    let left = maxBytes
    const stop = (ended: boolean) => () => {
      body.off('data', count).off('end', whole).off('close', broken).pause()
      resolve(ended)
    }
    const whole = stop(true)
    const broken = stop(false)
    const count = (chunk: Buffer) => {
      left -= chunk.length
      if (left < 0) broken()
    }
    if (body.readableEnded) return resolve(true)
    body.on('data', count).on('end', whole).on('close', broken).resume()
  })

const toProblem = (error: unknown, request: FastifyRequest): unknown => {
  if (error instanceof Problem) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (request.raw.destroyed && !request.raw.readableEnded) {
    return new Problem(400, 'upload_aborted', 'The connection ended before the file did.')
  }
  if (code.startsWith('FST_') && code.endsWith('_LIMIT')) {
    return new Problem(400, 'too_many_parts', 'Send one part, `file`, and no other.')
  }
  if (/multipart|part/i.test(error instanceof Error ? error.message : '')) {
    return new Problem(400, 'invalid_multipart', 'The body is not a whole multipart/form-data form.')
  }
  if (/^E[A-Z]+$/.test(code)) {
    request.log.error({ err: error, reqId: request.id }, 'an attachment could not be stored')
    return new Problem(503, 'storage_unavailable', 'The file cannot be stored just now. Try again.', {
      headers: { 'retry-after': '5' },
    })
  }
  return error
}
