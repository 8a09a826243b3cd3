import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../store/schema.ts'

/**
 * Takes a ticket's conversation out of the index, and from the words that are offered for mistyped ones those that no
 * other message has: of `words` and of what the index knew.
 */
export const forgetTicketWords = async (
  db: Kysely<Tables>,
  deskId: string,
  ticketId: string,
  words: Iterable<string> = [],
): Promise<void> => {
  const gone = await sql<{ word: string }>`
    with gone as (delete from search_doc where desk_id = ${deskId} and ticket_id = ${ticketId} returning words)
    select distinct w.lexeme as word from gone, unnest(gone.words) w`.execute(db)
  await forgetWords(db, deskId, [...words, ...gone.rows.map(({ word }) => word)])
}

/** The same of some messages of tickets that stay. */
export const forgetMessageWords = async (db: Kysely<Tables>, deskId: string, messageIds: string[]): Promise<void> => {
  const gone = await sql<{ word: string }>`
    with gone as (
      delete from search_doc where desk_id = ${deskId} and ticket_id in (
        select ticket_id from message where desk_id = ${deskId} and id = any (${messageIds}::bigint[])
      ) and message_id = any (${messageIds}::bigint[]) returning words
    )
    select distinct w.lexeme as word from gone, unnest(gone.words) w`.execute(db)
  await forgetWords(
    db,
    deskId,
    gone.rows.map(({ word }) => word),
  )
}

const forgetWords = async (db: Kysely<Tables>, deskId: string, words: string[]): Promise<void> => {
  const all = [...new Set(words)]
  if (all.length === 0) return
  // Lexemes of ours are letters and digits: quoted, nothing in them is an operator.
  await sql`
    delete from search_word w
    where w.desk_id = ${deskId} and w.word = any(${all}::text[]) and not exists (
      select from search_doc d where d.desk_id = w.desk_id and d.words @@ quote_literal(w.word)::tsquery
    )`.execute(db)
}
