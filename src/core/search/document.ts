import type { Person, Ticket } from '../tickets/ticket.ts'
import { eachWord } from './words.ts'

/** tsvector keeps positions up to 16,383 (14 bits). */
const POSITION_MAX = 16_383
/** And of one word so many of them, the first ones. */
const POSITIONS_MAX = 256
/** Where the parts of a row of search_doc have their words: apart, so that no phrase reaches from one into another. */
const SUBJECT_AT = 1
const NAME_AT = 400
const EMAIL_AT = 500
const EXTERNAL_ID_AT = 550
const TAGS_AT = 600
const BODY_AT = 1_000

type Weight = 'A' | 'B' | 'C' | 'D'

/** The words of a text as part of a tsvector's literal. */
const vector = (text: string, weight: Weight, first: number, last: number): string => {
  const places = new Map<string, number[]>()
  let place = first
  eachWord(text, (word) => {
    const known = places.get(word)
    if (!known) places.set(word, [place])
    else if (known.length < POSITIONS_MAX) known.push(place)
    place = Math.min(place + 1, last)
  })
  // Joined, not added up: a string that was added up is held as its pieces, fifty times its size for each of a batch.
  // Words are letters and digits: nothing in them needs quoting.
  return Array.from(places, ([word, at]) => `${word}:${at.join(`${weight},`)}${weight} `).join('')
}

/** What a ticket's every row has of its requester. */
export const contactVector = (contact: Pick<Person, 'name' | 'email' | 'external_id'>): string =>
  vector(contact.name, 'B', NAME_AT, EMAIL_AT - 2) +
  vector(contact.email ?? '', 'B', EMAIL_AT, EXTERNAL_ID_AT - 2) +
  vector(contact.external_id ?? '', 'B', EXTERNAL_ID_AT, TAGS_AT - 2)

/** What a ticket's every row has of the ticket. */
export const headVector = (ticket: Pick<Ticket, 'subject' | 'requester' | 'tags'>): string =>
  vector(ticket.subject, 'A', SUBJECT_AT, NAME_AT - 2) +
  contactVector(ticket.requester) +
  vector(ticket.tags.join(' '), 'D', TAGS_AT, BODY_AT - 2)

export const bodyVector = (text: string): string => vector(text, 'C', BODY_AT, POSITION_MAX)

const WORD = /(?:^| )([^:]+):/g
const LISTED_MAX = 30

/** The words of a vector that are worth offering for a mistyped or begun one: no numbers, nothing endless. */
export const listable = (literal: string): string[] =>
  [...literal.matchAll(WORD)]
    .map((match) => match[1] ?? '')
    .filter((word) => word.length > 1 && word.length <= LISTED_MAX && !/\p{N}/u.test(word))
