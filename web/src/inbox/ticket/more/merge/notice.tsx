import { GitMerge } from 'lucide-react'
import { useState } from 'react'
import { useMay } from '../../../../api/session.ts'
import type { WholeTicket } from '../../../../api/types.ts'
import { useTexts } from '../../../../texts/texts.tsx'
import { Button } from '../../../../ui/button.tsx'
import { TicketLink } from '../../conversation/message.tsx'
import { usePanelTexts } from '../../panel/texts.ts'
import { useMerge } from './use-merge.ts'

/** Above a ticket that was merged: where its conversation goes on, and the way back. */
export const MergedNotice = ({ ticket, into }: { ticket: WholeTicket; into: { id: string; number: number } }) => {
  const words = useTexts().ticket
  const t = usePanelTexts()
  const mayWrite = useMay('tickets:write')
  const { unmerge } = useMerge(ticket)
  const [busy, setBusy] = useState(false)
  const takeBack = async () => {
    setBusy(true)
    await unmerge(into)
    setBusy(false)
  }
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-2 border-b border-line bg-info-soft px-4 py-2 text-[0.8125rem]">
      <GitMerge aria-hidden className="size-4 shrink-0 text-info" />
      <p className="min-w-0 flex-1">
        <TicketLink number={into.number}>{words.mergedInto(into.number)}</TicketLink>
      </p>
      {mayWrite ? (
        <Button small busy={busy} onClick={() => void takeBack()}>
          {t.actions.unmerge}
        </Button>
      ) : null}
    </div>
  )
}
