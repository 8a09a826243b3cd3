import type { MailEnvelope, MailVerdict } from '../../store/schema.ts'
import type { DeskId } from '../ids.ts'
import type { Lodge } from '../lodge.ts'

/** A mail of which it is not known yet what becomes of it. */
export type WaitingMail = {
  id: string
  mailbox_id: string
  storage_key: string
  size: number
  envelope: MailEnvelope
  verdict: MailVerdict | null
  attempts: number
  /** What it was kept back for before, and that somebody said does not matter. */
  released: string[]
}

/** The desks that have such mails: a step of the index each, however many mails wait. */
export const desksWithMail = async (lodge: Lodge): Promise<DeskId[]> => {
  const found = await lodge.store.pool.query<{ desk_id: DeskId }>({
    name: 'desks_with_mail',
    text: `with recursive desks as (
        (select desk_id from inbound_mail where state = 'stored' order by desk_id limit 1)
        union all
        select (select desk_id from inbound_mail where state = 'stored' and desk_id > d.desk_id order by desk_id limit 1)
        from desks d where d.desk_id is not null
      )
      select desk_id from desks where desk_id is not null`,
  })
  return found.rows.map((row) => row.desk_id)
}

/** A desk's first ones behind one of them, in the order they came. */
export const waitingMails = async (
  lodge: Lodge,
  deskId: DeskId,
  after: string | null,
  limit: number,
): Promise<WaitingMail[]> => {
  const found = await lodge.store.pool.query<WaitingMail & { size: string }>({
    name: 'waiting_mails',
    text: `select id, mailbox_id, storage_key, size, envelope, verdict, attempts, released from inbound_mail
      where desk_id = $1 and state = 'stored' and id > $2 and due_at <= now() order by id limit $3`,
    values: [deskId, after ?? '0', limit],
  })
  return found.rows.map((row) => ({ ...row, size: Number(row.size) }))
}

/** Leaves a mail for later, and says why. Longer each time, up to ten minutes: it is never given up. */
export const postponeMail = async (lodge: Lodge, deskId: DeskId, id: string, error: string): Promise<void> => {
  await lodge.store.pool.query(
    `update inbound_mail
     set attempts = attempts + 1, error = $3,
       due_at = now() + make_interval(secs => least(600, power(2, least(attempts, 10))))
     where desk_id = $1 and id = $2 and state = 'stored'`,
    [deskId, id, error],
  )
}

/**
 * Runs `work` while no other process works on this desk's mails: threads stay in order. False where one does. The lock is
 * the connection's: a process that dies leaves none.
 */
export const holdingDesk = async (lodge: Lodge, deskId: DeskId, work: () => Promise<void>): Promise<boolean> => {
  const client = await lodge.store.pool.connect()
  let broken = false
  try {
    const taken = await client.query<{ taken: boolean }>(
      `select pg_try_advisory_lock(hashtextextended('inbound_mail/' || $1, 0)) as taken`,
      [deskId],
    )
    if (taken.rows[0]?.taken !== true) return false
    try {
      await work()
    } finally {
      await client
        .query(`select pg_advisory_unlock(hashtextextended('inbound_mail/' || $1, 0))`, [deskId])
        .catch(() => {
          broken = true
        })
    }
    return true
  } finally {
    client.release(broken)
  }
}
