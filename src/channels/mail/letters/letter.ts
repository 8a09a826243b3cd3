import type { LoggedEvent } from '../../channel.ts'
import type { MailData } from '../mail.ts'
import { snapshotOf } from '../snapshots.ts'
import { acknowledgementBlocks } from './acknowledgement.ts'
import { answerBlocks } from './answer.ts'
import { closingBlocks, surveyBlocks } from './closing.ts'
import { type DigestLine, digestBlocks } from './digest.ts'
import { lanePausedBlocks } from './lane-paused.ts'
import type { Block } from './layout.ts'
import { hookQuarantinedBlocks, ruleStoppedBlocks, webhookDisabledBlocks, webhookFailingBlocks } from './owners.ts'
import { signInBlocks } from './sign-in.ts'
import { teamBlocks } from './team.ts'
import { type Words, wordsOf } from './words.ts'

/** What a letter is written from. Links are null where the recipient has none. */
export type About = {
  words: Words
  desk: string
  data: MailData
  event: LoggedEvent
  /** Stops mails of this kind. */
  spareUrl: string | null
  rateUrl: string | null
  /** Lets its reader in, once. */
  signInUrl: string | null
  digest: { lines: DigestLine[]; count: number }
  /** Names of attachments that are too large to be attached. */
  tooLarge: string[]
}

/** RFC 5322, section 2.1.1 allows lines of 998; people read a hundred or two. */
const SUBJECT_MAX = 200
// biome-ignore lint/suspicious/noControlCharactersInRegex: what would end a header, or hide in it
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g

const oneLine = (text: string): string => {
  const line = text.toWellFormed().replace(CONTROL, ' ').trim()
  const characters = [...line]
  return characters.length <= SUBJECT_MAX ? line : `${characters.slice(0, SUBJECT_MAX - 1).join('')}…`
}

/** A mail's subject: of one line, whatever a ticket's is. `count` is a digest's. */
export const subjectOf = (data: Pick<MailData, 'kind' | 'culture'>, event: LoggedEvent, desk: string): string =>
  oneLine(rawSubject(data, event, desk))

const rawSubject = (data: Pick<MailData, 'kind' | 'culture'>, event: LoggedEvent, desk: string): string => {
  const words = wordsOf(data.culture)
  const { ticket, lane, webhook, rule, hook, letter } = snapshotOf(event)
  const [number, subject] = [ticket?.number ?? 0, ticket?.subject ?? '']
  switch (data.kind) {
    case 'acknowledgement':
      return words.received.subject(number, desk)
    case 'answer':
      return words.reply.subject(subject, number)
    case 'closing':
      return words.closed.subject(number, desk)
    case 'survey':
      return words.survey.subject(number, desk)
    case 'new_ticket':
      return words.team.newTicket(number, subject)
    case 'assignment':
      return words.team.assigned(number, subject)
    case 'reply':
    case 'unassigned_reply':
      return words.team.replied(number, subject)
    case 'mention':
      return words.team.mentioned(number, subject)
    case 'rule_notice':
      return words.team.ruleNotice(number, subject)
    case 'digest':
      return words.digest.subject
    case 'lane_paused':
      return words.paused.subject(lane?.name ?? '')
    case 'webhook_disabled':
      return words.owners.webhookDisabled.subject(webhook?.host ?? '')
    case 'webhook_failing':
      return words.owners.webhookFailing.subject(webhook?.host ?? '')
    case 'rule_stopped':
      return words.owners.ruleStopped.subject(rule?.name ?? '', number)
    case 'hook_quarantined':
      return words.owners.hookQuarantined.subject(hook?.name ?? '')
    case 'letter':
      return letter?.subject ?? ''
    case 'invitation':
      return words.signIn.invitation.subject(desk)
    case 'password_reset':
      return words.signIn.passwordReset.subject(desk)
    case 'test':
      return words.test.subject(desk)
  }
}

export const blocksOf = (about: About): Block[] => {
  const { words, data, event } = about
  switch (data.kind) {
    case 'acknowledgement':
      return acknowledgementBlocks(about)
    case 'answer':
      return answerBlocks(about)
    case 'closing':
      return closingBlocks(about)
    case 'survey':
      return surveyBlocks(about)
    case 'new_ticket':
    case 'assignment':
    case 'reply':
    case 'unassigned_reply':
    case 'mention':
    case 'rule_notice':
      return teamBlocks(about)
    case 'digest':
      return digestBlocks(about)
    case 'lane_paused':
      return lanePausedBlocks(about)
    case 'webhook_disabled':
      return webhookDisabledBlocks(about)
    case 'webhook_failing':
      return webhookFailingBlocks(about)
    case 'rule_stopped':
      return ruleStoppedBlocks(about)
    case 'hook_quarantined':
      return hookQuarantinedBlocks(about)
    case 'letter':
      return [{ message: snapshotOf(event).letter ?? { text: '', html: null } }]
    case 'invitation':
    case 'password_reset':
      return signInBlocks(about)
    case 'test':
      return [{ text: words.test.text }]
  }
}
