import type { InvalidTemplate } from '../../../core/templates/check.ts'
import type { TemplateNotUsable } from '../../../core/templates/find.ts'
import { notFound, type Problem } from '../../problem.ts'
import { refused } from '../../refused.ts'

export type TemplateUseError = TemplateNotUsable | InvalidTemplate | { code: 'template_renders_nothing' }

/** The same of a template that the path names, which is to have no hole. */
export const toRenderProblem = (error: TemplateUseError): Problem => {
  if (error.code === 'template_not_found') return notFound('template')
  if (error.code !== 'invalid_template' || error.unbound === undefined) return toUseProblem(error, 'template')
  const name = error.unbound.replace(/^data\./, '')
  return refused(400, 'placeholder_unbound', `data.${name}`, 'is what the template prints, and is not given')
}

/** Why nothing can be sent from the template that `path` names: a 400 for a wrong name, a 409 for what its author has to mend. */
export const toUseProblem = (error: TemplateUseError, path = 'template'): Problem => {
  switch (error.code) {
    case 'template_not_found':
      return refused(400, error.code, path, 'is not the id or identifier of a template of this desk')
    case 'template_disabled':
      return refused(409, error.code, path, 'names a template that is switched off')
    case 'template_renders_nothing':
      return refused(409, error.code, path, 'names a template of which nothing is left for this ticket')
    case 'invalid_template': {
      const { line, column, message } = error
      const place = `${error.path}, line ${line}, column ${column}`
      return refused(409, error.code, path, `names a template that cannot be used: ${place}: ${message}`)
    }
  }
}
