import { isDeepStrictEqual } from 'node:util'
import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import { checkAnswers, type InvalidAnswer, valuesIn } from './answers.ts'
import { hasEpilog } from './epilog.ts'
import type { InterventionField } from './intervention.ts'
import { lockRun, type RunNotFound } from './lock-run.ts'
import { type Run, toRun } from './run-row.ts'
import { type SayError, say } from './say.ts'
import { type StepUnusable, startNextStep } from './steps.ts'
import { findTexts, type TextError } from './texts.ts'

type Values = Record<string, unknown>

export type FillError = RunNotFound | { code: 'run_not_pending' } | InvalidAnswer
export type SubmitError = FillError | TextError | SayError | StepUnusable

/** Keeps what was filled in so far, in place of what was before; null and '' stand for nothing. Not all need be there yet. */
export const fillRun = async (change: Change, id: string, values: Values): Promise<Result<Run, FillError>> => {
  const locked = await lockRun(change, id)
  if (!locked) return fail({ code: 'run_not_found' })
  const { row, intervention, ticket } = locked
  if (row.state !== 'pending') return fail({ code: 'run_not_pending' })
  const checked = checkValues(intervention.fields, values, false)
  if (!checked.ok) return checked
  const answers = valuesIn(intervention.fields, values)
  await change.tx
    .updateTable('intervention_run')
    .set({ answers: JSON.stringify(answers) })
    .where('desk_id', '=', change.actor.deskId)
    .where('id', '=', id)
    .execute()
  const run = toRun({ ...row, answers })
  const { name, title } = intervention
  await recordEvent(change, {
    type: 'intervention.filled',
    ticketId: ticket.id,
    data: { intervention: { id: intervention.id, name, title }, run },
  })
  return ok(run)
}

/**
 * Hands a run in: all that is required must be there by now. Its epilog is told by the event; where it has none, its final
 * template is said. Its next step starts. `values`, where given, take the place of those filled in before. What was
 * submitted with the same values stays as it is.
 */
export const submitRun = async (
  change: Change,
  id: string,
  given: Values | null,
): Promise<Result<Run, SubmitError>> => {
  const locked = await lockRun(change, id)
  if (!locked) return fail({ code: 'run_not_found' })
  const { row, intervention, ticket } = locked
  const values = given ?? row.answers
  const checked = checkValues(intervention.fields, values, true)
  if (row.state !== 'pending') {
    const isSame = isDeepStrictEqual(valuesIn(intervention.fields, values), row.answers)
    return isSame ? ok(toRun(row)) : fail({ code: 'run_not_pending' })
  }
  if (!checked.ok) return checked
  const texts = await findTexts(change.tx, change.actor.deskId, intervention)
  if (!texts.ok) return texts
  const answers = valuesIn(intervention.fields, values)
  const submitted = toRun({ ...row, answers, state: 'submitted', submitted_at: new Date() })
  const isDone = !(await hasEpilog(change, intervention.id))
  const said = isDone
    ? await say(change, 'final', { intervention, ticket, run: submitted, texts: texts.value })
    : ok(null)
  if (!said.ok) return said
  const run: Run = { ...submitted, final_message_id: said.value }
  await change.tx
    .updateTable('intervention_run')
    .set({
      answers: JSON.stringify(answers),
      state: run.state,
      submitted_at: run.submitted_at,
      final_message_id: run.final_message_id,
    })
    .where('desk_id', '=', change.actor.deskId)
    .where('id', '=', id)
    .execute()
  const { name, title } = intervention
  await recordEvent(change, {
    type: 'intervention.submitted',
    ticketId: ticket.id,
    data: { intervention: { id: intervention.id, name, title }, run, ticket },
  })
  const next = await startNextStep(change, run, intervention)
  return next.ok ? ok(run) : next
}

const checkValues = (fields: InterventionField[], values: Values, complete: boolean): Result<null, InvalidAnswer> => {
  const unknown = Object.keys(values).find((name) => !fields.some((field) => field.name === name))
  if (unknown === undefined) return checkAnswers(fields, values, { at: 'values', complete })
  const names = fields.map(({ name }) => name).join(', ')
  const message = names === '' ? 'is no field: this intervention has none' : `is no field; there are: ${names}`
  return fail({ code: 'invalid_data', path: `values.${unknown}`, reason: 'unknown_field', message })
}
