import type { ReactNode } from 'react'
import { classes } from '../../../ui/classes.ts'

/** Whether it is a reply or a note: the one that is chosen. */
export const Tab = ({
  icon,
  isChosen,
  onChoose,
  children,
}: {
  icon: ReactNode
  isChosen: boolean
  onChoose: () => void
  children: ReactNode
}) => (
  <button
    type="button"
    aria-pressed={isChosen}
    onClick={onChoose}
    className={classes(
      'inline-flex h-7 items-center gap-1.5 rounded-md px-2 text-[0.8125rem] font-medium [&_svg]:size-3.5',
      isChosen ? 'bg-selected text-accent' : 'text-ink-soft hover:bg-hover hover:text-ink',
    )}
  >
    {icon}
    {children}
  </button>
)
