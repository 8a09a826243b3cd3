import type { WriteInterventionError } from '../../../core/interventions/check.ts'
import type { ConfirmError } from '../../../core/interventions/confirm.ts'
import type { RunError } from '../../../core/interventions/run.ts'
import type { SubmitError } from '../../../core/interventions/submit.ts'
import type { CreateTicketError } from '../../../core/tickets/create.ts'
import { notFound, Problem } from '../../problem.ts'
import { refused } from '../../refused.ts'
import { toUseProblem } from '../templates/use-problems.ts'
import { invalidBody, toProblem as toTicketProblem } from '../tickets/problems.ts'

/** Why an intervention cannot be written so. */
export const toProblem = (error: WriteInterventionError | { code: 'intervention_not_found' }): Problem => {
  switch (error.code) {
    case 'intervention_not_found':
      return notFound('intervention')
    case 'name_taken':
      return refused(409, error.code, 'name', 'belongs to another intervention')
    case 'template_not_found':
      return toUseProblem(error, error.path)
    case 'step_not_found':
      return refused(400, error.code, error.path, 'is not the id or name of an intervention of this desk')
    case 'invalid_template':
      return refused(400, error.code, error.path, `cannot be used: column ${error.column}: ${error.message}`)
    case 'department_not_found':
      return refused(400, error.code, 'set.department', 'is not the id or name of a department of this desk')
    case 'assignee_not_found':
      return refused(400, error.code, 'set.assignee', 'is not the id or address of a member of this desk')
    case 'ticket_type_not_found':
      throw new Error('an intervention sets no type')
  }
}

type AnyRunError = RunError | CreateTicketError | SubmitError | ConfirmError

/** Why an intervention cannot be run so: a 400 for what the caller sent, a 409 for what its author has to mend. */
export const toRunProblem = (error: AnyRunError): Problem => {
  switch (error.code) {
    case 'run_not_found':
      return notFound('run')
    case 'run_not_pending':
      return refused(409, error.code, 'state', 'is not pending: it was submitted')
    case 'run_not_submitted':
      return refused(409, error.code, 'state', 'is pending: it was not submitted yet')
    case 'step_unusable': {
      const { status, code, message, errors } = toRunProblem(error.error)
      const text = `The step ${error.intervention} cannot be started (${code}): ${message}`
      return new Problem(status === 404 ? 409 : status, error.code, text, { errors })
    }
    case 'intervention_not_found':
      return notFound('intervention')
    case 'intervention_disabled':
      return refused(409, error.code, 'enabled', 'is false: this intervention is switched off')
    case 'ticket_not_found':
      return refused(400, error.code, 'ticket', 'is not the number or id of a ticket of this desk')
    case 'invalid_data':
      return invalidBody([{ path: error.path, code: error.reason, message: error.message }])
    case 'text_unusable':
      return toUseProblem(error.error, error.of)
    case 'uid_conflict':
    case 'idempotency_key_conflict':
      return refused(409, 'uid_conflict', 'uid', 'was used before, for another ticket or with other data')
    case 'assignee_not_found':
      return refused(409, error.code, 'set.assignee', 'of this intervention is no longer a member: choose another')
    default:
      return toTicketProblem(error)
  }
}
