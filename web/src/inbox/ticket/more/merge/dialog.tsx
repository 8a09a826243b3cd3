import type { WholeTicket } from '../../../../api/types.ts'
import { usePanelTexts } from '../../panel/texts.ts'
import { TicketFinder } from '../find/ticket-finder.tsx'
import { useMerge } from './use-merge.ts'

/** Asks which ticket this one is merged into. */
export const MergeDialog = ({ ticket, onClose }: { ticket: WholeTicket; onClose: () => void }) => {
  const t = usePanelTexts()
  const { merge } = useMerge(ticket)
  return (
    <TicketFinder
      ticket={ticket}
      title={t.mergeTitle(ticket.number)}
      hint={t.mergeHint}
      onClose={onClose}
      onPick={(found) => {
        onClose()
        merge(found)
      }}
    />
  )
}
