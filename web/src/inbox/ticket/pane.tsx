import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { EyeOff } from 'lucide-react'
import { lazy, Suspense, startTransition, useCallback, useEffect, useState } from 'react'
import { ApiProblem } from '../../api/problem.ts'
import { useMay } from '../../api/session.ts'
import type { WholeTicket } from '../../api/types.ts'
import { useTexts } from '../../texts/texts.tsx'
import { afterPaint } from '../../ui/after-paint.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Problem } from '../../ui/problem.tsx'
import { Empty, Skeleton, SkeletonRows } from '../../ui/states.tsx'
import type { Asked } from './actions/asked.ts'
import { useTicketCommands } from './actions/commands.tsx'
import { Pickers } from './actions/pickers.tsx'
import { useActions } from './actions/use-actions.ts'
import { ComposerPlace } from './composer/coming.tsx'
import { Conversation } from './conversation/conversation.tsx'
import { BackToList } from './header/back.tsx'
import { TicketHeader } from './header/header.tsx'
import { useLiveTicket } from './live/use-live-ticket.ts'
import { loadComposer, loadPanel } from './load.ts'
import { endSplit, useSplit } from './more/split/selection.ts'
import { readMarkQuery, ticketQuery } from './query.ts'
import { useDetails } from './use-details.ts'

const Composer = lazy(async () => ({ default: (await loadComposer()).Composer }))
const MergedNotice = lazy(async () => ({ default: (await import('./more/merge/notice.tsx')).MergedNotice }))
const SplitBar = lazy(async () => ({ default: (await import('./more/split/bar.tsx')).SplitBar }))
const TicketPanel = lazy(async () => ({ default: (await loadPanel()).TicketPanel }))

/** One ticket: its conversation, what can be done with it, and where it is answered. */
export const TicketPane = ({ number }: { number: string }) => {
  const ticket = useQuery(ticketQuery(number))
  const readMark = useQuery(readMarkQuery(number))
  const t = useTexts()
  const isGone = useLiveTicket(number)
  useEffect(() => {
    void loadComposer()
  }, [])
  const isUnknown = ticket.error instanceof ApiProblem && ticket.error.status === 404
  // Told by the stream; or it was there, and is not any more.
  if (isGone || (isUnknown && ticket.data)) return <Gone />
  if (ticket.data && !readMark.isPending) {
    return <Loaded key={ticket.data.id} ticket={ticket.data} readAt={readMark.data?.read_at ?? null} />
  }
  if (ticket.error) {
    return (
      <main className="flex flex-col gap-3 p-4">
        <Problem error={ticket.error} onRetry={() => void ticket.refetch()} />
        <Link to="/inbox" className="self-center text-sm text-accent hover:underline">
          {t.inbox.backToList}
        </Link>
      </main>
    )
  }
  return (
    <main className="flex h-full flex-col">
      <div className="flex flex-col gap-2 border-b border-line bg-surface p-4">
        <Skeleton className="h-6 w-2/3" />
        <Skeleton className="h-5 w-1/3" />
      </div>
      <SkeletonRows inset rows={4} className="mx-auto h-24 w-full max-w-3xl" />
    </main>
  )
}

/** It moved to where the reader may not look: what was shown of it is not shown any more. */
const Gone = () => {
  const t = useTexts().ticket
  return (
    <main className="p-4" role="status">
      <BackToList />
      <Empty icon={<EyeOff />} title={t.movedAway}>
        {t.movedAwayHint}
      </Empty>
    </main>
  )
}

const Loaded = ({ ticket, readAt }: { ticket: WholeTicket; readAt: string | null }) => {
  const t = useTexts()
  const actions = useActions(ticket)
  const mayWrite = useMay('notes:write')
  const [asked, setAsked] = useState<Asked | null>(null)
  const [openedAt] = useState(readAt)
  const ask = useCallback((now: Asked) => setAsked(now), [])
  const closeAsked = useCallback(() => setAsked(null), [])
  const details = useDetails()
  const splitting = useSplit(ticket.id)
  useEffect(() => endSplit, [])
  // The conversation is read before anything is written: it is seen first.
  const [isSeen, setSeen] = useState(false)
  useEffect(() => afterPaint(() => startTransition(() => setSeen(true))), [])
  useTicketCommands(ticket, actions, ask)
  const panel = (
    <Suspense fallback={<SkeletonRows inset rows={5} />}>
      {isSeen ? <TicketPanel ticket={ticket} onAsk={ask} /> : <SkeletonRows inset rows={5} />}
    </Suspense>
  )
  return (
    <main className="@container flex h-full min-w-0">
      <div className="flex min-w-0 flex-1 flex-col bg-canvas">
        <TicketHeader
          ticket={ticket}
          actions={actions}
          asked={asked}
          onAsk={ask}
          onClose={closeAsked}
          onPanel={details.toggle}
          showsPanel={details.open}
          isSeen={isSeen}
        />
        {ticket.merged_into ? (
          <Suspense fallback={null}>
            <MergedNotice ticket={ticket} into={ticket.merged_into} />
          </Suspense>
        ) : null}
        <Conversation ticket={ticket} readAt={openedAt} isSeen={isSeen} />
        {splitting ? (
          <Suspense fallback={<SkeletonRows inset rows={1} />}>
            <SplitBar ticket={ticket} selected={splitting} />
          </Suspense>
        ) : mayWrite && !ticket.merged_into ? (
          <Suspense fallback={<ComposerPlace />}>{isSeen ? <Composer ticket={ticket} /> : <ComposerPlace />}</Suspense>
        ) : null}
      </div>
      {details.isBeside ? (
        details.open ? (
          <aside
            aria-label={t.ticket.details}
            className="w-76 shrink-0 overflow-y-auto border-s border-line bg-surface"
          >
            {panel}
          </aside>
        ) : null
      ) : (
        <Dialog side open={details.open} onClose={details.toggle} title={t.ticket.details}>
          <div className="-mx-4 -mb-4">{panel}</div>
        </Dialog>
      )}
      <Pickers ticket={ticket} asked={asked} actions={actions} onClose={closeAsked} onAsk={ask} />
    </main>
  )
}
