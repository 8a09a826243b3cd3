import type { BodyFormat } from '../../store/schema.ts'
import { fail, ok, type Result } from '../result.ts'
import type { InvalidTemplate } from './check.ts'
import { type RenderOptions, renderSource, type TemplateScope } from './render.ts'
import { type Template, textFor } from './template.ts'

/** A template with every placeholder filled: `source` is in the template's format and not yet sanitised. */
export type Filled = { culture: string; subject: string; format: BodyFormat; source: string }

type Fillable = Pick<Template, 'format' | 'subject' | 'body' | 'translations'>

/** Fills a template's text for a culture. A subject is one line of plain text. */
export const fillTemplate = (
  template: Fillable,
  scope: TemplateScope,
  options: RenderOptions,
): Result<Filled, InvalidTemplate> => {
  const text = textFor(template, options.culture)
  const subject = renderSource('text', text.subject, scope, options)
  if (!subject.ok) return fail({ ...subject.error, code: 'invalid_template', path: 'subject' })
  const body = renderSource(template.format, text.body, scope, options)
  if (!body.ok) return fail({ ...body.error, code: 'invalid_template', path: 'body' })
  const { culture } = options
  return ok({
    culture,
    subject: subject.value.replace(/\s+/g, ' ').trim(),
    format: template.format,
    source: body.value,
  })
}
