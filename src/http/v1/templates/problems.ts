import type { ArchiveTemplateError } from '../../../core/templates/archive.ts'
import type { InvalidTemplate } from '../../../core/templates/check.ts'
import type { PublishError, RestoreError } from '../../../core/templates/publish.ts'
import { notFound, Problem } from '../../problem.ts'
import { refused } from '../../refused.ts'

type TemplateError = PublishError | RestoreError | ArchiveTemplateError | { code: 'ticket_not_found' }

export const toProblem = (error: TemplateError): Problem => {
  switch (error.code) {
    case 'template_not_found':
      return notFound('template')
    case 'draft_not_found':
      return notFound('draft')
    case 'version_not_found':
      return notFound('version')
    case 'identifier_taken':
      return refused(409, error.code, 'identifier', 'belongs to another template')
    case 'department_not_found':
      return refused(400, error.code, 'department', 'is not the id or name of a department of this desk')
    case 'ticket_not_found':
      return refused(400, error.code, 'ticket', 'is not the number or id of a ticket of this desk')
    case 'too_many_translations':
      return refused(400, error.code, 'translations', 'would be more than 30 languages')
    case 'template_in_use':
      return new Problem(409, error.code, `It is used by the interventions ${error.by.join(', ')}: change them first.`)
    case 'invalid_template':
      return invalidTemplate(error)
  }
}

export const invalidTemplate = ({ code, path, line, column, message }: InvalidTemplate): Problem =>
  refused(400, code, path, `cannot be used: line ${line}, column ${column}: ${message}`)
