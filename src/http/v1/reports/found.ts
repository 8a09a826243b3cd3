import type { UnknownDepartment } from '../../../core/reports/range.ts'
import type { Result } from '../../../core/result.ts'
import { Problem } from '../../problem.ts'

/** What was found, or that a report's department is none. */
export const found = <T>(result: Result<T, UnknownDepartment>): T => {
  if (result.ok) return result.value
  const message = 'is not the id or name of a department of this desk'
  throw new Problem(400, 'invalid_query', `department ${message}.`, {
    errors: [{ path: 'department', code: result.error.code, message }],
  })
}
