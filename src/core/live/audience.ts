import type { Actor } from '../actor.ts'
import { openListener } from '../events/listener.ts'
import type { Lodge } from '../lodge.ts'
import { fail, ok, type Result } from '../result.ts'
import { maySeeTicket } from './may-see.ts'
import { LIVE_CHANNEL, type LiveNote, tellLive } from './note.ts'
import { openPresence, type Present } from './presence.ts'

/** One who looks on. What they have not been told yet is kept once, however often it changes: it cannot grow without end. */
export type Viewer = {
  actor: Actor
  /** Fires once there is news; a new one is there after `take`. */
  news: () => AbortSignal
  take: () => { tickets: string[]; notifications: string[] }
}

export type Audience = {
  join: (actor: Actor) => Promise<Result<Viewer, { code: 'too_many_streams' }>>
  leave: (viewer: Viewer) => void
  /** Who is at a ticket, for one who looks on. */
  at: (viewer: Viewer, ticket: string) => Present[]
  close: () => Promise<void>
}

/** Tabs and telephones of one member. */
const STREAMS_EACH = 20
const STREAMS_MAX = 2_000
/** A stream that comes back within this has not left: a network that hiccups, a page that loads anew. */
const GRACE_MS = 3_000
/** More that one has not taken than this are theirs to read by GET /v1/notifications. */
const NOTIFICATIONS_MAX = 50

type Inside = { viewer: Viewer; tickets: Set<string>; notifications: Set<string>; poke: () => void }

/** Those who look on in this process, told of what all processes say by NOTIFY (tellLive). Listens from the first one on. */
export const openAudience = (lodge: Lodge): Audience => {
  const inside = new Map<Viewer, Inside>()
  const graces = new Set<NodeJS.Timeout>()
  let listener: ReturnType<typeof openListener> | undefined

  const each = (desk: string, tell: (one: Inside) => boolean): void => {
    for (const one of inside.values()) if (one.viewer.actor.deskId === desk && tell(one)) one.poke()
  }
  const presence = openPresence((desk, ticket, department) =>
    each(desk, ({ viewer, tickets }) => maySeeTicket(viewer.actor, department) && Boolean(tickets.add(ticket))),
  )
  const hear = (payload: string): void => {
    const notes = JSON.parse(payload) as LiveNote[] // of tellLive
    for (const note of notes) {
      if (note.about === 'presence') presence.hear(note)
      else {
        each(note.desk, ({ viewer, notifications }) => {
          if (viewer.actor.memberId !== note.member || notifications.size >= NOTIFICATIONS_MAX) return false
          notifications.add(note.id)
          return true
        })
      }
    }
  }

  const isHere = (desk: string, member: string): boolean =>
    [...inside.keys()].some(({ actor }) => actor.deskId === desk && actor.memberId === member)
  const ownerOf = ({ memberId, credentialId }: Actor): string => memberId ?? credentialId ?? ''

  /**
   * All processes are told, since any of them may show the member. Where they said that they are there after their stream
   * had ended, they are.
   */
  const goodbye = ({ deskId, memberId }: Actor, endedAt: number): void => {
    if (memberId === null || isHere(deskId, memberId)) return
    const left = presence.heardBefore(deskId, memberId, endedAt)
    const who = { desk: deskId, member: memberId, name: '', state: 'left' } as const
    void tellLive(
      lodge,
      left.map((where) => ({ about: 'presence', ...who, ...where })),
    )
  }

  return {
    join: async (actor) => {
      const own = [...inside.keys()].filter(
        (one) => one.actor.deskId === actor.deskId && ownerOf(one.actor) === ownerOf(actor),
      )
      if (own.length >= STREAMS_EACH || inside.size >= STREAMS_MAX) return fail({ code: 'too_many_streams' })
      let fresh = new AbortController()
      const tickets = new Set(
        presence
          .tickets(actor.deskId)
          .filter((ticket) => maySeeTicket(actor, presence.at(actor.deskId, ticket)?.department ?? null)),
      )
      // Who is there already is news to one who comes.
      if (tickets.size > 0) fresh.abort()
      const notifications = new Set<string>()
      const viewer: Viewer = {
        actor,
        news: () => fresh.signal,
        take: () => {
          fresh = new AbortController()
          const taken = { tickets: [...tickets], notifications: [...notifications] }
          tickets.clear()
          notifications.clear()
          return taken
        },
      }
      inside.set(viewer, { viewer, tickets, notifications, poke: () => fresh.abort() })
      listener ??= openListener(lodge, LIVE_CHANNEL, { heard: hear, began: () => {} })
      await listener.ready
      return ok(viewer)
    },
    leave: (viewer) => {
      if (!inside.delete(viewer)) return
      const endedAt = performance.now()
      const grace = setTimeout(() => {
        graces.delete(grace)
        goodbye(viewer.actor, endedAt)
      }, GRACE_MS)
      graces.add(grace)
    },
    at: ({ actor }, ticket) => presence.at(actor.deskId, ticket)?.members ?? [],
    close: async () => {
      for (const grace of graces) clearTimeout(grace)
      presence.close()
      await listener?.close()
    },
  }
}
