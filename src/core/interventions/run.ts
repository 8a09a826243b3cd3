import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { type AddMessageError, addMessage, type NewMessage } from '../messages/add.ts'
import { fail, ok, type Result } from '../result.ts'
import { bodyFrom } from '../templates/reply.ts'
import { scopeOf } from '../templates/scope.ts'
import { surroundingsOf } from '../templates/surroundings.ts'
import type { TicketSnapshot } from '../tickets/ticket.ts'
import { type UpdateTicketError, updateTicket } from '../tickets/update.ts'
import { lockTicket } from '../tickets/write.ts'
import { answersOf, checkAnswers, type InvalidAnswer, listAnswers } from './answers.ts'
import { claimRun, type Run, type RunTwice } from './claim-run.ts'
import { findIntervention } from './find.ts'
import type { InterventionRow } from './intervention.ts'
import { findTexts, type TextError, type Texts } from './texts.ts'

export type RunGiven = {
  /** Id or name. */
  intervention: string
  /** Number or id. */
  ticket: string
  /** What was answered, and whatever else its templates use. */
  data: Record<string, unknown>
  /** The caller's name for this run: the same one runs once. */
  uid: string | null
  /** The ticket was made for this run (start.ts), so that its first message says what was answered. */
  isNew: boolean
}

export type RunError =
  | { code: 'intervention_not_found' }
  | { code: 'intervention_disabled' }
  | InvalidAnswer
  | TextError
  | AddMessageError
  | UpdateTicketError
  | RunTwice

/**
 * Runs an intervention on a ticket: its private template becomes an internal note, its public one a reply, and then the
 * ticket is set as it says. All of it or nothing: after a failure undo the transaction. A `uid` that ran before, with the
 * same ticket and data, gives that run again.
 */
export const runIntervention = async (
  change: Change,
  given: RunGiven,
): Promise<Result<{ run: Run; repeated: boolean }, RunError>> => {
  const intervention = await findIntervention(change.tx, change.actor.deskId, given.intervention)
  if (!intervention) return fail({ code: 'intervention_not_found' })
  if (!intervention.enabled) return fail({ code: 'intervention_disabled' })
  const ticket = await lockTicket(change, given.ticket)
  if (!ticket) return fail({ code: 'ticket_not_found' })
  const claimed = await claimRun(change, intervention, ticket, given)
  if (!claimed.ok) return claimed
  if (claimed.value.repeated) return ok(claimed.value)
  const answered = checkAnswers(intervention.fields, given.data)
  if (!answered.ok) return answered
  const texts = await findTexts(change.tx, change.actor.deskId, intervention)
  if (!texts.ok) return texts
  const said = await say(change, intervention, ticket, given, texts.value)
  if (!said.ok) return said
  const after = await updateTicket(change, ticket.id, toTicketChange(intervention))
  if (!after.ok) return after
  const run: Run = { ...claimed.value.run, ...said.value }
  await change.tx
    .updateTable('intervention_run')
    .set(said.value)
    .where('desk_id', '=', change.actor.deskId)
    .where('id', '=', run.id)
    .execute()
  const { id, name, title } = intervention
  await recordEvent(change, {
    type: 'intervention.run',
    ticketId: ticket.id,
    data: { intervention: { id, name, title }, run, ticket: after.value },
  })
  return ok({ run, repeated: false })
}

/** Writes the note and the reply, where there is something to say. */
const say = async (
  change: Change,
  { name, title, fields }: InterventionRow,
  ticket: TicketSnapshot,
  { data, isNew }: RunGiven,
  texts: Texts,
): Promise<Result<Pick<Run, 'private_message_id' | 'public_message_id'>, AddMessageError | TextError>> => {
  const around = await surroundingsOf(change, ticket.id)
  const intervention = { name, title }
  const options = { missing: 'empty', culture: ticket.culture } as const
  const answers = answersOf(fields, data, scopeOf(ticket, around, data, { intervention }), options)
  const scope = scopeOf(ticket, around, data, { intervention, fields: answers })
  const plain = isNew ? null : asNote(listAnswers(title, answers))
  const note = texts.private ? bodyFrom(texts.private, ticket, scope) : ok(plain)
  if (!note.ok) return fail({ code: 'text_unusable', of: 'private_template', error: note.error })
  const reply = texts.public ? bodyFrom(texts.public, ticket, scope) : ok(null)
  if (!reply.ok) return fail({ code: 'text_unusable', of: 'public_template', error: reply.error })
  const add = (body: NewMessage['body'], isPublic: boolean) =>
    addMessage(change, ticket.id, { author: 'agent', body, public: isPublic, attachments: [] })
  const noted = note.value && (await add(note.value, false))
  if (noted && !noted.ok) return noted
  const replied = reply.value && (await add(reply.value, true))
  if (replied && !replied.ok) return replied
  return ok({
    private_message_id: noted ? noted.value.message.id : null,
    public_message_id: replied ? replied.value.message.id : null,
  })
}

const asNote = (source: string): NewMessage['body'] => ({ format: 'text', source })

const toTicketChange = ({ settings, department }: InterventionRow) => ({
  status: settings.status ?? undefined,
  priority: settings.priority ?? undefined,
  assignee: settings.assignee ?? undefined,
  department: department?.id,
  addTags: settings.add_tags,
  removeTags: settings.remove_tags,
})
