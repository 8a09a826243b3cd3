import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { REMEMBER_MS } from '../../../core/credentials/access.ts'
import type { End } from './connections.ts'

/** How long a stream that has to end may take to send what it began; longer where the last word waits (live/stream.ts). */
const LAST_WORDS_MS = 500
const LAST_WORDS_OF_CHANGED_MS = REMEMBER_MS + 1_500

/**
 * Server-sent events, https://html.spec.whatwg.org/multipage/server-sent-events.html, as they are made: the next part is
 * asked for when the client has taken the one before, so one that reads slowly costs a part of memory, however much happens.
 */
export const toStream = (
  parts: AsyncGenerator<string>,
  end: { signal: AbortSignal; close: () => void },
  closed: () => void,
): Readable => {
  const stream = Readable.from(parts, { objectMode: false, highWaterMark: 1 })
  const cut = () => {
    const isChanged = end.signal.reason === ('changed' satisfies End)
    setTimeout(() => stream.destroy(), isChanged ? LAST_WORDS_OF_CHANGED_MS : LAST_WORDS_MS)
  }
  if (end.signal.aborted) cut()
  else end.signal.addEventListener('abort', cut, { once: true })
  stream.once('close', () => {
    end.signal.removeEventListener('abort', cut)
    end.close()
    closed()
  })
  return stream
}

export const sendStream = (reply: FastifyReply, stream: Readable): FastifyReply =>
  reply
    .header('content-type', 'text/event-stream; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('connection', 'close')
    .header('x-accel-buffering', 'no')
    .send(stream)
