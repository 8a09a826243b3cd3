import type { GivenParticipant } from './participants.ts'
import { PARTICIPANT_TYPES, PROTOCOLS, SUB_PROTOCOLS } from './words.ts'

/** Where a ticket was moved to, or came from: by the number of the other one and the id of its department. */
export type Moved = { ticket: number; department: string }

export type Summary = { text: string; member_id: string | null; at: string }

/** What of this contract a ticket keeps in its metadata, where anybody may have written: what does not fit is not there. */
export type Kept = {
  participants: GivenParticipant[]
  details: Record<string, unknown> | null
  summary: Summary | null
  movedFrom: Moved | null
  movedTo: Moved | null
}

export const readKept = (metadata: Record<string, unknown>): Kept => ({
  participants: Array.isArray(metadata.participants) ? metadata.participants.flatMap(toParticipant) : [],
  details: isObject(metadata.details) ? metadata.details : null,
  summary: toSummary(metadata.summary),
  movedFrom: toMoved(metadata.moved_from),
  movedTo: toMoved(metadata.moved_to),
})

/** A participant in as few bytes as it takes. */
export const keepParticipants = (participants: GivenParticipant[]): Record<string, unknown>[] =>
  participants.map((participant) => ({
    type: participant.type,
    protocol: participant.protocolType,
    ...(participant.subProtocolType === 'Undefined' ? {} : { sub_protocol: participant.subProtocolType }),
    name: participant.name,
    identifier: participant.identifier,
    display_name: participant.displayName,
    department_identifier: participant.departmentIdentifier,
    user_name: participant.userName,
    contact_id: participant.contact,
    ...(participant.isActive ? {} : { active: false }),
    ...(participant.isDeleted ? { deleted: true } : {}),
  }))

const toParticipant = (kept: unknown): GivenParticipant[] => {
  if (!isObject(kept)) return []
  const type = PARTICIPANT_TYPES.find((known) => known === kept.type)
  const protocolType = PROTOCOLS.find((known) => known === kept.protocol)
  if (!type || !protocolType) return []
  return [
    {
      type,
      protocolType,
      subProtocolType: SUB_PROTOCOLS.find((known) => known === kept.sub_protocol) ?? 'Undefined',
      name: textOf(kept.name),
      identifier: textOf(kept.identifier),
      displayName: textOf(kept.display_name),
      departmentIdentifier: textOf(kept.department_identifier),
      userName: textOf(kept.user_name),
      isActive: kept.active !== false,
      isDeleted: kept.deleted === true,
      contact: /^\d{1,19}$/.test(textOf(kept.contact_id) ?? '') ? textOf(kept.contact_id) : undefined,
    },
  ]
}

const toSummary = (kept: unknown): Summary | null => {
  if (!isObject(kept) || typeof kept.text !== 'string' || typeof kept.at !== 'string') return null
  return { text: kept.text, member_id: textOf(kept.member_id) ?? null, at: kept.at }
}

const toMoved = (kept: unknown): Moved | null =>
  isObject(kept) && typeof kept.ticket === 'number' && typeof kept.department === 'string'
    ? { ticket: kept.ticket, department: kept.department }
    : null

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
