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
  const all = [...new Set([...words, ...gone.rows.map(({ word }) => word)])]
  if (all.length === 0) return
  // Lexemes of ours are letters and digits: quoted, nothing in them is an operator.
  await sql`
    delete from search_word w
    where w.desk_id = ${deskId} and w.word = any(${all}::text[]) and not exists (
      select from search_doc d where d.desk_id = w.desk_id and d.words @@ quote_literal(w.word)::tsquery
    )`.execute(db)
}
