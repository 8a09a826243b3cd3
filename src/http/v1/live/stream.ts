import { setTimeout as sleep } from 'node:timers/promises'
import { REMEMBER_MS } from '../../../core/credentials/access.ts'
import { isFarBehind } from '../../../core/events/behind.ts'
import { type Position, toCursor } from '../../../core/events/position.ts'
import { type Ask, awaitEvents, endOfLog, type FeedEvent, type Page } from '../../../core/events/read.ts'
import type { Watch } from '../../../core/events/tail.ts'
import type { Audience, Viewer } from '../../../core/live/audience.ts'
import { changedMany, hasLost, maySee } from '../../../core/live/may-see.ts'
import type { Lodge } from '../../../core/lodge.ts'
import { countUnread, selectNotifications } from '../../../core/notifications/notification.ts'
import type { End } from '../events/connections.ts'

export type LiveStream = {
  lodge: Lodge
  audience: Audience
  viewer: Viewer
  read: (ask: Ask) => Promise<Page>
  watch: Watch
  after: Position
  ended: AbortSignal
}

const HEARTBEAT_MS = 15_000
const PAGE = 50
/** One that is further behind than this reads what it shows anew: that is less than to be told of each change. */
const BEHIND_MAX = 1_000
/** Where there is more than a page, those who create tickets come first. */
const PACE_MS = 100
const AFTER_RESYNC_MS = 2_000
/** Then the client comes back, and who they are and what they may see is asked again. */
const LONGEST_MS = 10 * 60_000

/**
 * What one who looks on is told, as server-sent events: what happened that they may see, who is at which ticket, their own
 * notifications. Nothing is kept for a client that does not read but which tickets to show anew; one that fell too far
 * behind is told to read everything again, and so are those whose tickets changed without being named, or who may see
 * others from now on.
 */
export async function* live(given: LiveStream): AsyncGenerator<string> {
  const { lodge, viewer, read, watch, ended } = given
  const { deskId } = viewer.actor
  const until = performance.now() + LONGEST_MS
  let { after } = given
  yield `retry: 1000\nid: ${toCursor(after)}\n\n${await unreadOf(lodge, viewer)}`
  let mayBeFar = true
  while (!ended.aborted && performance.now() < until) {
    if (mayBeFar && (await isFarBehind(lodge, deskId, after, BEHIND_MAX))) {
      after = await endOfLog(lodge)
      yield resync(after)
      await sleep(AFTER_RESYNC_MS, undefined, { signal: ended }).catch(() => {})
    }
    const wake = AbortSignal.any([ended, AbortSignal.timeout(HEARTBEAT_MS), viewer.news()])
    const page = await awaitEvents(read, watch.signal, { after, types: undefined, limit: PAGE }, wake)
    if (ended.aborted && ended.reason === ('changed' satisfies End)) {
      // After it, what they read is as it is now.
      await sleep(REMEMBER_MS)
      yield resync(after)
    }
    if (ended.aborted && ended.reason !== ('shutdown' satisfies End)) return
    after = page.position
    const changes = page.events.flatMap((event) =>
      maySee(viewer.actor, event) ? [change(event)] : hasLost(viewer.actor, event) ? [gone(event)] : [],
    )
    const news = await newsOf(given)
    // Keeps proxies from closing what is idle, moves the client's place, and tells a page that its stream is not dead: of a
    // comment a page hears nothing.
    yield `${changes.join('')}${news}${changes.length > 0 ? '' : `event: alive\nid: ${toCursor(after)}\ndata: {}\n\n`}`
    if (page.events.some((event) => changedMany(viewer.actor, event))) yield resync(after)
    mayBeFar = page.more
    if (page.more) await sleep(PACE_MS, undefined, { signal: ended }).catch(() => {})
  }
}

const resync = (after: Position): string => `event: resync\nid: ${toCursor(after)}\ndata: {}\n\n`
const change = (event: FeedEvent): string => `event: change\nid: ${event.cursor}\ndata: ${JSON.stringify(event)}\n\n`
/** All that is said of a ticket that went out of sight. */
const gone = (event: FeedEvent): string =>
  `event: gone\nid: ${event.cursor}\ndata: ${JSON.stringify({ ticket_id: event.ticket_id })}\n\n`
const message = (event: string, data: object): string => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`

const newsOf = async ({ lodge, audience, viewer }: LiveStream): Promise<string> => {
  const { tickets, notifications: ids } = viewer.take()
  const presence = tickets
    .map((id) => message('presence', { ticket_id: id, members: audience.at(viewer, id) }))
    .join('')
  const { deskId, memberId, departments } = viewer.actor
  if (ids.length === 0 || memberId === null) return presence
  const member = { deskId, memberId, departments }
  const unread = await countUnread(lodge.store.db, member)
  const found = await selectNotifications(lodge.store.db, member, { ids })
  const told = found.toReversed().map((notification) => message('notification', { notification, unread }))
  return presence + told.join('')
}

/** What there is to read as the stream begins: those that came while the client was away are among them. */
const unreadOf = async (lodge: Lodge, { actor: { deskId, memberId, departments } }: Viewer): Promise<string> =>
  memberId === null
    ? ''
    : message('notification', {
        notification: null,
        unread: await countUnread(lodge.store.db, { deskId, memberId, departments }),
      })
