import type { Change } from '../change.ts'
import { recordEvent } from '../events/record.ts'
import { fail, ok, type Result } from '../result.ts'
import { lockRun, type RunNotFound } from './lock-run.ts'
import { type Run, toRun } from './run-row.ts'
import { type SayError, say } from './say.ts'
import { findTexts, type TextError } from './texts.ts'

export type ConfirmError = RunNotFound | { code: 'run_not_submitted' } | TextError | SayError

/**
 * Notes that the remote system did what a run asked for, with what it says of it, and says the final template, once however
 * often it is confirmed: again, the answer is the run as it is. A token of one intervention confirms no other's runs.
 */
export const confirmRun = async (
  change: Change,
  id: string,
  remote: Record<string, unknown>,
): Promise<Result<Run, ConfirmError>> => {
  const locked = await lockRun(change, id)
  if (!locked || !(await mayConfirm(change, locked.intervention.id))) return fail({ code: 'run_not_found' })
  const { row, intervention, ticket } = locked
  if (row.state === 'pending') return fail({ code: 'run_not_submitted' })
  if (row.state === 'confirmed') return ok(toRun(row))
  const texts = await findTexts(change.tx, change.actor.deskId, intervention)
  if (!texts.ok) return texts
  const confirmed = toRun({ ...row, remote, state: 'confirmed', confirmed_at: new Date() })
  // What nobody was to confirm has been said already.
  const said =
    row.final_message_id === null
      ? await say(change, 'final', { intervention, ticket, run: confirmed, texts: texts.value })
      : ok(row.final_message_id)
  if (!said.ok) return said
  const run: Run = { ...confirmed, final_message_id: said.value }
  await change.tx
    .updateTable('intervention_run')
    .set({
      state: run.state,
      remote: JSON.stringify(remote),
      confirmed_at: run.confirmed_at,
      final_message_id: run.final_message_id,
    })
    .where('desk_id', '=', change.actor.deskId)
    .where('id', '=', id)
    .execute()
  const { name, title } = intervention
  await recordEvent(change, {
    type: 'intervention.confirmed',
    ticketId: ticket.id,
    data: { intervention: { id: intervention.id, name, title }, run },
  })
  return ok(run)
}

/** A credential that was made for one intervention is for that one alone. */
const mayConfirm = async ({ tx, actor }: Change, interventionId: string): Promise<boolean> => {
  if (actor.credentialId === null) return true
  const bound = await tx
    .selectFrom('intervention_token')
    .select('intervention_id')
    .where('desk_id', '=', actor.deskId)
    .where('credential_id', '=', actor.credentialId)
    .executeTakeFirst()
  return !bound || bound.intervention_id === interventionId
}
