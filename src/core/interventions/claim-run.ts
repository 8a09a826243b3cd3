import { isDeepStrictEqual } from 'node:util'
import type { Change } from '../change.ts'
import { fail, ok, type Result } from '../result.ts'
import type { TicketSnapshot } from '../tickets/ticket.ts'
import type { Intervention } from './intervention.ts'

/** A run as the API shows it. */
export type Run = {
  id: string
  intervention: { id: string; name: string }
  ticket: { id: string; number: number }
  uid: string | null
  data: Record<string, unknown>
  private_message_id: string | null
  public_message_id: string | null
  created_at: string
}

export type RunTwice = { code: 'uid_conflict' }

/**
 * Makes the row of a run, its messages still to be written. A `uid` of the intervention's that was used before gives that
 * run; one that is being used by another request is waited for.
 */
export const claimRun = async (
  { tx, lodge, actor }: Change,
  intervention: Pick<Intervention, 'id' | 'name'>,
  ticket: Pick<TicketSnapshot, 'id' | 'number'>,
  { uid, data }: { uid: string | null; data: Record<string, unknown> },
): Promise<Result<{ run: Run; repeated: boolean }, RunTwice>> => {
  const id = lodge.store.nextId()
  const createdAt = new Date()
  const made = await tx
    .insertInto('intervention_run')
    .values({
      desk_id: actor.deskId,
      id,
      intervention_id: intervention.id,
      ticket_id: ticket.id,
      uid,
      data: JSON.stringify(data),
      created_at: createdAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  const named = {
    intervention: { id: intervention.id, name: intervention.name },
    ticket: { id: ticket.id, number: ticket.number },
  }
  if (made.numInsertedOrUpdatedRows === 1n) {
    const messages = { private_message_id: null, public_message_id: null }
    return ok({ run: { id, ...named, uid, data, ...messages, created_at: createdAt.toISOString() }, repeated: false })
  }
  const first = await tx
    .selectFrom('intervention_run')
    .select(['id', 'ticket_id', 'uid', 'data', 'private_message_id', 'public_message_id', 'created_at'])
    .where('desk_id', '=', actor.deskId)
    .where('intervention_id', '=', intervention.id)
    .where('uid', '=', uid)
    .executeTakeFirst()
  if (!first || first.ticket_id !== ticket.id || !isDeepStrictEqual(first.data, data)) {
    return fail({ code: 'uid_conflict' })
  }
  const { ticket_id, created_at, ...rest } = first
  return ok({
    run: { ...rest, ...named, created_at: created_at.toISOString() },
    repeated: true,
  })
}
