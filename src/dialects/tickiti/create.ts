import type { NewTicket } from '../../core/tickets/create.ts'
import type { BodyFormat } from '../../store/schema.ts'
import { CONTENT_MAX } from './body.ts'

/** The checked body of a creation (their page "Create ticket API"). */
export type TickitiCreate = {
  /** Normalised. */
  originator_email_address: string
  template_identifier?: string | undefined
  intervention?: string | undefined
  uid?: string | undefined
  queue_name?: string | undefined
  is_public: boolean
  use_passed_originator_as_responder: boolean
  data?: Record<string, unknown> | undefined
}

/** The one payload of the three that a creation has. */
export type Payload =
  | { shape: 'content'; subject: string; content: string }
  | { shape: 'template'; identifier: string; data: Record<string, unknown> }
  | { shape: 'intervention'; name: string; uid: string; data: Record<string, unknown> }

/** What is wrong, and where: their 422. */
export type Fault = { path: string; message: string }

/** Characters. */
export const SUBJECT_MAX = 500
const NAME_MAX = 200

/**
 * What a creation asks for, in which queue. Exactly one of the three shapes may be given; `subject` and `content` are the
 * values of a template where they do not come together. Their two pages on interventions write the data once and twice
 * nested (`data.data`): both are understood.
 */
export const readCreate = (
  body: TickitiCreate,
): { payload: Payload; queue: { path: string; name: string } | null } | { faults: Fault[] } => {
  const { data: inner, ...outer } = body.data ?? {}
  const all = isObject(inner) ? { ...outer, ...inner } : { ...body.data }
  const { queue_name: dataQueue, ...data } = all
  const { template_identifier: template, intervention, uid } = body
  const free = data.subject !== undefined && data.content !== undefined
  const shapes = [free, template !== undefined, intervention !== undefined].filter(Boolean).length
  if (shapes !== 1) return { faults: shapeFaults(body, data, shapes) }
  const queue = dataQueue === undefined ? body.queue_name : dataQueue
  const faults = [...queueFaults(queue, dataQueue, intervention)]
  if (intervention !== undefined && uid === undefined)
    faults.push({ path: 'uid', message: 'is required with intervention' })
  if (free) {
    faults.push(...textFaults('data.subject', data.subject, SUBJECT_MAX), ...textFaults('data.content', data.content))
  }
  if (faults.length > 0) return { faults }
  return {
    payload: payloadOf(body, data),
    queue: queue === undefined ? null : { path: queuePath(dataQueue), name: String(queue) },
  }
}

const payloadOf = (
  { template_identifier: template, intervention, uid }: TickitiCreate,
  data: Record<string, unknown>,
): Payload => {
  if (template !== undefined) return { shape: 'template', identifier: template, data }
  if (intervention !== undefined) return { shape: 'intervention', name: intervention, uid: uid ?? '', data }
  return { shape: 'content', subject: String(data.subject), content: String(data.content) }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const ONE = 'give exactly one of: data.subject with data.content, template_identifier, intervention'

const shapeFaults = (body: TickitiCreate, data: Record<string, unknown>, shapes: number): Fault[] => {
  if (shapes > 1) {
    const given = (['template_identifier', 'intervention'] as const).filter((name) => body[name] !== undefined)
    return given.map((path) => ({ path, message: `is one of several payloads: ${ONE}` }))
  }
  const lacking = (['subject', 'content'] as const).filter((name) => data[name] === undefined)
  return lacking.map((name) => ({ path: `data.${name}`, message: `is required: ${ONE}` }))
}

const queuePath = (inData: unknown): string => (inData === undefined ? 'queue_name' : 'data.queue_name')

const queueFaults = (queue: unknown, inData: unknown, intervention: string | undefined): Fault[] => {
  if (queue === undefined) return []
  const path = queuePath(inData)
  if (intervention !== undefined) return [{ path, message: 'must be left out: the intervention picks the queue' }]
  return textFaults(path, queue, NAME_MAX)
}

/** The content's own limit is looked at once its pictures are out of it. */
const textFaults = (path: string, value: unknown, max?: number): Fault[] => {
  if (typeof value !== 'string') return [{ path, message: 'must be a string' }]
  if (value.trim() === '') return [{ path, message: 'must not be empty' }]
  if (max === undefined || [...value].length <= max) return []
  return [{ path, message: `must be at most ${max} characters` }]
}

/** Whether a content is too long, its pictures not counted. */
export const contentFaults = (path: string, source: string): Fault[] =>
  [...source].length > CONTENT_MAX ? [{ path, message: `must be at most ${CONTENT_MAX} characters` }] : []

/** Where the originator is not to be shown as the author, `submitted_by` says who filed the ticket for them. */
export const metadataOf = (asOriginator: boolean, tokenName: string): Record<string, unknown> =>
  asOriginator ? {} : { submitted_by: tokenName }

/** Their creation in our words. Who may not read the first response is not told of it. */
export const toNewTicket = (given: {
  email: string
  subject: string
  body: { format: BodyFormat; source: string }
  department: string | null
  attachments: string[]
  isPublic: boolean
  asOriginator: boolean
  notify: boolean
  tokenName: string
}): NewTicket => ({
  requester: { externalId: null, email: given.email, name: null },
  subject: given.subject,
  body: given.body,
  channel: 'api',
  source: `API Via ${given.tokenName}`,
  status: 'open',
  priority: 'normal',
  department: given.department,
  type: null,
  assignee: null,
  tags: [],
  fields: {},
  metadata: metadataOf(given.asOriginator, given.tokenName),
  culture: null,
  participants: [],
  externalRef: null,
  openedAt: null,
  closedAt: null,
  snoozedUntil: null,
  attachments: given.attachments,
  public: given.isPublic,
  notify: { requester: given.notify && given.isPublic, team: true },
  ai: { answer: false },
})

/** The answer to a creation: where the ticket is, and what it was made of. Not which one it is. */
export const fromCreated = (
  queue: string,
  used: { template?: boolean; intervention?: boolean; privateTemplate?: boolean; publicTemplate?: boolean },
) => ({
  ok: true as const,
  data: {
    queue,
    used_template: used.template ?? false,
    used_intervention: used.intervention ?? false,
    used_private_template: used.privateTemplate ?? false,
    used_public_template: used.publicTemplate ?? false,
  },
})

/** The lean endpoint's answer, which does say which ticket it is. */
export const fromLeanCreated = ({ number, id, secureId }: { number: number; id: string; secureId: string }) => ({
  ok: true as const,
  data: { ticket_number: number, ticket_id: id, secure_id: secureId },
})
