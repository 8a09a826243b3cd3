import type { Notice } from '../mail.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { he } from './he.ts'
import { pt } from './pt.ts'

/** All that our mails say in a language. Customers' own words are never in a subject built here but `replySubject`'s. */
export type Words = {
  lang: string
  dir: 'ltr' | 'rtl'
  greeting: string
  received: { subject: (number: number, desk: string) => string; text: (number: number) => string; next: string }
  reply: { subject: (subject: string, number: number) => string; wrote: (name: string, desk: string) => string }
  closed: { subject: (number: number, desk: string) => string; text: (number: number) => string; reopen: string }
  survey: { subject: (number: number, desk: string) => string; question: string; link: string }
  attachments: { tooLarge: (names: string) => string }
  footer: { reply: string; spare: string; mute: string }
  team: {
    newTicket: (number: number, subject: string) => string
    assigned: (number: number, subject: string) => string
    replied: (number: number, subject: string) => string
    mentioned: (number: number, subject: string) => string
    ruleNotice: (number: number, subject: string) => string
    from: string
    department: string
    priority: string
    assignedBy: (number: number) => string
    mentionedYou: (name: string) => string
  }
  digest: { subject: string; text: (count: number) => string; more: (count: number) => string }
  digestLine: Record<Notice, string>
  paused: { subject: (name: string) => string; text: (name: string, since: string) => string; resume: string }
  /** What only an owner can mend: what it is, and by which requests. */
  owners: {
    webhookDisabled: {
      subject: (host: string) => string
      text: (host: string) => string
      mend: (path: string) => string
    }
    webhookFailing: {
      subject: (host: string) => string
      text: (host: string, failures: number) => string
      mend: (log: string, path: string) => string
    }
    ruleStopped: {
      subject: (name: string, number: number) => string
      text: (name: string, number: number) => string
      mend: (path: string, runs: string) => string
    }
    hookQuarantined: {
      subject: (name: string) => string
      text: (name: string) => string
      mend: (delivery: string, hook: string) => string
    }
  }
  test: { subject: (desk: string) => string; text: string }
  /** Mails that let their reader in. */
  signIn: Record<'invitation' | 'passwordReset', SignInWords>
}

type SignInWords = { subject: (desk: string) => string; text: (desk: string) => string; link: string; expires: string }

const LANGUAGES: Record<string, Words> = { en, es, he, pt }

/** The words for a culture such as `he-IL`: those of its language, English where it is none of ours. `iw` is an old code of Hebrew. */
export const wordsOf = (culture: string): Words => {
  const language = culture.toLowerCase().split(/[-_]/)[0] ?? ''
  return LANGUAGES[language === 'iw' ? 'he' : language] ?? en
}
