import { useState } from 'react'
import { useSession } from '../../api/session.ts'
import { type Command, useCommands } from '../../shell/commands.tsx'
import { useTexts } from '../../texts/texts.tsx'
import type { RowTicket } from '../list/rows.ts'
import { BulkBar } from './bar.tsx'
import { type Picked, Pickers } from './pickers.tsx'
import { useBulk } from './use-bulk.ts'

/** What can be done with the tickets that are selected, or with the one that the keyboard is at. */
export const TicketActions = ({
  targets,
  isBulk,
  onApplied,
  onClear,
  onSelectAll,
}: {
  targets: RowTicket[]
  isBulk: boolean
  onApplied: () => void
  onClear: () => void
  onSelectAll: () => void
}) => {
  const { change, undo } = useBulk()
  const [picking, setPicking] = useState<Picked | null>(null)
  const ids = targets.map(({ id }) => id)
  const apply: Apply = (set) => {
    change(ids, set)
    onApplied()
  }
  const t = useTexts()
  useCommands([
    {
      id: 'tickets.undo',
      label: t.inbox.undoLast,
      group: t.inbox.list,
      keys: 'mod+z',
      notWhileTyping: true,
      run: undo,
    },
  ])
  return (
    <>
      {/* With a selection they come anew, before the open ticket's own. */}
      {ids.length > 0 ? <ActionCommands key={isBulk ? 'bulk' : 'one'} apply={apply} pick={setPicking} /> : null}
      {isBulk ? (
        <BulkBar count={ids.length} apply={apply} pick={setPicking} onClear={onClear} onSelectAll={onSelectAll} />
      ) : null}
      <Pickers picking={picking} targets={targets} apply={apply} onClose={() => setPicking(null)} />
    </>
  )
}

export type Apply = (set: Parameters<ReturnType<typeof useBulk>['change']>[1]) => void

const ActionCommands = ({ apply, pick }: { apply: Apply; pick: (what: Picked) => void }) => {
  const t = useTexts()
  const { member } = useSession()
  const group = t.inbox.tickets
  const commands: Command[] = [
    { id: 'tickets.resolve', label: t.inbox.resolve, group, keys: 'e', run: () => apply({ status: 'resolved' }) },
    { id: 'tickets.reopen', label: t.inbox.reopen, group, keys: 'shift+d', run: () => apply({ status: 'open' }) },
    { id: 'tickets.status', label: t.inbox.setStatus, group, keys: 'shift+s', run: () => pick('status') },
    { id: 'tickets.priority', label: t.inbox.setPriority, group, keys: 'y', run: () => pick('priority') },
    { id: 'tickets.snooze', label: t.inbox.snoozeUntil, group, keys: 's', run: () => pick('snooze') },
    { id: 'tickets.assign', label: t.inbox.assignTo, group, keys: 'a', run: () => pick('assignee') },
    { id: 'tickets.mine', label: t.inbox.assignToMe, group, keys: 'i', run: () => apply({ assignee: member.id }) },
    { id: 'tickets.move', label: t.inbox.moveTo, group, keys: 'd', run: () => pick('department') },
    { id: 'tickets.tags', label: t.inbox.addTags, group, keys: 't', run: () => pick('tags') },
    { id: 'tickets.spam', label: t.inbox.markSpam, group, keys: '!', run: () => apply({ status: 'spam' }) },
  ]
  useCommands(commands)
  return null
}
