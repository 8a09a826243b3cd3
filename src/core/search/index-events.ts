import { setImmediate as breathe } from 'node:timers/promises'
import { type Batch, batchValues, type Follower, IN_BATCH } from '../events/follow.ts'
import type { Message, Ticket } from '../tickets/ticket.ts'
import { bodyVector, headVector, listable } from './document.ts'

/** How many messages share a segment of the index. */
export const SEGMENT = 8_192
/** Small: a batch is a transaction, and while it lasts nobody sees what was written after it began. */
const BATCH = 200

/** Requests are answered between the messages of a batch: long ones take a few milliseconds each. */
const BREATH_MS = 5

/** Events whose snapshots hold what is searched. */
type Indexed = {
  desk_id: string
  type: string
  data: { ticket: Ticket; message?: Message }
}

/**
 * The follower that keeps the index. A snapshot has all that is needed: nothing is read back. What a contact's change
 * does to their tickets may be much, so that is a job (jobs/reindex-contact.ts).
 */
export const searchIndex: Follower = {
  name: 'search',
  batch: BATCH,
  gatherMs: 250,
  handle: async (batch) => {
    const found = await batch.client.query<Indexed>(
      `select desk_id, type, data from event
       where ${IN_BATCH} and type in ('ticket.created', 'message.created', 'ticket.updated')
       order by xid, id`,
      batchValues(batch),
    )
    const added: Doc[] = []
    const changed = new Map<string, Head>()
    let since = performance.now()
    for (const { desk_id, data } of found.rows) {
      if (performance.now() - since > BREATH_MS) {
        await breathe()
        since = performance.now()
      }
      const { ticket, message } = data
      const head = headVector(ticket)
      if (message)
        added.push({ desk_id, ticket_id: ticket.id, message_id: message.id, head, body: bodyVector(message.text) })
      // The last one of a batch counts; also a message's, whose snapshot may be of a later subject.
      if (data.message === undefined) changed.set(ticket.id, { desk_id, ticket_id: ticket.id, head })
    }
    if (added.length > 0) await addDocs(batch, added)
    if (changed.size > 0) await changeHeads(batch, [...changed.values()])
    if (added.length + changed.size === 0) return
    // Where there is no index, it is made over all rows later.
    await batch.client.query(
      `select gin_clean_pending_list(i) from to_regclass('search_doc_words') i where i is not null`,
    )
    await countWords(batch, [...added, ...changed.values()])
  },
}

type Head = { desk_id: string; ticket_id: string; head: string }
type Doc = Head & { message_id: string; body: string }

const addDocs = async ({ client }: Batch, docs: Doc[]): Promise<void> => {
  await client.query(
    `with given as (
       select *, row_number() over (partition by desk_id order by place) as nth
       from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[]) with ordinality
         as g (desk_id, ticket_id, message_id, words, place)
     ), counted as (
       insert into search_desk (desk_id, docs)
       select desk_id, count(*) from given group by desk_id order by desk_id
       on conflict (desk_id) do update set docs = search_desk.docs + excluded.docs
       returning desk_id, docs
     )
     insert into search_doc (desk_id, ticket_id, message_id, segment, words)
     select g.desk_id, g.ticket_id, g.message_id,
       (c.docs - count(*) over (partition by g.desk_id) + g.nth - 1) / $5, g.words::tsvector
     from given g join counted c using (desk_id)
     order by g.place
     on conflict do nothing`,
    [
      docs.map((doc) => doc.desk_id),
      docs.map((doc) => doc.ticket_id),
      docs.map((doc) => doc.message_id),
      docs.map((doc) => doc.head + doc.body),
      SEGMENT,
    ],
  )
}

/** Most changes of a ticket change nothing that is searched: those rows stay as they are. */
const changeHeads = async ({ client }: Batch, heads: Head[]): Promise<void> => {
  await client.query(
    `update search_doc d set words = concat(ts_filter(d.words, '{c}')::text, ' ', g.head)::tsvector
     from unnest($1::bigint[], $2::bigint[], $3::text[]) as g (desk_id, ticket_id, head)
     where d.desk_id = g.desk_id and d.ticket_id = g.ticket_id and ts_filter(d.words, '{a,b,d}') <> g.head::tsvector`,
    [heads.map((head) => head.desk_id), heads.map((head) => head.ticket_id), heads.map((head) => head.head)],
  )
}

/**
 * New words are listed at once; known ones are counted in one batch of eight, eightfold. Counts only say which of several
 * words is the likelier, and to write every one of them costs a third of the indexing.
 */
const COUNTED = 8

const countWords = async ({ client }: Batch, docs: (Head & { body?: string })[]): Promise<void> => {
  const counts = new Map<string, Map<string, number>>()
  for (const doc of docs) {
    const ofDesk = counts.get(doc.desk_id) ?? new Map<string, number>()
    counts.set(doc.desk_id, ofDesk)
    for (const word of new Set(listable(doc.head + (doc.body ?? '')))) ofDesk.set(word, (ofDesk.get(word) ?? 0) + 1)
  }
  const rows = [...counts].flatMap(([desk, ofDesk]) => [...ofDesk].map(([word, docs]) => ({ desk, word, docs })))
  const weight = Math.random() < 1 / COUNTED ? COUNTED : 0
  await client.query(
    `insert into search_word (desk_id, word, docs)
     select * from unnest($1::bigint[], $2::text[], $3::bigint[]) as g (desk_id, word, docs)
     order by desk_id, word collate "C"
     on conflict (desk_id, word) ${weight > 0 ? `do update set docs = search_word.docs + excluded.docs * ${weight}` : 'do nothing'}`,
    [rows.map((row) => row.desk), rows.map((row) => row.word), rows.map((row) => row.docs)],
  )
}
