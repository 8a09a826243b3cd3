import type { WholeTicket } from '../../../api/types.ts'
import type { Asked } from '../actions/asked.ts'
import { Contact } from './contact/contact.tsx'
import { Fields } from './fields/fields.tsx'
import { History } from './history/history.tsx'
import { Links } from './links/links.tsx'
import { Participants } from './participants.tsx'
import { Promises } from './promises.tsx'
import { Requester } from './requester/requester.tsx'
import { Runs } from './runs/runs.tsx'
import { Tags } from './tags/tags.tsx'
import { Metadata, TicketFacts } from './ticket-facts.tsx'
import { useLivePanel } from './use-live-panel.ts'

/** What is known around a ticket: whom it is from and how that is known, what belongs to it, what happened to it. */
export const TicketPanel = ({ ticket, onAsk }: { ticket: WholeTicket; onAsk: (asked: Asked) => void }) => {
  useLivePanel(ticket)
  return (
    <div className="flex flex-col">
      <Requester ticket={ticket} onChange={() => onAsk('requester')} />
      <Promises timers={ticket.sla} />
      <Fields ticket={ticket} />
      <Tags ticket={ticket} />
      <Links ticket={ticket} onAdd={() => onAsk('link')} />
      <Contact ticket={ticket} />
      <Participants ticket={ticket} onAdd={() => onAsk('participant')} />
      <Runs ticket={ticket} onRun={() => onAsk('intervention')} />
      <TicketFacts ticket={ticket} onType={() => onAsk('type')} />
      <Metadata metadata={ticket.metadata} />
      <History ticketId={ticket.id} />
    </div>
  )
}
