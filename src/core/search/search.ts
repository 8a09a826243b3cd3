import type { Actor } from '../actor.ts'
import type { Lodge } from '../lodge.ts'
import { ok, type Result } from '../result.ts'
import { type InvalidCondition, resolveConditions } from './conditions.ts'
import { expand } from './expand.ts'
import { type Parsed, parse, type Term } from './grammar.ts'
import { listMeeting, meeting } from './meeting.ts'
import { type Found, present, ticketOfNumber } from './results.ts'
import { type Hit, type Place, readWindow } from './window.ts'
import { tokens } from './words.ts'

export type SearchPage = { data: Found[]; next: SearchPlace | undefined; corrected: string | undefined }

/** Where a search goes on: within the list that the window at `top` gives, or in the next window. */
export type SearchPlace = {
  /** `near` also looks for what was probably meant; `list` goes through tickets, as no word is looked for. */
  mode: 'exact' | 'near' | 'list'
  top: Place
  /** Whether the window is the first one, with the newest messages. */
  first: boolean
  skip: number
}

/** With fewer tickets than this, words that were mistyped or only begun are looked for too. */
const FEW = 10
/** How many windows are looked through in search of one ticket that meets the conditions. */
const WINDOWS_MAX = 4

/**
 * Finds tickets by the words of their subject, messages, requester and tags, or by number, the best of the newest first.
 * What fits exactly comes before what was probably meant. Conditions (grammar.ts) are held against what the words find;
 * without words, the tickets that meet them are listed, the newest first. `next` where there may be more; a page may be
 * short then, or empty.
 */
export const search = async (
  lodge: Lodge,
  actor: Actor,
  given: { text: string; limit: number; place: SearchPlace | undefined },
): Promise<Result<SearchPage, InvalidCondition>> => {
  const query = parse(given.text)
  const resolved = await resolveConditions(lodge, actor, query)
  if (!resolved.ok) return resolved
  const narrowing = resolved.value
  const isListed = query.terms.length === 0 && narrowing.criteria.length > 0
  if (isListed || given.place?.mode === 'list') {
    const before = given.place?.mode === 'list' ? given.place.top.before : undefined
    const { ids, next } = await listMeeting(lodge, actor, narrowing, before, given.limit)
    const tickets = ids.map((ticketId) => ({ ticketId, messageId: null }))
    return ok({
      data: await present(lodge, actor, tickets, new Set()),
      next: next === undefined ? undefined : { mode: 'list', top: { segment: 0, before: next }, first: false, skip: 0 },
      corrected: undefined,
    })
  }
  let { place } = given
  for (let windows = 1; ; windows++) {
    const { corrected, found, here, next, ...listed } = await list(lodge, actor, given.text, query, place)
    const tickets = await meeting(lodge, actor, narrowing, listed.tickets)
    const rest = place?.skip ?? 0
    const page = tickets.slice(rest, rest + given.limit)
    if (page.length === 0 && next && windows < WINDOWS_MAX) {
      place = next
      continue
    }
    const more = rest + given.limit < tickets.length
    return ok({
      data: await present(lodge, actor, page, found),
      next: more ? { ...here, skip: rest + given.limit } : next,
      // Which words there are is known of the whole desk only: the correction could be a word of others' tickets.
      corrected: actor.departments === null ? corrected : undefined,
    })
  }
}

type Listed = {
  tickets: { ticketId: string; messageId: string | null }[]
  /** Every word that may be marked. */
  found: Set<string>
  corrected: string | undefined
  here: SearchPlace
  next: SearchPlace | undefined
}

/** The tickets of one window, best first, and where the next one is. */
const list = async (
  lodge: Lodge,
  actor: Actor,
  text: string,
  query: Parsed,
  place: SearchPlace | undefined,
): Promise<Listed> => {
  const first = place?.first ?? true
  const numbered = first && query.number !== undefined ? await ticketOfNumber(lodge, actor, query.number) : undefined
  const byNumber = numbered ? [{ ticketId: numbered, messageId: null }] : []
  const found = new Set(query.terms.flatMap((term) => term.words))
  const notBefore = (tickets: Hit[], ...before: { ticketId: string }[]) =>
    tickets.filter((ticket) => !before.some((other) => other.ticketId === ticket.ticketId))
  if (query.terms.length === 0) {
    const here: SearchPlace = { mode: 'exact', top: { segment: 0, before: '0' }, first, skip: 0 }
    return { tickets: byNumber, found, corrected: undefined, here, next: undefined }
  }

  const looksNear = place?.mode === 'near'
  const exact = await readWindow(
    lodge,
    actor,
    { terms: query.terms, others: new Map() },
    looksNear ? undefined : place?.top,
  )
  const fitting = best(exact.hits)
  const asTyped = query.terms.every((term) => term.quoted)
  if (!looksNear && (place || exact.next || fitting.length >= FEW || asTyped)) {
    return {
      tickets: [...byNumber, ...notBefore(fitting, ...byNumber)],
      found,
      corrected: undefined,
      here: { mode: 'exact', top: exact.top, first, skip: 0 },
      next: exact.next && { mode: 'exact', top: exact.next, first: false, skip: 0 },
    }
  }

  const { others, corrections } = await expand(lodge, actor.deskId, query.terms)
  const near = await readWindow(lodge, actor, { terms: query.terms, others }, place?.top)
  const meant = notBefore(best(near.hits), ...byNumber, ...fitting)
  for (const word of [...others.values()].flat()) found.add(word)
  return {
    tickets: first ? [...byNumber, ...notBefore(fitting, ...byNumber), ...meant] : meant,
    found,
    corrected: first && meant.length > 0 ? correct(text, query.terms, corrections) : undefined,
    here: { mode: 'near', top: near.top, first, skip: 0 },
    next: near.next && { mode: 'near', top: near.next, first: false, skip: 0 },
  }
}

/** A ticket a hit, its best; best first. */
const best = (hits: Hit[]): Hit[] => {
  const ofTicket = new Map<string, Hit>()
  for (const hit of hits) if (hit.score > (ofTicket.get(hit.ticketId)?.score ?? -1)) ofTicket.set(hit.ticketId, hit)
  return [...ofTicket.values()].sort((one, other) => other.score - one.score)
}

/** The text with other words where it was mistyped, the rest as it was, operators too. */
const correct = (text: string, terms: Term[], corrections: Map<string, string>): string | undefined => {
  if (corrections.size === 0) return undefined
  let corrected = ''
  let at = 0
  for (const { word, start, end } of tokens(text)) {
    const isTerm = terms.some((term) => !term.quoted && term.start <= start && end <= term.end)
    const other = isTerm ? corrections.get(word) : undefined
    corrected += text.slice(at, start) + (other ?? text.slice(start, end))
    at = end
  }
  return corrected + text.slice(at)
}
