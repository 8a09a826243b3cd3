import { emailOf } from './read.ts'
import type { Draft } from './source.ts'

/** One answered question of a form. */
export type Answer = { label: string; value: string; isEmail?: boolean }

const SUBJECT = /^(subject|topic|title|summary|betreff|asunto|assunto|sujet|oggetto|נושא)\b/i
const NAME = /^(full |your |first and last |contact )?name\b|^(nombre|nome|nom|שם)\b/i
const EMAIL = /e-?mail|correo|אימייל|דוא/i

/**
 * A filled-in form as a ticket: all answers, in order, are its body. Who it is from is the answer to an email question,
 * else to one that is called so; the subject is the answer to a question that is, else the form's title.
 */
export const fromAnswers = (formTitle: string | undefined, answers: Answer[]): Draft => {
  const emails = answers.filter(({ value }) => emailOf(value) !== undefined)
  const email = emails.find(({ isEmail }) => isEmail) ?? emails.find(({ label }) => EMAIL.test(label))
  const subject = answers.find(({ label }) => SUBJECT.test(label.trim()))
  const name = answers.find(({ label }) => NAME.test(label.trim()))
  return {
    email: email && emailOf(email.value),
    name: name?.value,
    subject: subject?.value.split('\n')[0] ?? formTitle,
    body: answers.map(({ label, value }) => `${label}: ${value}`).join('\n'),
  }
}
