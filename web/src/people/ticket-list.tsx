import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMay } from '../api/session.ts'
import { PriorityMark, StatusMark } from '../inbox/marks.tsx'
import { Avatar } from '../ui/avatar.tsx'
import { Paged } from '../ui/paged.tsx'
import { Ago } from '../ui/time.tsx'
import { Line } from './line.tsx'
import { ticketsQuery, type Whose } from './query.ts'

/** Tickets of a contact, or of a company's people; each leads to it. */
export const TicketList = ({ whose, none }: { whose: Whose; none: string }) => {
  const may = useMay('tickets:read')
  const pages = useInfiniteQuery({ ...ticketsQuery(whose), enabled: may })
  if (!may) return null
  return (
    <Paged pages={pages} rows={3} empty={<p className="text-sm text-ink-soft">{none}</p>}>
      {(tickets) => (
        <ul className="-mx-2 flex flex-col">
          {tickets.map((ticket) => (
            <li key={ticket.id}>
              <Link
                to="/inbox/tickets/$number"
                params={{ number: String(ticket.number) }}
                className="flex min-h-9 items-center gap-2 rounded-md px-2 py-1 text-sm hover:bg-hover"
              >
                <StatusMark status={ticket.status} />
                <span className="shrink-0 text-ink-faint tabular-nums" dir="ltr">
                  #{ticket.number}
                </span>
                <Line className="min-w-0 flex-1">{ticket.subject}</Line>
                <PriorityMark priority={ticket.priority} />
                {'company' in whose ? (
                  <bdi className="hidden max-w-32 truncate text-ink-soft sm:block">
                    {ticket.requester.name || ticket.requester.email}
                  </bdi>
                ) : null}
                {ticket.assignee ? (
                  <span title={ticket.assignee.name}>
                    <Avatar name={ticket.assignee.name} small />
                    <span className="sr-only">{ticket.assignee.name}</span>
                  </span>
                ) : null}
                <span className="shrink-0 text-xs text-ink-faint">
                  <Ago at={ticket.updated_at} />
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Paged>
  )
}
