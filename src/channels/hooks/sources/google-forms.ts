import { type Answer, fromAnswers } from '../answers.ts'
import { emailOf, listAt, show, textAt } from '../read.ts'
import type { HookSource } from '../source.ts'

/** Google Forms sends nothing by itself: what its owner pastes into the form's script editor (google-script.ts) sends this. */
export const googleForms: HookSource = {
  title: 'Google Forms',
  signing: '',
  deliveryId: (payload) => textAt(payload, 'response_id'),
  toDraft: (payload) => {
    const answers = listAt(payload, 'answers').flatMap((answer): Answer[] => {
      const value = show(
        typeof answer === 'object' && answer !== null && 'answer' in answer ? answer.answer : undefined,
      )
      return value === undefined ? [] : [{ label: textAt(answer, 'question') ?? 'Answer', value }]
    })
    const draft = fromAnswers(textAt(payload, 'form_title'), answers)
    return {
      ...draft,
      email: emailOf(textAt(payload, 'respondent_email')) ?? draft.email,
      externalRef: textAt(payload, 'response_id'),
    }
  },
}
