import type { IntakeItem } from '../../store/intake.ts'
import { type Actor, keyHolder } from '../actor.ts'
import { claimable } from '../attachments/claimable.ts'
import type { Desk } from '../desks/directory.ts'
import { invalidField } from '../fields/check.ts'
import type { Lodge } from '../lodge.ts'
import type { Body } from '../messages/body.ts'
import { toMailExtra } from '../messages/keep-email.ts'
import { render } from '../messages/render.ts'
import { fail, ok, type Result } from '../result.ts'
import { toJson } from './assemble.ts'
import type { CreateTicketError, Idempotency, NewTicket } from './create.ts'
import type { AttachmentSummary, Ticket } from './ticket.ts'

/** A creation ready to be written, all that it names found. */
export const prepare = async (
  lodge: Lodge,
  actor: Actor,
  given: NewTicket,
  idempotency?: Idempotency,
): Promise<Result<IntakeItem, CreateTicketError>> => {
  const desk = await lodge.desks.get(actor.deskId)
  const placed = resolve(desk, given)
  const references = placed.ok ? placed : resolve(await lodge.desks.fresh(actor.deskId), given)
  if (!references.ok) return references
  if (given.checksFields && desk.fields.length > 0) {
    const isWrong = invalidField(desk.fields, references.value, given.fields)
    // Maybe by what was changed within this second.
    const wrong =
      isWrong && invalidField((await lodge.desks.fresh(actor.deskId)).fields, references.value, given.fields)
    if (wrong) return fail(wrong)
  }
  const attachments = given.attachments.length > 0 ? await claimable(lodge.store.db, actor, given.attachments) : ok([])
  if (!attachments.ok) return attachments

  // Plain text and what is short is there already, and costs no turn of the event loop.
  const rendered = render(given.body.format, given.body.source)
  const body = rendered instanceof Promise ? await rendered : rendered

  const composed = compose(lodge.store.nextId, desk, given, references.value, body, attachments.value)
  const { ticket, message } = composed
  return ok({
    deskId: actor.deskId,
    requester: { ...given.requester, name: given.requester.name?.trim() || null },
    ticket,
    message,
    json: toJson(composed),
    auto: given.assignee === 'auto',
    credentialId: keyHolder(actor),
    idempotency,
    actor: { kind: actor.kind, id: keyHolder(actor) },
    options: { notify: given.notify, ai: given.ai },
    extras:
      given.tags.length + given.participants.length + given.attachments.length > 0 || given.quiet || given.email
        ? {
            tags: given.tags.map((name) => ({ id: lodge.store.nextId(), name })),
            participants: ticket.participants,
            attachments: given.attachments,
            quiet: given.quiet,
            ...(given.email ? { mail: toMailExtra(given.email) } : {}),
          }
        : undefined,
  })
}

type References = Pick<Ticket, 'department' | 'type' | 'assignee'>

const resolve = (desk: Desk, given: NewTicket): Result<References, CreateTicketError> => {
  const department = given.department === null ? desk.defaultDepartment : desk.department(given.department)
  if (!department) return fail({ code: 'department_not_found' })
  const type = given.type === null ? desk.defaultTicketType : desk.ticketType(given.type)
  if (!type) return fail({ code: 'ticket_type_not_found' })
  const named = given.assignee !== null && given.assignee !== 'auto'
  const assignee = named ? desk.member(given.assignee ?? '') : null
  if (assignee === undefined) return fail({ code: 'assignee_not_found' })
  return ok({ department, type, assignee })
}

/** The ticket and its first message as they will be answered, but for what only the database knows. */
const compose = (
  nextId: () => string,
  desk: Desk,
  given: NewTicket,
  references: References,
  body: Body,
  attachments: AttachmentSummary[],
): Pick<IntakeItem, 'ticket' | 'message'> => {
  const now = (given.at ?? new Date()).toISOString()
  const closedAt = given.closedAt?.toISOString() ?? null
  return {
    ticket: {
      id: nextId(),
      subject: given.subject,
      status: given.status,
      priority: given.priority,
      department: references.department,
      type: references.type,
      assignee: references.assignee,
      requester_verified: given.requesterVerified ?? true,
      tags: given.tags,
      fields: given.fields,
      metadata: given.metadata,
      channel: given.channel,
      source: given.source,
      culture: given.culture ?? desk.culture,
      external_ref: given.externalRef,
      message_count: 1,
      opened_at: given.openedAt?.toISOString() ?? now,
      snoozed_until: given.snoozedUntil?.toISOString() ?? null,
      first_response_at: null,
      resolved_at: given.status === 'resolved' ? (closedAt ?? now) : null,
      closed_at: given.status === 'closed' ? closedAt : null,
      last_message_at: now,
      created_at: now,
      updated_at: now,
      participants: given.participants.map(({ role, email, name }) => ({
        id: nextId(),
        role,
        email,
        name: name ?? '',
        contact_id: null,
        member_id: null,
      })),
    },
    message: {
      id: nextId(),
      public: given.public,
      format: body.format,
      text: body.text,
      html: body.html,
      markdown: body.markdown,
      attachments,
      created_at: now,
      ...(given.email ? { email: given.email.shown } : {}),
    },
  }
}
