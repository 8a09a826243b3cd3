import { hash } from 'node:crypto'
import type { RawPayload } from '../../core/hook-deliveries/delivery.ts'
import { type HookOutcome, settleDelivery } from '../../core/hook-deliveries/settle.ts'
import { actorOfHook, type IntakeHook } from '../../core/hooks/intake-hook.ts'
import type { Lodge } from '../../core/lodge.ts'
import { type CreateTicketError, createTicket } from '../../core/tickets/create.ts'
import { isUnavailable } from '../../store/errors.ts'
import { IntakeFull } from '../../store/intake.ts'
import { interpret } from './interpret.ts'

/**
 * Makes the ticket of a payload that was written down, and says what became of it. However often it runs for one payload,
 * and wherever a run was cut off, there is one ticket: its idempotency key is the payload's id. Rejects with IntakeFull or
 * an unavailable database, for the caller to leave it for later.
 */
export const processDelivery = async (
  lodge: Lodge,
  hook: IntakeHook,
  delivery: RawPayload & { id: string },
): Promise<void> => {
  const outcome = await work(lodge, hook, delivery).catch((error: unknown): HookOutcome => {
    if (error instanceof IntakeFull || isUnavailable(error)) throw error
    // A bug of ours must not lose it, nor come back every minute for ever.
    lodge.log.error({ err: error, hook: hook.id, delivery: delivery.id }, 'a hook payload could not be worked on')
    return {
      state: 'quarantined',
      detail: 'Lodge failed on this payload, which is our fault. Tell your operator; then replay.',
    }
  })
  await settleDelivery(lodge, hook, delivery.id, outcome)
}

const work = async (lodge: Lodge, hook: IntakeHook, delivery: RawPayload & { id: string }): Promise<HookOutcome> => {
  const read = await interpret(hook, delivery)
  if (read.state !== 'ticket') return read
  const idempotency = { key: `hook/${delivery.id}`, requestHash: hash('sha256', delivery.id) }
  const made = await createTicket(lodge, actorOfHook(hook), read.ticket, idempotency)
  if (!made.ok) return { state: 'quarantined', detail: REASONS[made.error.code] }
  if (made.value.outcome === 'blocked') return { state: 'blocked', detail: 'The requester is on the blocklist.' }
  const { id, number } = made.value.ticket
  return { state: 'created', ticket: { id, number }, detail: read.notes.length > 0 ? read.notes.join(' ') : null }
}

/** What createTicket refuses, for the hook's owner. */
export const REASONS: Record<CreateTicketError['code'], string> = {
  department_not_found: 'department is not the id or name of a department of this desk.',
  ticket_type_not_found: 'type is not the id or name of a ticket type of this desk.',
  assignee_not_found: 'assignee is not the id or address of a member of this desk.',
  attachment_not_found: 'An attachment is not there.',
  invalid_field: 'A field has a value that it cannot have.',
  idempotency_key_conflict: 'The ticket of this payload was asked for in another way before.',
}
