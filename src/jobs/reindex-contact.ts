import { contactVector } from '../core/search/document.ts'
import { task } from './task.ts'

type Payload = { desk_id: string; contact_id: string }

/** Tickets a step: each step is a transaction of its own, so that nobody waits for a contact with many. */
const STEP = 200

/**
 * After a contact changed, or another was merged into them, their tickets are found by what they are called now. That is
 * read as it is when the job runs: the last of several jobs, in whatever order, leaves the truth.
 */
export const reindexContact = task<Payload>({
  run: async (lodge, { desk_id, contact_id }) => {
    const { db, pool } = lodge.store
    for (let after = '0'; ; ) {
      const contact = await db
        .selectFrom('contact')
        .select(['name', 'email', 'external_id'])
        .where('desk_id', '=', desk_id)
        .where('id', '=', contact_id)
        .executeTakeFirst()
      if (!contact) return
      const step = await pool.query<{ last: string | null }>(
        `with step as materialized (
           select id from ticket where desk_id = $1 and contact_id = $2 and id > $3 order by id limit $4
         ), changed as (
           update search_doc d set words = concat(ts_filter(d.words, '{a,c,d}')::text, ' ', $5::text)::tsvector
           from step
           where d.desk_id = $1 and d.ticket_id = step.id and ts_filter(d.words, '{b}') <> $5::tsvector
         )
         select max(id)::text as last from step`,
        [desk_id, contact_id, after, STEP, contactVector(contact)],
      )
      const last = step.rows[0]?.last
      if (!last) return
      after = last
    }
  },
})
