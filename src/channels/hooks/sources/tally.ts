import { type Answer, fromAnswers } from '../answers.ts'
import { at, listAt, show, textAt } from '../read.ts'
import { isSigned } from '../signature.ts'
import type { HookSource } from '../source.ts'

/** Tally: payload and signature, https://tally.so/help/webhooks */
export const tally: HookSource = {
  title: 'Tally',
  signing: 'Integrations > Webhooks > Signing secret',
  verify: ({ headers, body }, secret) =>
    isSigned(headers['tally-signature'], secret, [body], { algorithm: 'sha256', encoding: 'base64' }),
  deliveryId: (payload) => textAt(payload, 'eventId'),
  toDraft: (payload) => {
    const type = textAt(payload, 'eventType')
    if (type !== 'FORM_RESPONSE') return { ignored: `Tally's event ${type ?? 'without a type'} makes no ticket.` }
    const answers = listAt(payload, 'data', 'fields').flatMap((field): Answer[] => {
      const value = show(givenOf(field))
      const label = textAt(field, 'label') ?? textAt(field, 'key') ?? 'Answer'
      return value === undefined ? [] : [{ label, value, isEmail: textAt(field, 'type') === 'INPUT_EMAIL' }]
    })
    const draft = fromAnswers(textAt(payload, 'data', 'formName'), answers)
    return { ...draft, externalRef: textAt(payload, 'data', 'responseId') }
  },
}

/** Choices are ids of options, which have the text; files are objects that have a URL. */
const givenOf = (field: unknown): unknown => {
  const value = at(field, 'value')
  if (!Array.isArray(value)) return value
  const texts = new Map(listAt(field, 'options').map((option) => [at(option, 'id'), at(option, 'text')]))
  return value.map((item) => texts.get(item) ?? at(item, 'url') ?? item)
}
