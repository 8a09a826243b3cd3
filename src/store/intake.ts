import type pg from 'pg'
import type { Message, WholeTicket } from '../core/tickets/ticket.ts'
import { DatabaseUnavailable, isUnavailable } from './errors.ts'
import { type QuotedTexts, quoteTexts, toColumns } from './intake-columns.ts'

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
  | { outcome: 'created'; number: number; contact: IntakeContact; assigneeId: string | null }
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
  resolve: (result: IntakeResult) => void
  reject: (error: unknown) => void
}

/** One desk's queue, and the connection it holds for as long as it is busy: a query on that leaves at once. */
type Lane = { deskId: string; queue: Pending[]; connection: pg.PoolClient | undefined }

const GROUP_MAX = 128
/** How long a group waits for a database that went away before its creations are refused. */
const PATIENCE_MS = 5_000

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
  const lanes = new Map<string, Lane>()
  let waiting = 0

  const submit = (item: IntakeItem): Promise<IntakeResult> => {
    if (waiting >= options.limit) return Promise.reject(new IntakeFull(`${waiting} creations wait already`))
    return new Promise((resolve, reject) => {
      waiting += 1
      const pending: Pending = { item, identities: identify(item), texts: quoteTexts(item), resolve, reject }
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
    lane.connection?.release()
    lanes.delete(lane.deskId)
  }

  const commit = async (lane: Lane, group: Pending[]): Promise<void> => {
    let rows: Row[] | undefined
    try {
      rows = await write(lane, group)
    } catch (error) {
      await recover(lane, group, error)
    }
    waiting -= group.length
    // Before the answers below go out, which takes this thread longer than the database should have to wait.
    commitNext(lane)
    if (rows) resolveAll(group, rows)
    options.onCommit()
  }

  const write = async (lane: Lane, group: Pending[]): Promise<Row[]> => {
    lane.connection ??= await pool.connect()
    try {
      const values = [lane.deskId, ...toColumns(group, nextId)]
      const written = await lane.connection.query<Row>({ ...CREATE_TICKETS, values })
      return written.rows
    } catch (error) {
      lane.connection.release(isUnavailable(error))
      lane.connection = undefined
      throw error
    }
  }

  /**
   * A group that was not written: because the database went away, then wait for it; or because one of its creations is at
   * fault, then its neighbours must not pay for it. Either way find out first what of it was committed.
   */
  const recover = async (lane: Lane, group: Pending[], cause: unknown): Promise<void> => {
    const deadline = performance.now() + PATIENCE_MS
    let left = group
    let error = cause
    do {
      if (isUnavailable(error)) await new Promise((done) => setTimeout(done, 50))
      try {
        left = await resolveCommitted(lane.deskId, left)
        if (left.length === 0) return
        if (!isUnavailable(error)) break
        resolveAll(left, await write(lane, left))
        return
      } catch (again) {
        error = again
      }
    } while (performance.now() < deadline)
    if (isUnavailable(error) || left.length === 1) {
      for (const pending of left) pending.reject(isUnavailable(error) ? new DatabaseUnavailable(error) : error)
      return
    }
    for (const pending of left) {
      try {
        resolveAll([pending], await write(lane, [pending]))
      } catch (single) {
        await recover(lane, [pending], single)
      }
    }
  }

  /** A commit whose answer was lost may have happened: the ids are ours, so look for them. Answers those still to be written. */
  const resolveCommitted = async (deskId: string, group: Pending[]): Promise<Pending[]> => {
    const found = await pool.query<Row & { id: string }>(
      `select t.id, 'created' as outcome, t.number, t.assignee_id, c.id as contact_id, c.name as contact_name,
         c.email as contact_email, c.external_id as contact_external_id, c.created_at >= t.created_at as contact_created
       from ticket t join contact c on c.desk_id = t.desk_id and c.id = t.contact_id
       where t.desk_id = $1 and t.id = any($2)`,
      [deskId, group.map((pending) => pending.item.ticket.id)],
    )
    const committed = new Map(found.rows.map((row) => [row.id, row]))
    return group.filter((pending) => {
      const row = committed.get(pending.item.ticket.id)
      if (row) pending.resolve(toResult(row))
      return !row
    })
  }

  return { submit, waiting: () => waiting }
}

const CREATE_TICKETS = {
  name: 'create_tickets',
  text: `select * from create_tickets(${Array.from({ length: 41 }, (_, n) => `$${n + 1}`).join(', ')})`,
}

type Row = {
  outcome: IntakeResult['outcome']
  number: string
  assignee_id: string | null
  contact_id: string
  contact_name: string
  contact_email: string | null
  contact_external_id: string | null
  contact_created: boolean
}

const resolveAll = (group: Pending[], rows: Row[]): void => {
  for (const [place, pending] of group.entries()) {
    const row = rows[place]
    if (row) pending.resolve(toResult(row))
    else pending.reject(new Error('create_tickets() answered fewer rows than it was given'))
  }
}

const toResult = (row: Row): IntakeResult =>
  row.outcome === 'created'
    ? {
        outcome: 'created',
        number: Number(row.number),
        assigneeId: row.assignee_id,
        contact: {
          id: row.contact_id,
          name: row.contact_name,
          email: row.contact_email,
          externalId: row.contact_external_id,
          created: row.contact_created,
        },
      }
    : { outcome: row.outcome }

/** What makes two creations the same person's. */
const identify = ({ requester }: IntakeItem): string[] => {
  const identities: string[] = []
  if (requester.externalId !== null) identities.push(`x${requester.externalId}`)
  if (requester.email !== null) identities.push(`e${requester.email}`)
  return identities
}

/**
 * Takes from the queue, in order, what can go in one statement: requesters that share an external id or address but not
 * both (who they are depends on what the other writes), and creations with the same idempotency key, wait for the next.
 */
const takeGroup = (lane: Pending[]): Pending[] => {
  const owners = new Map<string, string>()
  const keys = new Set<string>()
  const group: Pending[] = []
  const left: Pending[] = []
  for (const pending of lane) {
    const key = pending.item.idempotency && `${pending.item.credentialId} ${pending.item.idempotency.key}`
    const whole = pending.identities.join(' ')
    const fits =
      group.length < GROUP_MAX &&
      !(key !== undefined && keys.has(key)) &&
      pending.identities.every((identity) => (owners.get(identity) ?? whole) === whole)
    if (!fits) {
      left.push(pending)
      continue
    }
    if (key !== undefined) keys.add(key)
    for (const identity of pending.identities) owners.set(identity, whole)
    group.push(pending)
  }
  lane.splice(0, lane.length, ...left)
  return group
}
