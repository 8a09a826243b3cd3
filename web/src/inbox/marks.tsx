import {
  AlarmClock,
  ChevronDown,
  ChevronsUp,
  ChevronUp,
  CircleCheck,
  CircleDot,
  CircleEllipsis,
  CircleSlash,
  Equal,
  type LucideIcon,
  OctagonAlert,
} from 'lucide-react'
import type { TicketPriority, TicketStatus } from '../api/types.ts'
import { useTexts } from '../texts/texts.tsx'
import { classes } from '../ui/classes.ts'

const STATUS: Record<TicketStatus, [LucideIcon, string]> = {
  open: [CircleDot, 'text-accent'],
  pending: [CircleEllipsis, 'text-warn'],
  snoozed: [AlarmClock, 'text-info'],
  resolved: [CircleCheck, 'text-ink-faint'],
  closed: [CircleSlash, 'text-ink-faint'],
  spam: [OctagonAlert, 'text-danger'],
}

const PRIORITY: Record<TicketPriority, [LucideIcon, string]> = {
  urgent: [ChevronsUp, 'text-danger'],
  high: [ChevronUp, 'text-warn'],
  normal: [Equal, 'text-ink-faint'],
  low: [ChevronDown, 'text-ink-faint'],
}

export const STATUSES = Object.keys(STATUS) as TicketStatus[] // its keys are the statuses
export const PRIORITIES = Object.keys(PRIORITY) as TicketPriority[] // its keys are the priorities

/** A ticket's status by its sign; its word beside it, or only read out. */
export const StatusMark = ({ status, word }: { status: TicketStatus; word?: boolean }) => {
  const t = useTexts()
  const [Icon, colour] = STATUS[status]
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5" title={t.inbox.statuses[status]}>
      <Icon aria-hidden className={classes('size-3.5 shrink-0', colour)} />
      <span className={word ? 'truncate' : 'sr-only'}>{t.inbox.statuses[status]}</span>
    </span>
  )
}

/** A ticket's priority in the same way; the normal one is shown only where there is a word. */
export const PriorityMark = ({ priority, word }: { priority: TicketPriority; word?: boolean }) => {
  const t = useTexts()
  const [Icon, colour] = PRIORITY[priority]
  if (!word && priority === 'normal') return null
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5" title={t.inbox.priorities[priority]}>
      <Icon aria-hidden className={classes('size-3.5 shrink-0', colour)} />
      <span className={word ? 'truncate' : 'sr-only'}>{t.inbox.priorities[priority]}</span>
    </span>
  )
}
