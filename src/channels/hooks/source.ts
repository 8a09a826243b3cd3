import type { BodyFormat, TicketPriority } from '../../store/schema.ts'

/** A request as a source sees it. */
export type HookRequest = {
  method: string
  /** The whole address that was called, in each spelling it may have had before a proxy. */
  urls: string[]
  /** Lower-case names. */
  headers: Record<string, string>
  body: Buffer
}

/** What a payload says of a ticket. What is absent comes from the hook's mapping or defaults. */
export type Draft = {
  email?: string | undefined
  externalId?: string | undefined
  name?: string | undefined
  subject?: string | undefined
  body?: string | undefined
  /** Plain text where absent. */
  format?: BodyFormat | undefined
  priority?: TicketPriority | undefined
  tags?: string[] | undefined
  /** The sender's own id of it, or its page there. */
  externalRef?: string | undefined
}

/** Not everything that is sent is to become a ticket: why this one is not, in words for the hook's owner. */
type Ignored = { ignored: string }

/**
 * One sender of payloads. Pure: no database, no network. `payload` is JSON, or a form's fields as an object; it was sent by
 * whoever knows the address, so nothing of it is taken for granted.
 */
export type HookSource = {
  /** As people know it. */
  title: string
  /** Where its owner finds the signing secret and pastes the address; empty where it signs nothing. */
  signing: string
  /** Whether the request was signed with this secret. Absent where the source signs nothing. */
  verify?: (request: HookRequest, secret: string, now: Date) => boolean
  /** The payloads of a request that brings a list of them; undefined for one that brings itself. */
  split?: (payload: unknown) => unknown[] | undefined
  /** What a repeat has in common with the first; undefined where the source names nothing, and the body must do. */
  deliveryId: (payload: unknown, headers: Record<string, string>) => string | undefined
  toDraft: (payload: unknown, headers: Record<string, string>) => Draft | Ignored
}
