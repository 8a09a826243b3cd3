import type pg from 'pg'
import type { Assignee, Message, TicketSnapshot } from '../core/tickets/ticket.ts'
import { DatabaseUnavailable, isUnavailable } from './errors.ts'
import { type QuotedTexts, quoteTexts, toColumns } from './intake-columns.ts'
import { identify, takeGroup } from './intake-group.ts'
import { openRecovery, rejectAll } from './intake-recovery.ts'
import { openSpareConnection } from './spare-connection.ts'

/** One creation, ready to be written: core has checked and resolved everything that does not need the database. */
export type IntakeItem = {
  deskId: string
  requester: {
    externalId: string | null
    email: string | null
    name: string | null
    emailIsClaimed?: boolean | undefined
  }
  ticket: Omit<TicketSnapshot, 'number' | 'requester'>
  message: Omit<Message, 'author'>
  /** Both as JSON objects, the id first and the ticket without its assignee: most of the event. */
  json: { ticket: string; message: string }
  /** What few tickets have; undefined for most. */
  extras?:
    | {
        tags: object[]
        participants: object[]
        attachments: string[]
        quiet?: boolean | undefined
        mail?: object
      }
    | undefined
  /** Whether an assignee is to be found. */
  auto: boolean
  credentialId: string | null
  idempotency?: { key: string; requestHash: string } | undefined
  actor: { kind: string; id: string | null }
  /** What the caller asked the followers of the event to do or leave. */
  options: object
}

type IntakeContact = {
  id: string
  name: string
  email: string | null
  externalId: string | null
  created: boolean
}

export type IntakeResult =
  /** `assignee`: who was found, where one was asked for. */
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
  /**
   * The most that waited at once, a moment ago: what comes in crowds waits in crowds, and right after a commit nobody does.
   */
  crowd: () => number
  /** Whether it is such a crowd that other work should let it go first. */
  isBusy: () => boolean
  /** Calls back for each group that was written: how many, and in how many seconds. */
  onGroup: (listener: (size: number, seconds: number) => void) => void
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

/** More than a few callers have waiting at once by chance. */
const BUSY = 4
/** For so long after it a crowd counts as there. */
const CROWD_MS = 300

/** One desk's queue, and the connection it holds for as long as it is busy: a query on that leaves at once. */
type Lane = { deskId: string; queue: Pending[]; connection: pg.PoolClient | undefined }

/**
 * Group commit. The creations that arrive while a commit is in flight wait for it and then go together, in one round trip
 * and one transaction: the desk's number counter is one row, so commits of one desk queue up behind each other anyway, and
 * one statement for the whole queue is four times faster than many at once (and a second group in flight makes it a fifth
 * slower). An idle server commits a single ticket at once: there is no timer.
 *
 * A lane a desk, so that a busy desk does not delay a quiet one.
 */
export const openIntake = (
  pool: pg.Pool,
  nextId: () => string,
  options: { limit: number; onCommit: () => void },
): Intake => {
  const recover = openRecovery(pool)
  const spare = openSpareConnection(pool)
  const lanes = new Map<string, Lane>()
  let waiting = 0
  let crowd = 0
  let crowdUntil = 0
  let onGroup = (_size: number, _seconds: number) => {}

  const currentCrowd = () => (performance.now() < crowdUntil ? crowd : waiting)

  const submit = (item: IntakeItem): Promise<IntakeResult> => {
    if (waiting >= options.limit) return Promise.reject(new IntakeFull(`${waiting} creations wait already`))
    return new Promise((resolve, reject) => {
      const texts = quoteTexts(item)
      const pending: Pending = { item, identities: identify(item), texts, newContactId: '', resolve, reject }
      // Not before: what throws above is this promise's failure alone.
      waiting += 1
      if (waiting >= currentCrowd()) {
        crowd = waiting
        crowdUntil = performance.now() + CROWD_MS
      }
      const lane = lanes.get(item.deskId)
      if (lane) {
        lane.queue.push(pending)
        return
      }
      const opened: Lane = { deskId: item.deskId, queue: [pending], connection: undefined }
      lanes.set(item.deskId, opened)
      // After the requests that this turn of the event loop read from their sockets: they share the first commit.
      setImmediate(() => commitNext(opened))
    })
  }

  const commitNext = (lane: Lane): void => {
    if (lane.queue.length > 0) {
      void commit(lane, takeGroup(lane.queue))
      return
    }
    if (lane.connection) spare.give(lane.connection)
    lanes.delete(lane.deskId)
  }

  const commit = async (lane: Lane, group: Pending[]): Promise<void> => {
    let rows: Row[] | undefined
    try {
      rows = await write(lane, group)
    } catch (error) {
      const isThere = await recover(lane.deskId, group, error, (rest) => write(lane, rest))
      // Who queued behind it has waited as long: nobody waits twice.
      if (!isThere) {
        const behind = lane.queue.splice(0)
        waiting -= behind.length
        rejectAll(behind, new DatabaseUnavailable(error))
      }
    }
    waiting -= group.length
    // Before the answers below go out, which takes this thread longer than the database should have to wait.
    commitNext(lane)
    if (rows) resolveAll(group, rows)
    options.onCommit()
  }

  const write = async (lane: Lane, group: Pending[]): Promise<Row[]> => {
    lane.connection ??= await spare.take()
    try {
      const values = [lane.deskId, ...toColumns(group, nextId)]
      const started = performance.now()
      const written = await lane.connection.query<Row>({ ...CREATE_TICKETS, values })
      onGroup(group.length, (performance.now() - started) / 1000)
      return written.rows
    } catch (error) {
      lane.connection.release(isUnavailable(error))
      lane.connection = undefined
      throw error
    }
  }

  return {
    submit,
    waiting: () => waiting,
    crowd: currentCrowd,
    isBusy: () => currentCrowd() > BUSY,
    onGroup: (listener) => {
      onGroup = listener
    },
  }
}

export const CREATE_TICKETS = {
  name: 'create_tickets',
  text: `select * from create_tickets(${Array.from({ length: 43 }, (_, n) => `$${n + 1}`).join(', ')})`,
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
