import { CircleCheck, Clock, MessageCircleQuestion, PanelRight } from 'lucide-react'
import { lazy, memo, Suspense } from 'react'
import { useMay } from '../../../api/session.ts'
import type { WholeTicket } from '../../../api/types.ts'
import { useLanguage, useTexts } from '../../../texts/texts.tsx'
import { Avatar } from '../../../ui/avatar.tsx'
import { Badge } from '../../../ui/badge.tsx'
import { Button, IconButton } from '../../../ui/button.tsx'
import { moment } from '../../../ui/time.tsx'
import { PriorityMark, StatusMark } from '../../marks.tsx'
import type { Asked } from '../actions/asked.ts'
import type { TicketActions } from '../actions/use-actions.ts'
import { loadMore } from '../load.ts'
import { BackToList } from './back.tsx'
import { Presences } from './presences.tsx'
import { SlaClocks } from './sla-clocks.tsx'
import { Subject } from './subject.tsx'

const More = lazy(async () => ({ default: (await loadMore()).More }))

/** What a ticket is about and how it stands; each part of that can be changed where it is shown. */
export const TicketHeader = memo(
  ({
    ticket,
    actions,
    asked,
    onAsk,
    onClose,
    onPanel,
    showsPanel,
    isSeen,
  }: {
    ticket: WholeTicket
    actions: TicketActions
    asked: Asked | null
    onAsk: (asked: Asked) => void
    onClose: () => void
    onPanel: () => void
    showsPanel: boolean
    /** Its first picture is on the screen: what is rarely used comes now. */
    isSeen: boolean
  }) => {
    const t = useTexts()
    const language = useLanguage()
    const mayWrite = useMay('tickets:write')
    const isDone = ticket.status === 'resolved' || ticket.status === 'closed'
    return (
      <header className="shrink-0 border-b border-line bg-surface px-3 py-2 sm:px-4">
        <div className="flex flex-wrap items-start gap-2 sm:flex-nowrap">
          <BackToList />
          <Subject subject={ticket.subject} number={ticket.number} editable={mayWrite} onSave={actions.setSubject} />
          <Presences ticketId={ticket.id} />
          {mayWrite ? (
            isDone ? (
              <Button small className="my-0.5" onClick={() => actions.setStatus('open')}>
                {t.ticket.reopen}
              </Button>
            ) : (
              <>
                <IconButton label={t.ticket.snooze} keys="s" onClick={() => onAsk('snooze')}>
                  <Clock aria-hidden />
                </IconButton>
                <IconButton label={t.ticket.resolve} keys="e" onClick={() => actions.setStatus('resolved')}>
                  <CircleCheck aria-hidden />
                </IconButton>
              </>
            )
          ) : null}
          <Suspense fallback={<MorePlace />}>
            {isSeen ? <More ticket={ticket} asked={asked} onAsk={onAsk} onClose={onClose} /> : <MorePlace />}
          </Suspense>
          <IconButton label={t.ticket.details} keys="p" pressed={showsPanel} onClick={onPanel}>
            <PanelRight aria-hidden className="rtl:-scale-x-100" />
          </IconButton>
        </div>
        <div className="mt-1 flex flex-wrap items-center gap-x-1 gap-y-1 text-[0.8125rem]">
          <Part label={t.ticket.status} disabled={!mayWrite} onClick={() => onAsk('status')}>
            <StatusMark word status={ticket.status} />
            {ticket.snoozed_until ? moment(ticket.snoozed_until, language) : null}
          </Part>
          <Part label={t.ticket.priority} disabled={!mayWrite} onClick={() => onAsk('priority')}>
            <PriorityMark word priority={ticket.priority} />
          </Part>
          <Part label={t.ticket.assignee} disabled={!mayWrite} onClick={() => onAsk('assignee')}>
            {ticket.assignee ? (
              <>
                <Avatar small name={ticket.assignee.name} />
                <span dir="auto" className="max-w-40 truncate">
                  {ticket.assignee.name}
                </span>
              </>
            ) : (
              <span className="text-ink-faint">{t.ticket.nobody}</span>
            )}
          </Part>
          <Part label={t.ticket.department} disabled={!mayWrite} onClick={() => onAsk('department')}>
            <span dir="auto" className="max-w-40 truncate">
              {ticket.department.name}
            </span>
          </Part>
          {ticket.requester_verified ? null : (
            <Badge tone="warn" title={t.ticket.unverifiedHint}>
              <MessageCircleQuestion aria-hidden />
              {t.ticket.unverified}
            </Badge>
          )}
          <SlaClocks timers={ticket.sla} />
        </div>
      </header>
    )
  },
)

const MorePlace = () => <span className="size-8 shrink-0" />

const Part = ({
  label,
  disabled,
  onClick,
  children,
}: {
  label: string
  disabled: boolean
  onClick: () => void
  children: React.ReactNode
}) => (
  <button
    type="button"
    disabled={disabled}
    title={label}
    onClick={onClick}
    className="inline-flex h-7 min-w-0 items-center gap-1.5 rounded-md px-1.5 text-ink-soft enabled:hover:bg-hover enabled:hover:text-ink"
  >
    <span className="sr-only">{label}: </span>
    {children}
  </button>
)
