import { sql } from 'kysely'
import { isTransient, isUnavailable } from '../../store/errors.ts'
import { systemActor } from '../actor.ts'
import type { DeskId } from '../ids.ts'
import { tellLive } from '../live/note.ts'
import type { Lodge } from '../lodge.ts'
import { sendMessage } from '../templates/send.ts'
import { lockTicket } from '../tickets/write.ts'
import { toMessage } from './scheduled-message.ts'
import { senderOf } from './sender.ts'

type Due = { desk_id: DeskId; id: string; ticket_id: string }

/** How many are looked for at once. */
const AT_ONCE = 50

/** A message that may not be sent, by the code of why: it undoes what the attempt has written. */
class NotSent extends Error {
  readonly code: string
  constructor(code: string) {
    super(code)
    this.code = code
  }
}

/**
 * Sends what is due, of all desks, and answers in how many ms the next one is; undefined where none waits. Any number of
 * processes may do so at once. A message and the mark that it was sent are one transaction, so that it is sent once
 * wherever a process dies. Rejects where the database is away, or another
 * transaction was in the way: it is for the next time.
 */
export const sendDueMessages = async (lodge: Lodge): Promise<number | undefined> => {
  for (;;) {
    const due = await sql<Due>`
      select desk_id, id::text, ticket_id::text from scheduled_message
      where state = 'scheduled' and send_at <= now() order by send_at, id limit ${AT_ONCE}`.execute(lodge.store.db)
    let settled = 0
    for (const one of due.rows) {
      try {
        if (await send(lodge, one)) settled += 1
      } catch (error) {
        if (isUnavailable(error) || isTransient(error)) throw error
        if (!(error instanceof NotSent))
          lodge.log.error({ err: error, ...one }, 'a scheduled message could not be sent')
        await giveUp(lodge, one, error instanceof NotSent ? error.code : 'internal_error')
        settled += 1
      }
      lodge.nudge()
    }
    // Those that another process has in hand are not waited for here.
    if (due.rows.length < AT_ONCE || settled === 0) break
  }
  const next = await sql<{ ms: number | null }>`
    select (extract(epoch from min(send_at) - now()) * 1000)::float8 as ms
    from scheduled_message where state = 'scheduled' and send_at > now()`.execute(lodge.store.db)
  return next.rows[0]?.ms ?? undefined
}

/** False where it is no longer to be sent, or another process is at it. */
const send = (lodge: Lodge, { desk_id, id, ticket_id }: Due): Promise<boolean> =>
  lodge.store.db.transaction().execute(async (tx) => {
    // The ticket before the row, as who erases it does.
    const ticket = await lockTicket({ tx, lodge, actor: systemActor(desk_id) }, ticket_id)
    if (!ticket) return false
    const row = await tx
      .selectFrom('scheduled_message')
      .selectAll()
      .where('desk_id', '=', desk_id)
      .where('id', '=', id)
      .where('state', '=', 'scheduled')
      .where('send_at', '<=', sql<Date>`now()`)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst()
    if (!row) return false
    const sender = await senderOf(tx, { ...row, desk_id })
    if (!sender.ok) throw new NotSent(sender.error.code)
    const change = { tx, lodge, actor: sender.value }
    const sent = await sendMessage(change, ticket.id, toMessage(row.content, row.attachments))
    if (!sent.ok) throw new NotSent(sent.error.code)
    await tx
      .updateTable('scheduled_message')
      .set({ state: 'sent', message_id: sent.value.message.id, content: '{}', attachments: [] })
      .where('desk_id', '=', desk_id)
      .where('id', '=', id)
      .execute()
    return true
  })

/** It stays on its ticket for its writer to decide about, who is told. */
const giveUp = async (lodge: Lodge, { desk_id, id, ticket_id }: Due, reason: string): Promise<void> => {
  const failed = await sql<{ member_id: string; id: string }>`
    with failed as (
      update scheduled_message set state = 'failed', reason = ${reason}
      where desk_id = ${desk_id} and id = ${id} and state = 'scheduled'
      returning member_id
    )
    insert into notification (desk_id, member_id, id, kind, ticket_id, created_at)
    select ${desk_id}::bigint, member_id, ${lodge.store.nextId()}::bigint, 'not_sent', ${ticket_id}::bigint, now()
    from failed where member_id is not null
    returning member_id::text, id::text`.execute(lodge.store.db)
  await tellLive(
    lodge,
    failed.rows.map((row) => ({ about: 'notification', desk: desk_id, member: row.member_id, id: row.id })),
  )
}
