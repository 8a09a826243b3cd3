import type { ViewTicketsError } from '../../../core/views/tickets.ts'
import { notFound, Problem } from '../../problem.ts'
import { toProblem as toTicketProblem } from '../tickets/problems.ts'

/** What a view's filter names is in it: `filter.department`. */
export const toProblem = (error: ViewTicketsError): Problem => {
  if (error.code === 'view_not_found') return notFound('view')
  const { status, code, errors } = toTicketProblem(error)
  const inFilter = errors.map((one) => ({ ...one, path: `filter.${one.path}` }))
  return new Problem(status, code, `${inFilter[0]?.path} ${inFilter[0]?.message}.`, { errors: inFilter })
}
