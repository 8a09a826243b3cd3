import { AlarmClock, CircleCheck, CircleDot, FolderInput, OctagonAlert, Tag, UserRound, X } from 'lucide-react'
import { useTexts } from '../../texts/texts.tsx'
import { IconButton } from '../../ui/button.tsx'
import type { Apply } from './actions.tsx'
import type { Picked } from './pickers.tsx'

/** Over the list while something is selected: what can be done with all of it. */
export const BulkBar = ({
  count,
  apply,
  pick,
  onClear,
  onSelectAll,
}: {
  count: number
  apply: Apply
  pick: (what: Picked) => void
  onClear: () => void
  onSelectAll: () => void
}) => {
  const t = useTexts()
  return (
    <div
      role="toolbar"
      aria-label={t.inbox.selected(count)}
      className="absolute inset-x-2 bottom-2 z-20 mx-auto flex max-w-md flex-wrap items-center rounded-xl border border-line bg-raised px-1.5 py-1 shadow-raised"
    >
      <IconButton className="size-7!" label={t.inbox.clear} keys="escape" onClick={onClear}>
        <X aria-hidden />
      </IconButton>
      <button
        type="button"
        onClick={onSelectAll}
        title={t.inbox.selectAll}
        className="me-auto min-h-6 truncate rounded px-1 font-medium text-[0.8125rem] hover:underline"
      >
        {t.inbox.selected(count)}
      </button>
      <IconButton className="size-7!" label={t.inbox.resolve} keys="e" onClick={() => apply({ status: 'resolved' })}>
        <CircleCheck aria-hidden />
      </IconButton>
      <IconButton className="size-7!" label={t.inbox.assignTo} keys="a" onClick={() => pick('assignee')}>
        <UserRound aria-hidden />
      </IconButton>
      <IconButton className="size-7!" label={t.inbox.snoozeUntil} keys="s" onClick={() => pick('snooze')}>
        <AlarmClock aria-hidden />
      </IconButton>
      <IconButton className="size-7!" label={t.inbox.setStatus} keys="shift+s" onClick={() => pick('status')}>
        <CircleDot aria-hidden />
      </IconButton>
      <IconButton className="size-7!" label={t.inbox.moveTo} keys="d" onClick={() => pick('department')}>
        <FolderInput aria-hidden />
      </IconButton>
      <IconButton className="size-7!" label={t.inbox.addTags} keys="t" onClick={() => pick('tags')}>
        <Tag aria-hidden />
      </IconButton>
      <IconButton className="size-7!" label={t.inbox.markSpam} keys="!" onClick={() => apply({ status: 'spam' })}>
        <OctagonAlert aria-hidden />
      </IconButton>
    </div>
  )
}
