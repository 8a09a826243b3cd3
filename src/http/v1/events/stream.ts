import type { Readable } from 'node:stream'
import { toCursor } from '../../../core/events/position.ts'
import { type Ask, awaitEvents, type FeedEvent, type Page } from '../../../core/events/read.ts'
import type { Watch } from '../../../core/events/tail.ts'
import type { End } from './connections.ts'
import { toStream } from './server-sent.ts'

const HEARTBEAT_MS = 15_000

/**
 * The log as server-sent events: one message an event, its `id` the cursor to come back with. The next page is read when
 * the client has taken the one before.
 */
export const streamEvents = (
  read: (ask: Ask) => Promise<Page>,
  watch: Watch,
  ask: Ask,
  end: { signal: AbortSignal; close: () => void },
): Readable => toStream(messages(read, watch, ask, end.signal), end, watch.end)

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
