import { type Answer, fromAnswers } from '../answers.ts'
import { at, entriesOf, listAt, show, textAt } from '../read.ts'
import { isSigned } from '../signature.ts'
import type { HookSource } from '../source.ts'

/**
 * Typeform. Payload: https://www.typeform.com/developers/webhooks/example-payload/
 * Signature: https://www.typeform.com/developers/webhooks/secure-your-webhooks/
 */
export const typeform: HookSource = {
  title: 'Typeform',
  signing: 'Connect > Webhooks > Edit > Secret',
  verify: ({ headers, body }, secret) =>
    isSigned(headers['typeform-signature'], secret, [body], { algorithm: 'sha256', encoding: 'base64' }, 'sha256='),
  deliveryId: (payload) => textAt(payload, 'event_id'),
  toDraft: (payload) => {
    const type = textAt(payload, 'event_type')
    if (type !== 'form_response') return { ignored: `Typeform's event ${type ?? 'without a type'} makes no ticket.` }
    const response = at(payload, 'form_response')
    const titles = new Map(
      listAt(response, 'definition', 'fields').map((field) => [textAt(field, 'id'), textAt(field, 'title')]),
    )
    const answers = listAt(response, 'answers').flatMap((answer): Answer[] => {
      const type = textAt(answer, 'type')
      const value = show(givenOf(answer, type))
      const id = textAt(answer, 'field', 'id')
      const label = titles.get(id) ?? textAt(answer, 'field', 'ref') ?? id ?? 'Answer'
      return value === undefined ? [] : [{ label, value, isEmail: type === 'email' }]
    })
    const hidden = entriesOf(at(response, 'hidden')).flatMap(([label, value]): Answer[] => {
      const shown = show(value)
      return shown === undefined ? [] : [{ label, value: shown }]
    })
    const draft = fromAnswers(textAt(response, 'definition', 'title'), [...answers, ...hidden])
    return { ...draft, externalRef: textAt(response, 'token') }
  },
}

/** An answer's value is in a field that is named as its type. */
const givenOf = (answer: unknown, type: string | undefined): unknown => {
  const value = at(answer, type ?? '')
  if (type === 'choice') return textAt(value, 'label') ?? textAt(value, 'other')
  if (type === 'choices') return [...listAt(value, 'labels'), at(value, 'other')]
  return value
}
