import type { TemplateNotUsable } from '../../core/templates/find.ts'
import type { RenderError } from '../../core/templates/reply.ts'
import type { Problem } from '../problem.ts'
import { invalid } from './contract.ts'

/** Why nothing comes of the template that `path` names. A placeholder without a value is named itself, as a field of data. */
export const templateRefusal = (path: string, error: TemplateNotUsable | RenderError): Problem => {
  switch (error.code) {
    case 'template_not_found':
      return invalid(path, 'is not the identifier of a template of this desk')
    case 'template_disabled':
      return invalid(path, 'names a template that is switched off')
    case 'template_renders_nothing':
      return invalid(path, 'names a template of which nothing is left with this data')
    case 'invalid_template':
      return error.unbound === undefined
        ? invalid(path, `names a template that cannot be used: ${error.path}: ${error.message}`)
        : invalid(`data.${error.unbound}`, `is required: the template has a placeholder {{${error.unbound}}}`)
  }
}
