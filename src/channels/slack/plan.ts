import type pg from 'pg'
import { channelsFor, happeningsOf } from '../../core/slack/route.ts'
import type { LoggedEvent, NewDelivery } from '../channel.ts'
import { type Connection, connectionsOf, makeThreads, type Thread, threadsOf } from './plan-reads.ts'
import { tidingsOf, toldOf } from './tell.ts'

/** What `send` is told: to act on what came from Slack, or to post; `channel` is null for an incoming webhook's own. */
export type SlackOrder = { do: 'act'; key: string } | { do: 'post'; channel: string | null; inThread: boolean }

/**
 * Which messages these events ask for. An app's channel has one thread a ticket: the first event that is routed there
 * makes it, whatever is news comes under it. An incoming webhook has no threads: it gets what is routed to it, no more.
 */
export const plan = async (client: pg.PoolClient, events: LoggedEvent[]): Promise<NewDelivery[]> => {
  const connections = await connectionsOf(client, [...new Set(events.map(({ deskId }) => deskId))])
  if (connections.length === 0) return []
  const pairs = events.flatMap((event) =>
    connections.filter((connection) => concerns(event, connection)).map((connection) => ({ event, connection })),
  )
  const { threads, echoes } = await threadsOf(
    client,
    pairs.map(({ event }) => event),
  )
  const known = new Map(threads.map((thread) => [keyOf(thread), thread]))
  const made: (Thread & { rootEventId: string })[] = []

  const channelsOf = (event: LoggedEvent, connection: Connection, ticketId: string): (string | null)[] => {
    const routed = routedTo(event, connection)
    if (connection.kind === 'incoming_webhook') return routed
    for (const channel of routed) {
      if (channel === null) continue
      const thread = { deskId: event.deskId, connectionId: connection.id, channel, ticketId }
      if (known.has(keyOf(thread))) continue
      known.set(keyOf(thread), thread)
      made.push({ ...thread, rootEventId: event.id })
    }
    const isThere = ({ connectionId, ticketId: its }: Thread) => connectionId === connection.id && its === ticketId
    const followed = FOLLOWED.has(event.type) ? [...known.values()].filter(isThere) : []
    // A note that was written in a thread is there already.
    const echoed = echoes.filter((echo) => echo.eventId === event.id && echo.connectionId === connection.id)
    return [...new Set([...routed, ...followed.map(({ channel }) => channel)])].filter(
      (channel) => !echoed.some((echo) => echo.channel === channel),
    )
  }

  const planned = pairs.flatMap(({ event, connection }) => {
    if (event.type === 'slack.received') return [act(connection, event)]
    if (event.type === 'slack.test') return [post(connection, event, testedChannel(event), false)]
    if (event.ticketId === null || !tidingsOf(event)) return []
    return channelsOf(event, connection, event.ticketId).map((channel) => post(connection, event, channel, true))
  })
  await makeThreads(client, made)
  return planned
}

/** What goes under a thread once there is one, wherever it is routed. A rule says itself where it goes. */
const FOLLOWED = new Set(['ticket.updated', 'message.created', 'sla.breached', 'ai.handed_over'])

const keyOf = ({ deskId, connectionId, channel, ticketId }: Thread): string =>
  [deskId, connectionId, channel, ticketId].join('/')

/** An event is for all connections of its desk that are switched on, or for the one that it names. */
const concerns = ({ deskId, type, data }: LoggedEvent, connection: Connection): boolean => {
  if (deskId !== connection.deskId || !connection.enabled) return false
  if (type === 'rule.notified') return data.channel === 'slack' && data.connection === connection.id
  if (type !== 'slack.test' && type !== 'slack.received') return true
  return (data as { connection: { id: string } }).connection.id === connection.id // their verbs write it
}

const testedChannel = ({ data }: LoggedEvent): string | null => (data as { channel: string | null }).channel // core/slack/send-test.ts writes it

const routedTo = (event: LoggedEvent, { kind, routes }: Connection): (string | null)[] => {
  if (event.type === 'rule.notified') return [kind === 'app' ? String(event.data.to) : null]
  const { ticket, changes = {}, options } = toldOf(event)
  if (!ticket || options?.notify?.team === false) return []
  return channelsFor(routes, happeningsOf(event.type, ticket, changes), ticket)
}

const post = (connection: Connection, event: LoggedEvent, channel: string | null, inThread: boolean): NewDelivery => ({
  deskId: event.deskId,
  event,
  target: `slack/${connection.id}${channel === null ? '' : `/${channel}`}`,
  lane: connection.id,
  laneName: connection.name,
  data: { do: 'post', channel, inThread } satisfies SlackOrder,
  // In the order of what happened: a ticket's first message before the rest of its thread.
  dueAt: event.createdAt,
})

/** Answers to people have a lane of their own: they wait for no channel that is told too much. */
const act = (connection: Connection, event: LoggedEvent): NewDelivery => ({
  deskId: event.deskId,
  event,
  target: `slack/${connection.id}/received`,
  lane: `${connection.id}.received`,
  laneName: `${connection.name}, from Slack`,
  data: { do: 'act', key: String(event.data.key) } satisfies SlackOrder,
})
