import { isDeepStrictEqual } from 'node:util'
import type { Change } from '../change.ts'
import { fail, ok, type Result } from '../result.ts'
import type { TicketSnapshot } from '../tickets/ticket.ts'
import type { Intervention } from './intervention.ts'
import { type Run, selectRuns, toRun } from './run-row.ts'

export type RunTwice = { code: 'uid_conflict' }

type Claim = Pick<Run, 'uid' | 'data' | 'values' | 'state' | 'step_of'>

/**
 * Makes the row of a run, its messages still to be written. A `uid` of the intervention's that was used before gives that
 * run; one that is being used by another request is waited for.
 */
export const claimRun = async (
  { tx, lodge, actor }: Change,
  intervention: Pick<Intervention, 'id' | 'name'>,
  ticket: Pick<TicketSnapshot, 'id' | 'number'>,
  { uid, data, values, state, step_of }: Claim,
): Promise<Result<{ run: Run; repeated: boolean }, RunTwice>> => {
  const id = lodge.store.nextId()
  const now = new Date()
  const submittedAt = state === 'pending' ? null : now
  const made = await tx
    .insertInto('intervention_run')
    .values({
      desk_id: actor.deskId,
      id,
      intervention_id: intervention.id,
      ticket_id: ticket.id,
      uid,
      data: JSON.stringify(data),
      state,
      answers: JSON.stringify(values),
      root_id: step_of?.run ?? null,
      step: step_of?.step ?? null,
      created_at: now,
      submitted_at: submittedAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (made.numInsertedOrUpdatedRows === 1n) {
    const run: Run = {
      id,
      intervention: { id: intervention.id, name: intervention.name },
      ticket: { id: ticket.id, number: ticket.number },
      uid,
      state,
      data,
      values,
      private_message_id: null,
      public_message_id: null,
      final_message_id: null,
      remote: null,
      step_of,
      created_at: now.toISOString(),
      submitted_at: submittedAt?.toISOString() ?? null,
      confirmed_at: null,
    }
    return ok({ run, repeated: false })
  }
  const first = await selectRuns(tx, actor.deskId)
    .where('r.intervention_id', '=', intervention.id)
    .where('r.uid', '=', uid)
    .executeTakeFirst()
  if (!first || first.ticket_id !== ticket.id || !isDeepStrictEqual(first.data, data)) {
    return fail({ code: 'uid_conflict' })
  }
  return ok({ run: toRun(first), repeated: true })
}
