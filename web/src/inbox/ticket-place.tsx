import { useParams } from '@tanstack/react-router'
import { TicketPane } from './ticket/pane.tsx'

/** The ticket of the path. Another one begins anew: nothing of the one before stays. */
export const TicketPlace = () => {
  const { number } = useParams({ from: '/member/inbox/tickets/$number' })
  return <TicketPane key={number} number={number} />
}
