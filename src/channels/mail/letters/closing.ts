import { snapshotOf } from '../snapshots.ts'
import { footer } from './footer.ts'
import type { Block } from './layout.ts'
import type { About } from './letter.ts'

/** That a ticket is done, and where it is asked for, how it went. */
export const doneBlocks = (about: About): Block[] => {
  const { words, event } = about
  const number = snapshotOf(event).ticket?.number ?? 0
  return [{ text: words.closed.text(number) }, { text: words.closed.reopen }, ...question(about)]
}

const question = ({ words, rateUrl }: About): Block[] =>
  rateUrl === null ? [] : [{ text: words.survey.question }, { link: words.survey.link, url: rateUrl }]

export const closingBlocks = (about: About): Block[] => [
  { text: about.words.greeting },
  ...doneBlocks(about),
  ...footer(about),
]

export const surveyBlocks = (about: About): Block[] => [
  { text: about.words.greeting },
  ...question(about),
  ...footer(about),
]
