import { useQuery } from '@tanstack/react-query'
import type { WholeContact, WholeTicket } from '../../../../api/types.ts'
import { Problem } from '../../../../ui/problem.tsx'
import { Ago } from '../../../../ui/time.tsx'
import { Lines, Nothing, Section } from '../section.tsx'
import { usePanelTexts } from '../texts.ts'
import { TicketLine } from '../ticket-line.tsx'
import { ticketsOfQuery } from './query.ts'

/** What else somebody asked, the latest first. */
export const OtherTickets = ({ ticket, contact }: { ticket: WholeTicket; contact: WholeContact | undefined }) => {
  const t = usePanelTexts()
  const { data, error, refetch } = useQuery(ticketsOfQuery(ticket.requester.id))
  const others = data?.filter(({ id }) => id !== ticket.id)
  const total = contact ? Object.values(contact.tickets).reduce((sum, count) => sum + count, 0) - 1 : undefined
  return (
    <Section name="tickets" title={t.otherTickets} {...(total && total > 0 ? { count: total } : {})}>
      {error ? <Problem error={error} onRetry={() => void refetch()} /> : null}
      {!others && !error ? <Lines /> : null}
      {others?.length === 0 ? <Nothing>{t.noOtherTickets}</Nothing> : null}
      {others && others.length > 0 ? (
        <ul className="-mx-1.5 flex flex-col">
          {others.map((other) => (
            <li key={other.id}>
              <TicketLine ticket={other}>
                <Ago at={other.last_message_at} />
              </TicketLine>
            </li>
          ))}
        </ul>
      ) : null}
    </Section>
  )
}
