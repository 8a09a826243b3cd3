import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { TicketStatus } from '../../../api/types.ts'
import { StatusMark } from '../../marks.tsx'

/** Another ticket, in a line that leads to it. */
export const TicketLine = ({
  ticket,
  children,
}: {
  ticket: { number: number; subject: string; status: TicketStatus }
  children?: ReactNode
}) => (
  <Link
    to="/inbox/tickets/$number"
    params={{ number: String(ticket.number) }}
    search={true}
    className="flex min-h-7 min-w-0 items-center gap-2 rounded-md px-1.5 hover:bg-hover"
  >
    <StatusMark status={ticket.status} />
    <span dir="ltr" className="shrink-0 text-ink-faint">
      #{ticket.number}
    </span>
    <span className="min-w-0 flex-1 truncate" title={ticket.subject}>
      <bdi>{ticket.subject}</bdi>
    </span>
    <span className="shrink-0 text-xs text-ink-faint">{children}</span>
  </Link>
)
