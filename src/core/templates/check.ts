import type { BodyFormat } from '../../store/schema.ts'
import { fail, ok, type Result } from '../result.ts'
import { checkSource, type TemplateFault } from './render.ts'
import type { Text, Translations } from './template.ts'

/** A fault and which text has it: `body`, `translations.he.subject`. */
export type InvalidTemplate = Omit<TemplateFault, 'code'> & { code: 'invalid_template'; path: string }

/** Whether every text of a template can be used. A subject is always plain text. */
export const checkTexts = (
  format: BodyFormat,
  given: Partial<Text>,
  translations: Translations = {},
): Result<null, InvalidTemplate> => {
  const texts: [string, Partial<Text>][] = [
    ['', given],
    ...Object.entries(translations).map(([culture, text]): [string, Text] => [`translations.${culture}.`, text]),
  ]
  for (const [path, { subject, body }] of texts) {
    for (const [name, source, as] of [
      ['subject', subject, 'text'],
      ['body', body, format],
    ] as const) {
      const fault = source === undefined ? undefined : checkSource(as, source)
      if (fault) return fail({ ...fault, code: 'invalid_template', path: path + name })
    }
  }
  return ok(null)
}
