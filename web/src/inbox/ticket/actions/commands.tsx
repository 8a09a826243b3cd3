import { useMay } from '../../../api/session.ts'
import type { WholeTicket } from '../../../api/types.ts'
import { type Command, useCommands } from '../../../shell/commands.tsx'
import { useTexts } from '../../../texts/texts.tsx'
import type { Asked } from './asked.ts'
import type { TicketActions } from './use-actions.ts'

/** Everything that can be done with the ticket that is open, by its keys and in the palette. */
export const useTicketCommands = (ticket: WholeTicket, actions: TicketActions, ask: (asked: Asked) => void): void => {
  const t = useTexts()
  const mayWrite = useMay('tickets:write')
  const group = t.ticket.group
  const isDone = ticket.status === 'resolved' || ticket.status === 'closed'
  const writes: Command[] = [
    { id: 'ticket.assign', label: t.inbox.assignTo, group, keys: 'a', run: () => ask('assignee') },
    { id: 'ticket.assignToMe', label: t.inbox.assignToMe, group, keys: 'i', run: actions.assignToMe },
    ...(isDone
      ? []
      : [
          { id: 'ticket.resolve', label: t.ticket.resolve, group, keys: 'e', run: () => actions.setStatus('resolved') },
        ]),
    ...(ticket.status === 'open'
      ? []
      : [{ id: 'ticket.reopen', label: t.ticket.reopen, group, keys: 'o', run: () => actions.setStatus('open') }]),
    { id: 'ticket.status', label: t.ticket.setStatus, group, keys: 'shift+s', run: () => ask('status') },
    { id: 'ticket.snooze', label: t.ticket.snooze, group, keys: 's', run: () => ask('snooze') },
    { id: 'ticket.priority', label: t.ticket.setPriority, group, keys: 'y', run: () => ask('priority') },
    { id: 'ticket.department', label: t.ticket.setDepartment, group, keys: 'd', run: () => ask('department') },
    { id: 'ticket.type', label: t.ticket.setType, group, keys: 'shift+y', run: () => ask('type') },
    { id: 'ticket.tags', label: t.ticket.setTags, group, keys: 't', run: () => ask('tags') },
    { id: 'ticket.spam', label: t.inbox.markSpam, group, keys: '!', run: () => actions.setStatus('spam') },
  ]
  useCommands([
    ...(mayWrite ? writes : []),
    { id: 'ticket.copyLink', label: t.ticket.copyLink, group, keys: 'shift+l', run: () => void actions.copyLink() },
  ])
}
