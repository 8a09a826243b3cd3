import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Count } from '../../api/desk.ts'
import { useLanguage } from '../../texts/texts.tsx'
import { classes } from '../../ui/classes.ts'
import { numberFormat } from '../../ui/intl.ts'

/** The way to a list, with how many tickets it holds. */
export const SidebarItem = ({
  id,
  label,
  hint,
  icon,
  count,
  current,
  onGo,
  children,
}: {
  id: string
  label: string
  hint?: string
  icon: ReactNode
  count: Count | undefined
  current: string
  onGo?: () => void
  /** What else can be done with it. */
  children?: ReactNode
}) => {
  const language = useLanguage()
  const isCurrent = id === current
  const shown = count && numberFormat(language).format(count.count) + (count.more ? '+' : '')
  return (
    <li className="group relative flex">
      <Link
        to="/inbox/$view"
        params={{ view: id }}
        search={{}}
        {...(isCurrent ? { 'aria-current': 'page' } : {})}
        {...(hint ? { title: hint } : {})}
        {...(onGo ? { onClick: onGo } : {})}
        className={classes(
          'flex h-8 min-w-0 flex-1 items-center gap-2 rounded-md px-2 text-[0.8125rem] [&_svg]:size-4 [&_svg]:shrink-0',
          isCurrent ? 'bg-selected font-medium text-ink' : 'text-ink-soft hover:bg-hover hover:text-ink',
        )}
      >
        <span aria-hidden className={classes('inline-flex', isCurrent ? 'text-accent' : 'text-ink-faint')}>
          {icon}
        </span>
        <span className="flex min-w-0 flex-1">
          <span dir="auto" className="truncate">
            {label}
          </span>
        </span>
        {count && count.count > 0 ? (
          <span
            className={classes(
              'text-ink-faint text-xs tabular-nums',
              children ? 'group-focus-within:invisible group-hover:invisible' : null,
            )}
          >
            {shown}
          </span>
        ) : null}
      </Link>
      {children ? (
        <span className="absolute inset-y-0 end-1 flex items-center opacity-0 focus-within:opacity-100 group-hover:opacity-100">
          {children}
        </span>
      ) : null}
    </li>
  )
}
