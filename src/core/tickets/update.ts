import { isDeepStrictEqual } from 'node:util'
import type { TicketPriority } from '../../store/schema.ts'
import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import type { InvalidField } from '../fields/check.ts'
import { checkFields } from '../fields/check-change.ts'
import { fail, ok, type Result } from '../result.ts'
import { type References, resolveReferences, type UnknownReference } from './references.ts'
import { fromRequester, partFrom } from './requester.ts'
import { resolveResolution, writeResolution } from './resolution.ts'
import { retagTicket } from './retag.ts'
import { changeStatus, type StatusChange, type StatusError, type StatusState } from './status.ts'
import type { Person, Ticket, TicketRef, TicketSnapshot } from './ticket.ts'
import { lockTicket, writeTicket } from './write.ts'

/** What is to change; what is undefined stays. */
export type TicketChange = StatusChange & {
  subject?: string | undefined
  /** Who it is from, as findRequester() found them before the ticket was locked. */
  requester?: Person | undefined
  priority?: TicketPriority | undefined
  /** Id or name. */
  department?: string | undefined
  type?: string | undefined
  /** A member's id or address, `auto`, or null for nobody. */
  assignee?: string | null | undefined
  /** Replaces all of them; removeTags and addTags come after it. */
  tags?: string[] | undefined
  removeTags?: string[] | undefined
  addTags?: string[] | undefined
  /** Merged by name; null removes one. */
  fields?: Record<string, string | null> | undefined
  /** Merged by its first level; null removes a key. */
  metadata?: Record<string, unknown> | undefined
  externalRef?: string | null | undefined
  culture?: string | undefined
  /** False where the requester is not to be mailed that it is done; true where not said. */
  tellRequester?: boolean | undefined
  /** True where fields have to be as they are defined (core/fields): by our own API, not by the contracts of others. */
  checksFields?: boolean | undefined
  /** True where webhooks and queues are told nothing of this change. */
  quiet?: boolean | undefined
  /** As a ticket was before a change that is taken back: goes before the status. */
  restore?: StatusState | undefined
  /** Why, where it is more than one change of one ticket: events say so. */
  cause?: TicketCause | undefined
  /** How it was resolved: a category's id or name; null where nothing is to be said of that. */
  resolution?: string | null | undefined
}

/** One request for many tickets, or the taking back of one. */
type TicketCause = { kind: 'bulk' | 'bulk_undo'; id: string }

/** Its conversation goes on with another. */
export type TicketMerged = { code: 'ticket_merged'; into: TicketRef }

type TooLarge = { code: 'too_large'; path: 'tags' | 'fields' | 'metadata'; message: string }

export type UpdateTicketError =
  | { code: 'ticket_not_found' }
  | TicketMerged
  | UnknownReference
  | StatusError
  | TooLarge
  | InvalidField

export const TAGS_MAX = 50
export const FIELDS_MAX = 200
export const METADATA_BYTES = 50_000

/** What an event says of a change: by field, from what to what, as the API shows it. */
export type Changes = Record<string, { from: unknown; to: unknown }>

/** Changes a ticket, and says so in one event with the whole ticket after it; what changes nothing writes nothing. */
export const updateTicket = async (
  change: Change,
  idOrNumber: string,
  wanted: TicketChange,
): Promise<Result<TicketSnapshot, UpdateTicketError>> => {
  const before = await lockTicket(change, idOrNumber)
  if (!before) return fail({ code: 'ticket_not_found' })
  if (before.merged_into) return fail({ code: 'ticket_merged', into: before.merged_into })
  const references = await resolveReferences(change, wanted, before.department.id)
  if (!references.ok) return references
  const now = change.at ?? new Date()
  const changed = afterChange(before, wanted, references.value, now)
  if (!changed.ok) return changed
  const merged = changed.value
  const invalid = wanted.checksFields ? await checkFields(change, before, merged, wanted.fields) : undefined
  if (invalid) return fail(invalid)
  const { resolution: way } = wanted
  const category = typeof way === 'string' ? await resolveResolution(change, merged, way) : ok(null)
  if (!category.ok) return category
  const resolution = way === undefined ? undefined : await writeResolution(change, before, category.value, now)
  const changes = { ...changesBetween(before, merged), ...(resolution ? { resolution } : {}) }
  if (Object.keys(changes).length === 0) return ok(before)
  const after: TicketSnapshot = { ...merged, updated_at: now.toISOString() }
  await retagTicket(change, before, after)
  await partFrom(change, before, after)
  await writeTicket(change, after, {
    subject: after.subject,
    contact_id: after.requester.id,
    requester_verified: after.requester_verified,
    status: after.status,
    priority: after.priority,
    department_id: after.department.id,
    ticket_type_id: after.type.id,
    assignee_id: after.assignee?.id ?? null,
    culture: after.culture,
    external_ref: after.external_ref,
    fields: JSON.stringify(after.fields),
    metadata: JSON.stringify(after.metadata),
    snoozed_until: after.snoozed_until,
    resolved_at: after.resolved_at,
    closed_at: after.closed_at,
    updated_at: after.updated_at,
  })
  const options = {
    ...(wanted.tellRequester === false ? { notify: { requester: false } } : {}),
    ...(wanted.quiet ? { quiet: true } : {}),
  }
  await recordEvent(change, {
    type: 'ticket.updated',
    ticketId: after.id,
    data: {
      ticket: after,
      changes,
      ...(Object.keys(options).length > 0 ? { options } : {}),
      ...(wanted.cause ? { cause: wanted.cause } : {}),
    },
  })
  return ok(after)
}

/** A ticket as a change would leave it, but for `updated_at`: nothing is written. */
export const afterChange = (
  before: TicketSnapshot,
  wanted: TicketChange,
  references: References,
  now: Date,
): Result<TicketSnapshot, StatusError | TooLarge> => {
  const state = wanted.restore ? ok(wanted.restore) : changeStatus(before, wanted, now)
  if (!state.ok) return state
  const merged = {
    ...before,
    ...state.value,
    ...references,
    ...fromRequester(before, wanted.requester),
    subject: wanted.subject ?? before.subject,
    priority: wanted.priority ?? before.priority,
    tags: retagged(before.tags, wanted),
    fields: merge(before.fields, wanted.fields),
    metadata: merge(before.metadata, wanted.metadata),
    external_ref: wanted.externalRef === undefined ? before.external_ref : wanted.externalRef,
    culture: wanted.culture ?? before.culture,
  }
  const tooLarge = checkSizes(merged)
  return tooLarge ? fail(tooLarge) : ok(merged)
}

const retagged = (before: string[], { tags, removeTags = [], addTags = [] }: TicketChange): string[] => {
  const names = new Set(tags ?? before)
  for (const name of removeTags) names.delete(name)
  for (const name of addTags) names.add(name)
  return [...names].sort()
}

const merge = <T>(before: Record<string, T>, wanted: Record<string, T | null> = {}): Record<string, T> => {
  // By a map and back: a key named `__proto__` stays a key.
  const merged = new Map(Object.entries(before))
  for (const [key, value] of Object.entries(wanted)) {
    if (value === null) merged.delete(key)
    else merged.set(key, value)
  }
  return Object.fromEntries(merged)
}

const checkSizes = ({ tags, fields, metadata }: Ticket): TooLarge | undefined => {
  const tooLarge = (path: 'tags' | 'fields' | 'metadata', message: string): TooLarge => ({
    code: 'too_large',
    path,
    message,
  })
  if (tags.length > TAGS_MAX) return tooLarge('tags', `would be more than ${TAGS_MAX}`)
  if (Object.keys(fields).length > FIELDS_MAX) return tooLarge('fields', `would be more than ${FIELDS_MAX}`)
  if (Buffer.byteLength(JSON.stringify(metadata)) > METADATA_BYTES) {
    return tooLarge('metadata', `would be more than ${METADATA_BYTES.toLocaleString('en-US')} bytes as JSON`)
  }
  return undefined
}

/** Compared as the API shows them, but for what every change changes. */
export const changesBetween = (before: Ticket, after: Ticket): Changes => {
  const changes: Changes = {}
  for (const [field, to] of Object.entries(after)) {
    const from: unknown = before[field as keyof Ticket] // after has the same fields
    if (!isDeepStrictEqual(from, to)) changes[field] = { from, to }
  }
  return changes
}
