import { Readable } from 'node:stream'
import { toCursor } from '../../../core/events/position.ts'
import { type Ask, awaitEvents, type FeedEvent, type Page } from '../../../core/events/read.ts'
import type { Watch } from '../../../core/events/tail.ts'
import type { End } from './connections.ts'

const HEARTBEAT_MS = 15_000
/** How long a stream that has to end may take to send what it began. */
const LAST_WORDS_MS = 500

/**
 * Server-sent events, https://html.spec.whatwg.org/multipage/server-sent-events.html: one message an event, its `id` the
 * cursor to come back with. The next page is read when the client has taken the one before, so one that reads slowly
 * costs a page of memory, however much happens meanwhile.
 */
export const streamEvents = (
  read: (ask: Ask) => Promise<Page>,
  watch: Watch,
  ask: Ask,
  end: { signal: AbortSignal; close: () => void },
): Readable => {
  const stream = Readable.from(messages(read, watch, ask, end.signal), { objectMode: false, highWaterMark: 1 })
  const cut = () => setTimeout(() => stream.destroy(), LAST_WORDS_MS)
  if (end.signal.aborted) cut()
  else end.signal.addEventListener('abort', cut, { once: true })
  stream.once('close', () => {
    end.signal.removeEventListener('abort', cut)
    end.close()
    watch.end()
  })
  return stream
}

async function* messages(
  read: (ask: Ask) => Promise<Page>,
  watch: Watch,
  ask: Ask,
  ended: AbortSignal,
): AsyncGenerator<string> {
  let after = ask.after
  yield `retry: 1000\nid: ${toCursor(after)}\n\n`
  while (!ended.aborted) {
    const until = AbortSignal.any([ended, AbortSignal.timeout(HEARTBEAT_MS)])
    const page = await awaitEvents(read, watch.signal, { ...ask, after }, until)
    if (ended.aborted && ended.reason !== ('shutdown' satisfies End)) return
    after = page.position
    // A comment keeps proxies from closing what is idle; an id without data moves the client's place without a message.
    yield page.events.length > 0 ? page.events.map(message).join('') : `: heartbeat\nid: ${toCursor(after)}\n\n`
  }
}

const message = (event: FeedEvent): string => `id: ${event.cursor}\ndata: ${JSON.stringify(event)}\n\n`
