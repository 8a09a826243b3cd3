import { GitMerge } from 'lucide-react'
import type { WholeTicket } from '../../../api/types.ts'
import { useTexts } from '../../../texts/texts.tsx'
import { TicketLink } from '../conversation/message.tsx'

/** Where the conversation of a merged ticket goes on. */
export const MergedInto = ({ ticket: { merged_into: into } }: { ticket: WholeTicket }) => {
  const t = useTexts()
  if (!into) return null
  return (
    <p className="flex shrink-0 items-center gap-2 border-b border-line bg-info-soft px-3 py-1.5 text-[0.8125rem] sm:px-4">
      <GitMerge aria-hidden className="size-4 shrink-0 text-info" />
      <TicketLink number={into.number}>{t.ticket.mergedInto(into.number)}</TicketLink>
    </p>
  )
}
