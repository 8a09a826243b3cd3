import { unbound } from '../actor.ts'
import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import type { AddMessageError } from '../messages/add.ts'
import { fail, ok, type Result } from '../result.ts'
import { type UpdateTicketError, updateTicket } from '../tickets/update.ts'
import { lockTicket } from '../tickets/write.ts'
import { checkAnswers, type InvalidAnswer, listAnswers, valuesIn } from './answers.ts'
import { claimRun, type RunTwice } from './claim-run.ts'
import { hasEpilog } from './epilog.ts'
import { findIntervention } from './find.ts'
import type { InterventionRow } from './intervention.ts'
import type { Run } from './run-row.ts'
import { say } from './say.ts'
import { type StepUnusable, startNextStep } from './steps.ts'
import { findTexts, type TextError } from './texts.ts'

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
  /** False where people fill in the fields later (submit.ts). What asks for nothing is submitted as it starts. */
  submit: boolean
  /** Whether a placeholder of its templates that nothing is given for is a failure; else it prints nothing. */
  strict?: boolean
  /** Of which run it is a step. */
  stepOf?: Run['step_of']
}

export type RunError =
  | { code: 'intervention_not_found' }
  | { code: 'intervention_disabled' }
  | InvalidAnswer
  | TextError
  | AddMessageError
  | UpdateTicketError
  | RunTwice
  | StepUnusable

/**
 * Runs an intervention on a ticket: its private template becomes an internal note, its public one a reply, and then the
 * ticket is set as it says. Where it is submitted too, its final template is said at once, unless a remote system is to
 * confirm it, and its next step starts. All of it or nothing: after a failure undo the transaction. A `uid` that ran
 * before, with the same ticket and data, gives that run again.
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
  const { fields, title } = intervention
  const isSubmitted = given.submit || fields.length === 0
  const claimed = await claimRun(change, intervention, ticket, {
    uid: given.uid,
    data: given.data,
    values: valuesIn(fields, given.data),
    state: isSubmitted ? 'submitted' : 'pending',
    step_of: given.stepOf ?? null,
  })
  if (!claimed.ok) return claimed
  if (claimed.value.repeated) return ok(claimed.value)
  const answered = checkAnswers(fields, given.data, { at: 'data', complete: isSubmitted })
  if (!answered.ok) return answered
  const texts = await findTexts(change.tx, change.actor.deskId, intervention)
  if (!texts.ok) return texts

  const { run } = claimed.value
  const saying = { intervention, ticket, run, texts: texts.value, strict: given.strict }
  // Nothing to say of what is still to be filled in, nor again what the ticket itself says.
  const hasNote = !given.isNew && isSubmitted
  const note = hasNote
    ? { ...saying, instead: (answers: Parameters<typeof listAnswers>[1]) => listAnswers(title, answers) }
    : saying
  const noted = await say(change, 'private', note)
  if (!noted.ok) return noted
  const replied = await say(change, 'public', saying)
  if (!replied.ok) return replied
  const isDone = isSubmitted && !(await hasEpilog(change, intervention.id))
  const closed = isDone ? await say(change, 'final', saying) : ok(null)
  if (!closed.ok) return closed
  const after = await updateTicket(change, ticket.id, toTicketChange(intervention))
  if (!after.ok) return after
  const messages = {
    private_message_id: noted.value,
    public_message_id: replied.value,
    final_message_id: closed.value,
  }
  await change.tx
    .updateTable('intervention_run')
    .set(messages)
    .where('desk_id', '=', change.actor.deskId)
    .where('id', '=', run.id)
    .execute()
  const ran: Run = { ...run, ...messages }
  await recordEvent(change, {
    type: 'intervention.run',
    ticketId: ticket.id,
    data: { intervention: { id: intervention.id, name: intervention.name, title }, run: ran, ticket: after.value },
  })
  if (!isSubmitted) return ok({ run: ran, repeated: false })
  // Also where the ticket was just handed over to a department beyond the actor's reach.
  const next = await startNextStep({ ...change, actor: unbound(change.actor) }, ran, intervention)
  return next.ok ? ok({ run: ran, repeated: false }) : next
}

const toTicketChange = ({ settings, department }: InterventionRow) => ({
  status: settings.status ?? undefined,
  priority: settings.priority ?? undefined,
  assignee: settings.assignee ?? undefined,
  department: department?.id,
  addTags: settings.add_tags,
  removeTags: settings.remove_tags,
})
