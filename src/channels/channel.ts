import type pg from 'pg'
import type { DeskId } from '../core/ids.ts'
import type { Lodge } from '../core/lodge.ts'
import type { Shared } from '../core/shared.ts'
import type { DeliveryChannel } from '../store/schema.ts'

/** An event of the log as a channel sees it. `data` is its snapshot. */
export type LoggedEvent = {
  deskId: DeskId
  xid: string
  id: string
  type: string
  ticketId: string | null
  actor: { kind: string; id: string | null }
  data: Record<string, unknown>
  createdAt: Date
}

/** A delivery to be made. An event has one delivery a target: planned again, it is the same one. */
export type NewDelivery = {
  deskId: DeskId
  event: LoggedEvent
  /** Who gets it, such as `webhook/<endpoint id>` or `mail/acknowledgement/ann@example.com`. */
  target: string
  /** What is slow, dead and paused together: an endpoint's id, a mail server. */
  lane: string
  /** What people call the lane: an address, a server's name. */
  laneName: string
  /** What `send` needs beyond the event: small, and no secret. */
  data: object
  /** Not before; at once where absent. */
  dueAt?: Date
}

/** A delivery whose time has come, with what it is about. */
export type DueDelivery = {
  deskId: DeskId
  id: string
  target: string
  lane: string
  data: Record<string, unknown>
  /** 1 for the first. */
  attempt: number
  /** An earlier attempt may have reached its receiver: the process died, or the line broke, after `handedOver`. */
  uncertain: boolean
  createdAt: Date
  event: LoggedEvent
}

/** How an attempt ended, in words for whoever owns the target. `detail` is what the receiver said. */
export type Outcome =
  | { ok: true; status?: number; detail?: string }
  | {
      ok: false
      reason: string
      /** Nothing will change by trying again. */
      permanent: boolean
      status?: number
      detail?: string
      /** What the receiver asked for: until then nothing of this lane is tried. */
      retryAfterMs?: number
      /** It may have arrived all the same. */
      uncertain?: boolean
    }

/** A way out: webhooks, mail, Slack. It says what is to go where, and sends one; jobs/deliveries does the rest. */
export type Channel = {
  name: DeliveryChannel
  /** The types of events it plans for. */
  types: readonly string[] | 'all'
  /**
   * Which deliveries these events ask for. Runs in the transaction that steps past them, over many desks at once: queries
   * by `client` on sets, no network.
   */
  plan: (given: { client: pg.PoolClient; lodge: Lodge; events: LoggedEvent[] }) => Promise<NewDelivery[]>
  /**
   * Sends one. What a receiver does is an outcome, never a throw. `shared` reads once for all that go out together.
   * `handedOver` is awaited right before the point from which the receiver may have it, where sending twice would matter.
   * `signal` fires when Lodge stops and cannot wait.
   */
  send: (given: {
    lodge: Lodge
    delivery: DueDelivery
    shared: Shared
    signal: AbortSignal
    handedOver: () => Promise<void>
  }) => Promise<Outcome>
}
