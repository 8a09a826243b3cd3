import type pg from 'pg'
import type { Assignee, Message, WholeTicket } from '../core/tickets/ticket.ts'
import { isUnavailable } from './errors.ts'
import { type QuotedTexts, quoteTexts, toColumns } from './intake-columns.ts'
import { identify, takeGroup } from './intake-group.ts'
import { openRecovery } from './intake-recovery.ts'

/** One creation, ready to be written: core has checked and resolved everything that does not need the database. */
export type IntakeItem = {
  deskId: string
  requester: { externalId: string | null; email: string | null; name: string | null }
  ticket: Omit<WholeTicket, 'number' | 'requester' | 'messages'>
  message: Omit<Message, 'author'>
  /** What few tickets have; undefined for most. */
  extras?: { tags: object[]; participants: object[]; attachments: string[] } | undefined
  /** Whether an assignee is to be found. */
  auto: boolean
  credentialId: string | null
  idempotency?: { key: string; requestHash: string } | undefined
  actor: { kind: string; id: string | null }
  /** What the caller asked the followers of the event to do or leave. */
  options: object
}

export type IntakeContact = {
  id: string
  name: string
  email: string | null
  externalId: string | null
  created: boolean
}

export type IntakeResult =
  | { outcome: 'created'; number: number; contact: IntakeContact; assignee: Assignee | null }
  /** The requester is on the blocklist: no ticket, after the time a ticket takes. */
  | { outcome: 'blocked' }
  /** The idempotency key was used before, by this request or another one. */
  | { outcome: 'key_used' }

export type Intake = {
  /** Answers after COMMIT. Rejects with IntakeFull, DatabaseUnavailable, or the error of this one item. */
  submit: (item: IntakeItem) => Promise<IntakeResult>
  /** Creations accepted and not yet committed. */
  waiting: () => number
}

/** More creations wait than configured: the caller should come back. Nothing of this one was written. */
export class IntakeFull extends Error {
  override name = 'IntakeFull'
}

/** A creation that waits for its commit. */
export type Pending = {
  item: IntakeItem
  /** What makes it somebody's: `x<external id>`, `e<address>`. */
  identities: string[]
  /** Its long texts, ready to be joined: made while the group before is being written. */
  texts: QuotedTexts
  /** The id that its contact gets where it is a new one, as the last statement was given it. */
  newContactId: string
  resolve: (result: IntakeResult) => void
  reject: (error: unknown) => void
}

/**
 * Group commit. The creations that arrive while a commit is in flight wait for it and then go together, in one round trip
 * and one transaction: the desk's number counter is one row, so commits of one desk queue up behind each other anyway, and
 * one statement for the whole queue is four times faster than many at once (more than one group in flight was slower). An
 * idle server commits a single ticket at once: there is no timer.
 *
 * A lane a desk, so that a busy desk does not delay a quiet one.
 */
export const openIntake = (
  pool: pg.Pool,
  nextId: () => string,
  options: { limit: number; onCommit: () => void },
): Intake => {
  const recover = openRecovery(pool)
  const lanes = new Map<string, Pending[]>()
  let waiting = 0

  const submit = (item: IntakeItem): Promise<IntakeResult> => {
    if (waiting >= options.limit) return Promise.reject(new IntakeFull(`${waiting} creations wait already`))
    return new Promise((resolve, reject) => {
      const texts = quoteTexts(item)
      const pending: Pending = { item, identities: identify(item), texts, newContactId: '', resolve, reject }
      // Not before: what throws above is this promise's failure alone.
      waiting += 1
      const lane = lanes.get(item.deskId)
      if (lane) {
        lane.push(pending)
        return
      }
      const opened = [pending]
      lanes.set(item.deskId, opened)
      // After the requests that this turn of the event loop read from their sockets: they share the first commit.
      setImmediate(() => drain(item.deskId, opened))
    })
  }

  const drain = async (deskId: string, lane: Pending[]): Promise<void> => {
    // One connection for as long as the lane is busy: a query on it leaves at once, not in a later turn of the event loop.
    let held: pg.PoolClient | undefined
    const letGo = (broken: boolean) => {
      held?.release(broken)
      held = undefined
    }
    const write = async (group: Pending[]): Promise<Row[]> => {
      try {
        held ??= await pool.connect()
        const written = await held.query<Row>({ ...CREATE_TICKETS, values: [deskId, ...toColumns(group, nextId)] })
        return written.rows
      } catch (error) {
        if (isUnavailable(error)) letGo(true)
        throw error
      }
    }
    let group = takeGroup(lane)
    let answer = write(group)
    while (group.length > 0) {
      let rows: Row[] | undefined
      try {
        rows = await answer
      } catch (error) {
        await recover(deskId, group, error, write)
      }
      const done = group
      group = takeGroup(lane)
      if (group.length > 0) {
        // Before the answers below go out, which takes this thread longer than the database should have to wait.
        answer = write(group)
        answer.catch(() => {}) // it is awaited, and its failure met, at the loop's next turn
      }
      if (rows) resolveAll(done, rows)
      waiting -= done.length
      options.onCommit()
    }
    letGo(false)
    lanes.delete(deskId)
  }

  return { submit, waiting: () => waiting }
}

const CREATE_TICKETS = {
  name: 'create_tickets',
  text: `select * from create_tickets(${Array.from({ length: 40 }, (_, n) => `$${n + 1}`).join(', ')})`,
}

export type Row = {
  outcome: IntakeResult['outcome']
  number: string
  assignee: Assignee | null
  contact_id: string
  contact_name: string
  contact_email: string | null
  contact_external_id: string | null
  contact_created: boolean
}

/** Answers a group that was committed, or looked up: a row each, in order. */
export const resolveAll = (group: Pending[], rows: Row[]): void => {
  for (const [place, pending] of group.entries()) {
    const row = rows[place]
    if (row) pending.resolve(toResult(row))
    else pending.reject(new Error('create_tickets() answered fewer rows than it was given'))
  }
}

export const toResult = (row: Row): IntakeResult =>
  row.outcome === 'created'
    ? {
        outcome: 'created',
        number: Number(row.number),
        assignee: row.assignee,
        contact: {
          id: row.contact_id,
          name: row.contact_name,
          email: row.contact_email,
          externalId: row.contact_external_id,
          created: row.contact_created,
        },
      }
    : { outcome: row.outcome }
