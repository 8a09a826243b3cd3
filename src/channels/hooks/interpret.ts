import type { RawPayload } from '../../core/hook-deliveries/delivery.ts'
import type { IntakeHook } from '../../core/hooks/intake-hook.ts'
import type { NewTicket } from '../../core/tickets/create.ts'
import { applyMapping } from './mapping/apply.ts'
import { readPayload } from './payload.ts'
import { sources } from './sources/index.ts'
import { toNewTicket } from './to-new-ticket.ts'

export type Interpreted =
  | { state: 'ticket'; ticket: NewTicket; notes: string[] }
  | { state: 'quarantined' | 'ignored'; detail: string }

/** What a hook makes of a payload. Nothing is written. Rejects with IntakeFull where too many mappings wait. */
export const interpret = async (hook: IntakeHook, raw: RawPayload): Promise<Interpreted> => {
  const payload = await readPayload(raw)
  if (!payload.ok) return { state: 'quarantined', detail: payload.reason }
  const draft = sources[hook.source].toDraft(payload.value, raw.headers)
  if ('ignored' in draft) return { state: 'ignored', detail: draft.ignored }
  const mapped = await applyMapping(hook.mapping, payload.value)
  if (!mapped.ok) return { state: 'quarantined', detail: mapped.error.reason }
  const made = toNewTicket(hook, draft, mapped.value)
  if (!made.ok) return { state: 'quarantined', detail: made.error.reason }
  return { state: 'ticket', ticket: made.value.ticket, notes: [...payload.notes, ...made.value.notes] }
}
