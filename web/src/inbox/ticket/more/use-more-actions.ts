import {
  Ban,
  Eraser,
  FileDown,
  Link2,
  ListPlus,
  type LucideIcon,
  Merge,
  OctagonAlert,
  Play,
  Split,
  Star,
  Undo2,
  UserPen,
  UserPlus,
} from 'lucide-react'
import { useMay } from '../../../api/session.ts'
import type { WholeTicket } from '../../../api/types.ts'
import { toastProblem } from '../../../ui/toasts.tsx'
import type { Asked } from '../actions/asked.ts'
import type { PanelTexts } from '../panel/texts.ts'
import { useMerge } from './merge/use-merge.ts'
import { startSplit } from './split/selection.ts'
import { useSpam } from './use-spam.ts'

type MoreAction = {
  id: keyof PanelTexts['actions']
  keys: string
  icon: LucideIcon
  danger?: boolean
  /** Whether a line is above it in the menu. */
  startsGroup?: boolean
  run: () => void
}

/** What the member may do with this ticket besides what its header has, in the menu's order. */
export const useMoreActions = (ticket: WholeTicket, onAsk: (asked: Asked) => void): MoreAction[] => {
  const mayWrite = useMay('tickets:write')
  const isAdmin = useMay('admin')
  const { unmerge } = useMerge(ticket)
  const into = ticket.merged_into
  const { spamAndBlock, block } = useSpam(ticket)
  const address = ticket.requester.email
  const transcript: MoreAction = {
    id: 'transcript',
    keys: 'shift+t',
    icon: FileDown,
    startsGroup: mayWrite,
    run: () => onAsk('transcript'),
  }
  if (!mayWrite) return [transcript]
  const joining: MoreAction[] = into
    ? [{ id: 'unmerge', keys: 'm', icon: Undo2, run: () => void unmerge(into) }]
    : [
        { id: 'merge', keys: 'm', icon: Merge, run: () => onAsk('merge') },
        { id: 'split', keys: 'shift+m', icon: Split, run: () => startSplit(ticket.id) },
      ]
  return [
    ...joining,
    { id: 'link', keys: 'l', icon: Link2, run: () => onAsk('link') },
    { id: 'watchlists', keys: 'w', icon: ListPlus, run: () => onAsk('watchlists') },
    ...(into
      ? []
      : [
          { id: 'participant', keys: 'shift+a', icon: UserPlus, run: () => onAsk('participant') } satisfies MoreAction,
          { id: 'requester', keys: 'shift+q', icon: UserPen, run: () => onAsk('requester') } satisfies MoreAction,
          { id: 'intervention', keys: 'v', icon: Play, run: () => onAsk('intervention') } satisfies MoreAction,
        ]),
    transcript,
    { id: 'survey', keys: 'shift+r', icon: Star, run: () => onAsk('survey') },
    ...(address !== null && !into
      ? [
          {
            id: 'spamAndBlock',
            keys: 'shift+b',
            icon: OctagonAlert,
            danger: true,
            startsGroup: true,
            // Whoever cannot undo it is asked before.
            run: () => (isAdmin ? void spamAndBlock().catch(toastProblem) : onAsk('spamAndBlock')),
          } satisfies MoreAction,
        ]
      : []),
    ...(address !== null && isAdmin
      ? [
          {
            id: 'block',
            keys: 'b',
            icon: Ban,
            danger: true,
            run: () => void block(address).catch(toastProblem),
          } satisfies MoreAction,
        ]
      : []),
    ...(isAdmin
      ? [{ id: 'erase', keys: 'shift+e', icon: Eraser, danger: true, run: () => onAsk('erase') } satisfies MoreAction]
      : []),
  ]
}
