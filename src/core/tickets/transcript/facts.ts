import type { Message, WholeTicket } from '../ticket.ts'
import type { TranscriptOptions } from './transcript.ts'
import { type TranscriptWords, wordsFor } from './words.ts'

/** A transcript's surroundings: its words, and times as its readers write them, in UTC. */
export type Surroundings = ReturnType<typeof surroundings>

export const surroundings = (ticket: WholeTicket, options: TranscriptOptions) => {
  const { words, language, isRtl } = wordsFor(options.culture ?? ticket.culture)
  const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    ...{ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
    timeZone: 'UTC',
  })
  return { words, language, isRtl, time: (iso: string) => `${format.format(new Date(iso))} UTC` }
}

/** What is known of a ticket, as rows of label and value. */
export const factsOf = (ticket: WholeTicket, { words, time }: Surroundings): [label: string, value: string][] => {
  const facts: [string, string | null][] = [
    [words.status, words.statuses[ticket.status]],
    [words.priority, words.priorities[ticket.priority]],
    [words.department, ticket.department.name],
    [words.requester, person(ticket.requester.name, ticket.requester.email)],
    [words.assignee, ticket.assignee && person(ticket.assignee.name, ticket.assignee.email)],
    [words.participants, ticket.participants.map(({ name, email }) => person(name, email)).join(', ')],
    [words.tags, ticket.tags.join(', ')],
    [words.reference, ticket.external_ref],
    [words.opened, time(ticket.opened_at)],
    [words.closed, (ticket.closed_at ?? ticket.resolved_at) && time(ticket.closed_at ?? ticket.resolved_at ?? '')],
    ...Object.entries(ticket.fields),
  ]
  return facts.filter((fact): fact is [string, string] => !!fact[1])
}

const person = (name: string, email: string | null): string =>
  name === '' ? (email ?? '') : email === null ? name : `${name} <${email}>`

/** What stands over a message: who, what they are, when. */
export const headOf = (
  { author, public: isPublic, created_at }: Message,
  { words, time }: Surroundings,
  options: TranscriptOptions,
): { name: string; marks: string[]; time: string } => ({
  name: author.name || words.authors[author.kind],
  marks: [
    ...(options.authorKinds && author.name ? [words.authors[author.kind]] : []),
    ...(isPublic ? [] : [words.note]),
  ],
  time: time(created_at),
})

/** What a message's bar is coloured by. */
export const kindOf = ({ author, public: isPublic }: Message): 'note' | 'customer' | 'answer' =>
  isPublic ? (author.kind === 'contact' ? 'customer' : 'answer') : 'note'

export const moreOf = (words: TranscriptWords, count: number): string => `${words.more}: ${count}`

export const sizeOf = (bytes: number): string =>
  bytes < 1024
    ? `${bytes} B`
    : bytes < 1024 * 1024
      ? `${Math.ceil(bytes / 1024)} KB`
      : `${(bytes / 1048576).toFixed(1)} MB`
