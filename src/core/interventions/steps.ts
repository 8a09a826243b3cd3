import type { Change } from '../change.ts'
import { fail, ok, type Result } from '../result.ts'
import type { InterventionRow } from './intervention.ts'
import { type RunError, runIntervention } from './run.ts'
import type { Run } from './run-row.ts'

/** A step cannot be started, and so what it follows is not submitted either. */
export type StepUnusable = { code: 'step_unusable'; intervention: string; error: RunError }

/**
 * Starts what comes after a run that was submitted: the next of the steps of the intervention that began it, on the same
 * ticket, with the same data and what was answered so far. A step's own steps are not taken, so there is an end.
 */
export const startNextStep = async (
  change: Change,
  run: Run,
  intervention: Pick<InterventionRow, 'steps'>,
): Promise<Result<null, StepUnusable>> => {
  const steps = run.step_of ? await stepsOf(change, run.step_of.run) : intervention.steps.map(({ id }) => id)
  const place = run.step_of ? run.step_of.step + 1 : 0
  const next = steps[place]
  if (next === undefined) return ok(null)
  const started = await runIntervention(change, {
    intervention: next,
    ticket: run.ticket.id,
    data: { ...run.data, ...run.values },
    uid: null,
    isNew: false,
    submit: false,
    stepOf: { run: run.step_of?.run ?? run.id, step: place },
  })
  return started.ok ? ok(null) : fail({ code: 'step_unusable', intervention: next, error: started.error })
}

/** The steps that a run's intervention has. */
const stepsOf = async ({ tx, actor }: Change, runId: string): Promise<string[]> => {
  const row = await tx
    .selectFrom('intervention_run as r')
    .innerJoin('intervention as i', (join) =>
      join.onRef('i.desk_id', '=', 'r.desk_id').onRef('i.id', '=', 'r.intervention_id'),
    )
    .select('i.steps')
    .where('r.desk_id', '=', actor.deskId)
    .where('r.id', '=', runId)
    .executeTakeFirstOrThrow()
  return row.steps
}
