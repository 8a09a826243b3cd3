import { IN_REACH } from '../../store/reach.ts'
import type { Actor } from '../actor.ts'
import type { DeskId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import type { Term } from './grammar.ts'
import { SEGMENT } from './index-events.ts'
import { spellings, toTsquery } from './query.ts'

/** A place in the index, newest first: before the message `before` of a segment. */
export type Place = { segment: number; before: string }

/** What is looked for: every term, a word in any of its spellings. */
export type Wanted = { terms: Term[]; others: Map<string, string[]> }

export type Hit = { ticketId: string; messageId: string; score: number }

export type Window = {
  hits: Hit[]
  /** Where it began, so that it can be looked at again though newer messages came. */
  top: Place
  /** Where older ones may be; undefined where all was looked at. */
  next: Place | undefined
}

const HITS = 200
/** How many of the newest segments are gone through one by one at first: enough for any word of every 300th message. */
const NEWEST = 8
/** How many at a time where that was not enough. */
const STEP = 32
/** Where the newest segments had fewer, all that fit are looked at at once, wherever they are... */
const SCARCE = 50
/** ...unless the rarest of the words has more messages than this. */
const AT_ONCE = 20_000
/** Words that are common alone and rare together may take many segments: what was found by then is answered. */
const PATIENCE_MS = 25
const BEHIND_ALL = '9223372036854775807'

/**
 * The newest messages that fit, from a place on. A ticket that has a newer one above the place was shown already, and is
 * left out.
 */
export const readWindow = async (
  lodge: Lodge,
  { deskId, departments }: Pick<Actor, 'deskId' | 'departments'>,
  wanted: Wanted,
  from: Place | undefined,
): Promise<Window> => {
  const start = from ?? (await newest(lodge, deskId))
  if (!start) return { hits: [], top: { segment: 0, before: BEHIND_ALL }, next: undefined }
  const began = performance.now()
  const tsquery = toTsquery(wanted.terms, wanted.others)
  const fits = departments === null ? FITS : FITS_IN_REACH
  const rows: Row[] = []
  const read = async (text: string, high: number, low: number): Promise<void> => {
    const found = await lodge.store.pool.query<Row>(text, [
      deskId,
      tsquery,
      high,
      low,
      start.segment,
      start.before,
      HITS - rows.length,
      from !== undefined,
      ...(departments === null ? [] : [[...departments]]),
    ])
    rows.push(...found.rows)
  }

  let high = start.segment
  const walk = async (count: number): Promise<void> => {
    const low = Math.max(0, high - count + 1)
    await read(walkOf(fits), high, low)
    high = low - 1
  }
  await walk(NEWEST)
  if (high >= 0 && rows.length < SCARCE && (await atMost(lodge, deskId, wanted)) <= AT_ONCE) {
    await read(allOf(fits), high, 0)
    high = -1
  }
  while (high >= 0 && rows.length < HITS && performance.now() - began < PATIENCE_MS) await walk(STEP)

  const [first, last] = [rows[0], rows.at(-1)]
  const newestHit = first && { segment: first.segment, before: String(BigInt(first.message_id) + 1n) }
  return {
    hits: rows.map((row, place) => ({
      ticketId: row.ticket_id,
      messageId: row.message_id,
      // Of two that fit equally well, the newer: the oldest of a window counts half.
      score: row.rank * (1 - place / (2 * HITS)),
    })),
    top: from ?? newestHit ?? start,
    next:
      last && rows.length >= HITS
        ? { segment: last.segment, before: last.message_id }
        : high >= 0
          ? { segment: high, before: BEHIND_ALL }
          : undefined,
  }
}

type Row = { segment: number; message_id: string; ticket_id: string; rank: number }

const RANK = `ts_rank('{0.3, 0.4, 0.8, 1.0}', d.words, $2::tsquery) as rank`

/** $1 desk, $2 query, $3 and $4 segments, $5 and $6 the place to begin, $7 how many, $8 whether there is a window above. */
const FITS = `
  desk_id = $1 and words @@ $2::tsquery and (segment < $5 or message_id < $6::bigint)
  and (not $8 or not exists (
    select from search_doc newer
    where newer.desk_id = $1 and newer.ticket_id = search_doc.ticket_id and newer.words @@ $2::tsquery
      and (newer.segment, newer.message_id) >= ($5::integer, $6::bigint)
  ))`

/** The same of tickets within reach, $9 its departments: a look into the ticket for each message that fits. */
const FITS_IN_REACH = `
  ${FITS}
  and exists (select from ticket t where t.desk_id = $1 and t.id = search_doc.ticket_id and ${IN_REACH('$9')})`

// Both are planned anew each time: whether the index is used must not depend on how full it was when a connection began.

/** Segment after segment from the newest, until there are enough: what a common word asks for. */
const walkOf = (fits: string): string => `
  select s.segment, d.message_id, d.ticket_id, ${RANK}
  from generate_series($3::integer, $4::integer, -1) as s (segment)
  cross join lateral (
    select message_id, ticket_id, words from search_doc
    where segment = s.segment and ${fits}
    order by message_id desc limit $7
  ) d
  limit $7`

/** All that fit in one look, the newest of them: what a rare word asks for, wherever it is. */
const allOf = (fits: string): string => `
  select d.segment, d.message_id, d.ticket_id, ${RANK}
  from (
    select segment, message_id, ticket_id, words from search_doc
    where segment + 0 between $4 and $3 and ${fits}
    order by segment desc, message_id desc limit $7
  ) d
  order by d.segment desc, d.message_id desc`

const newest = async (lodge: Lodge, deskId: DeskId): Promise<Place | undefined> => {
  const found = await lodge.store.pool.query<{ docs: string }>('select docs from search_desk where desk_id = $1', [
    deskId,
  ])
  const docs = Number(found.rows[0]?.docs ?? 0)
  return docs === 0 ? undefined : { segment: Math.floor((docs - 1) / SEGMENT), before: BEHIND_ALL }
}

/** About how many messages fit at most: as many as have the rarest of the words. */
const atMost = async (lodge: Lodge, deskId: DeskId, { terms, others }: Wanted): Promise<number> => {
  const parts = spellings(terms, others)
  const found = await lodge.store.pool.query<{ word: string; docs: string }>({
    name: 'search_docs_of_words',
    text: 'select word, docs from search_word where desk_id = $1 and word = any ($2::text[])',
    values: [deskId, [...new Set(parts.flat())]],
  })
  const docs = new Map(found.rows.map((row) => [row.word, Number(row.docs)]))
  // Numbers are not listed: one that is common was found often enough before this is asked.
  return Math.min(...parts.map((part) => part.reduce((sum, word) => sum + (docs.get(word) ?? 0), 0)))
}
