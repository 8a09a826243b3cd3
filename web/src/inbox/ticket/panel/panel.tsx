import type { WholeTicket } from '../../../api/types.ts'
import { useTexts } from '../../../texts/texts.tsx'
import { StatusMark } from '../../marks.tsx'

/** What is known around a ticket: whom it is from, and how it stands. */
export const TicketPanel = ({ ticket }: { ticket: WholeTicket }) => {
  const t = useTexts()
  const { requester, status } = ticket
  return (
    <div className="flex flex-col gap-3 p-4 text-sm">
      <div className="min-w-0">
        <h2 className="text-xs font-medium text-ink-faint">{t.ticket.requester}</h2>
        <p className="truncate font-medium">
          <bdi>{requester.name || requester.email || requester.external_id}</bdi>
        </p>
        {requester.email ? (
          <p className="truncate text-[0.8125rem] text-ink-soft">
            <bdi>{requester.email}</bdi>
          </p>
        ) : null}
      </div>
      <div>
        <h2 className="text-xs font-medium text-ink-faint">{t.ticket.status}</h2>
        <StatusMark word status={status} />
      </div>
    </div>
  )
}
