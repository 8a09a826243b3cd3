import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { DatabaseUnavailable, isTransient, isUnavailable } from './errors.ts'
import { type Pending, type Row, resolveAll, toResult } from './intake.ts'

/** Writes a group in one statement. A connection that broke is its own to replace. */
type Write = (group: Pending[]) => Promise<Row[]>

/** How long a group waits for a database that went away before its creations are refused. */
const PATIENCE_MS = 5_000
const PAUSE_MS = 50

/**
 * Answers a group that was not written: because the database went away, then it is waited for, and asked first what of the
 * group was committed; or because one of its creations is at fault, then its neighbours must not pay for it.
 *
 * Answers whether the database is there: false where patience ended and what was left of the group was refused.
 */
export const openRecovery = (pool: pg.Pool) => {
  const recover = async (
    deskId: string,
    group: Pending[],
    cause: unknown,
    write: Write,
    before = { deadline: performance.now() + PATIENCE_MS, undecided: false },
  ): Promise<boolean> => {
    const { deadline } = before
    let { undecided } = before
    let left = group
    let error = cause
    for (let again = false; ; ) {
      if (isUnavailable(error)) {
        undecided = true
        if (performance.now() > deadline) {
          rejectAll(left, new DatabaseUnavailable(error))
          return false
        }
        await sleep(PAUSE_MS)
      } else if (left.length > 1) {
        for (const [place, pending] of left.entries()) {
          const alone = write([pending]).then((rows) => resolveAll([pending], rows))
          const isThere = await alone.then(
            () => true,
            (single) => recover(deskId, [pending], single, write, { deadline, undecided }),
          )
          if (!isThere) {
            rejectAll(left.slice(place + 1), new DatabaseUnavailable(error))
            return false
          }
        }
        return true
      } else if (isTransient(error) && !again) {
        again = true
      } else {
        rejectAll(left, error)
        return true
      }
      try {
        // A session that was given up for lost may go on and commit later still: its ticket is then in this one's way.
        if (undecided) left = await resolveCommitted(pool, deskId, left)
        if (left.length > 0) resolveAll(left, await write(left))
        return true
      } catch (next) {
        error = next
      }
    }
  }
  return recover
}

export const rejectAll = (group: Pending[], error: unknown): void => {
  for (const pending of group) pending.reject(error)
}

/** A commit whose answer was lost may have happened: the ids are ours, so look for them. Answers those still to be written. */
const resolveCommitted = async (pool: pg.Pool, deskId: string, group: Pending[]): Promise<Pending[]> => {
  const found = await pool.query<Row & { id: string }>(
    `select t.id, 'created' as outcome, t.number, c.id as contact_id, c.name as contact_name, c.email as contact_email,
       c.external_id as contact_external_id, false as contact_created,
       (select json_build_object('id', m.id::text, 'name', m.name, 'email', m.email)
        from member m where m.desk_id = t.desk_id and m.id = t.assignee_id) as assignee
     from ticket t join contact c on c.desk_id = t.desk_id and c.id = t.contact_id
     where t.desk_id = $1 and t.id = any($2)`,
    [deskId, group.map((pending) => pending.item.ticket.id)],
  )
  const committed = new Map(found.rows.map((row) => [row.id, row]))
  return group.filter((pending) => {
    const row = committed.get(pending.item.ticket.id)
    if (row) pending.resolve(toResult({ ...row, contact_created: row.contact_id === pending.newContactId }))
    return !row
  })
}
