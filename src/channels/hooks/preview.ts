import type { RawPayload } from '../../core/hook-deliveries/delivery.ts'
import type { IntakeHook } from '../../core/hooks/intake-hook.ts'
import type { Lodge } from '../../core/lodge.ts'
import type { CreateTicketError, NewTicket } from '../../core/tickets/create.ts'
import type { Assignee, Named } from '../../core/tickets/ticket.ts'
import { interpret } from './interpret.ts'
import { REASONS } from './process.ts'

type Placed = { department: Named; type: Named; assignee: Assignee | 'auto' | null }

export type Preview =
  | { outcome: 'ticket'; detail: string | null; ticket: NewTicket; placed: Placed }
  | { outcome: 'quarantined' | 'ignored'; detail: string }

/** What would become of a payload, without anything being written. A blocklist is not asked. */
export const preview = async (lodge: Lodge, hook: IntakeHook, raw: RawPayload): Promise<Preview> => {
  const read = await interpret(hook, raw)
  if (read.state !== 'ticket') return { outcome: read.state, detail: read.detail }
  const { ticket, notes } = read
  const desk = await lodge.desks.fresh(hook.deskId)
  const unknown = (code: CreateTicketError['code']): Preview => ({ outcome: 'quarantined', detail: REASONS[code] })
  const department = ticket.department === null ? desk.defaultDepartment : desk.department(ticket.department)
  if (!department) return unknown('department_not_found')
  const type = ticket.type === null ? desk.defaultTicketType : desk.ticketType(ticket.type)
  if (!type) return unknown('ticket_type_not_found')
  const { assignee: wanted } = ticket
  const assignee = wanted === null || wanted === 'auto' ? wanted : desk.member(wanted)
  if (assignee === undefined) return unknown('assignee_not_found')
  const detail = notes.length > 0 ? notes.join(' ') : null
  return { outcome: 'ticket', detail, ticket, placed: { department, type, assignee } }
}
