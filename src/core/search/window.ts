import type { DeskId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'
import { SEGMENT } from './index-events.ts'

/** A place in the index, newest first: before the message `before` of a segment. */
export type Place = { segment: number; before: string }

export type Hit = { ticketId: string; messageId: string; score: number }

export type Window = {
  hits: Hit[]
  /** Where it began, so that it can be looked at again though newer messages came. */
  top: Place
  /** Where older ones may be; undefined where all was looked at. */
  next: Place | undefined
}

const HITS = 200
/** How many segments one query goes through: few first, since a common word fills a window from one. */
const ROUNDS = [8, 32, 1_000_000]
/** Words that are common alone and rare together may take many segments: what was found by then is answered. */
const PATIENCE_MS = 25
const BEHIND_ALL = '9223372036854775807'

/**
 * The newest messages that a query finds, from a place on. A ticket that has a newer one above the place was shown
 * already, and is left out.
 */
export const readWindow = async (
  lodge: Lodge,
  deskId: DeskId,
  tsquery: string,
  from: Place | undefined,
): Promise<Window> => {
  const began = performance.now()
  const start = from ?? (await newest(lodge, deskId))
  if (!start) return { hits: [], top: { segment: 0, before: BEHIND_ALL }, next: undefined }
  const rows: Row[] = []
  let high = start.segment
  for (const round of ROUNDS) {
    const low = Math.max(0, high - round + 1)
    const found = await lodge.store.pool.query<Row>(WINDOW, [
      deskId,
      tsquery,
      high,
      low,
      start.segment,
      start.before,
      HITS - rows.length,
      from !== undefined,
    ])
    rows.push(...found.rows)
    high = low - 1
    if (high < 0 || rows.length >= HITS || performance.now() - began > PATIENCE_MS) break
  }
  const [first, last] = [rows[0], rows.at(-1)]
  return {
    hits: rows.map((row, place) => ({
      ticketId: row.ticket_id,
      messageId: row.message_id,
      // Of two that fit equally well, the newer: the oldest of a window counts half.
      score: row.rank * (1 - place / (2 * HITS)),
    })),
    top: from ?? {
      segment: first?.segment ?? start.segment,
      before: first ? String(BigInt(first.message_id) + 1n) : BEHIND_ALL,
    },
    next:
      last && rows.length >= HITS
        ? { segment: last.segment, before: last.message_id }
        : high >= 0
          ? { segment: high, before: BEHIND_ALL }
          : undefined,
  }
}

type Row = { segment: number; message_id: string; ticket_id: string; rank: number }

/** Planned anew each time: whether the index is used must not depend on how full it was at some connection's start. */
const WINDOW = `
  select s.segment, d.message_id, d.ticket_id, ts_rank('{0.3, 0.4, 0.8, 1.0}', d.words, $2::tsquery) as rank
  from generate_series($3::integer, $4::integer, -1) as s (segment)
  cross join lateral (
    select message_id, ticket_id, words
    from search_doc
    where desk_id = $1 and segment = s.segment and words @@ $2::tsquery
      and (s.segment < $5 or message_id < $6::bigint)
      and (not $8 or not exists (
        select from search_doc newer
        where newer.desk_id = $1 and newer.ticket_id = search_doc.ticket_id and newer.words @@ $2::tsquery
          and (newer.segment, newer.message_id) >= ($5::integer, $6::bigint)
      ))
    order by message_id desc limit $7
  ) d
  limit $7`

const newest = async (lodge: Lodge, deskId: DeskId): Promise<Place | undefined> => {
  const found = await lodge.store.pool.query<{ docs: string }>('select docs from search_desk where desk_id = $1', [
    deskId,
  ])
  const docs = Number(found.rows[0]?.docs ?? 0)
  return docs === 0 ? undefined : { segment: Math.floor((docs - 1) / SEGMENT), before: BEHIND_ALL }
}
