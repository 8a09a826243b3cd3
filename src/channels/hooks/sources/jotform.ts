import { type Answer, fromAnswers } from '../answers.ts'
import { at, entriesOf, show, textAt } from '../read.ts'
import type { HookSource } from '../source.ts'
import { tidyNested } from '../tidy.ts'

const QUESTION = /^q\d+_(.+)$/

/**
 * Jotform: a multipart form whose field `rawRequest` is JSON, one `q<number>_<name>` a question; it signs nothing.
 * https://www.jotform.com/help/245-how-to-setup-a-webhook-with-jotform/
 */
export const jotform: HookSource = {
  title: 'Jotform',
  signing: '',
  deliveryId: (payload) => textAt(payload, 'submissionID'),
  toDraft: (payload) => {
    const answers = entriesOf(rawRequest(payload)).flatMap(([key, value]): Answer[] => {
      const name = QUESTION.exec(key)?.[1]
      const shown = name === undefined ? undefined : answerOf(value)
      return name === undefined || shown === undefined ? [] : [{ label: toLabel(name), value: shown }]
    })
    const draft = fromAnswers(textAt(payload, 'formTitle'), answers)
    return { ...draft, externalRef: textAt(payload, 'submissionID') }
  },
}

const rawRequest = (payload: unknown): unknown => {
  const raw = at(payload, 'rawRequest')
  return typeof raw === 'string' ? tidyNested(raw) : raw
}

/** A name is {first, last}, a telephone number {full} or {area, phone}. */
const answerOf = (value: unknown): string | undefined => {
  const first = textAt(value, 'first')
  const last = textAt(value, 'last')
  if (first !== undefined || last !== undefined) return [first, last].filter((part) => part !== undefined).join(' ')
  return textAt(value, 'full') ?? show(value)
}

/** `describeYour` as people write it: `Describe your`. */
const toLabel = (name: string): string => {
  const words = name
    .replaceAll(/([a-z])([A-Z0-9])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
