import type { ReactNode } from 'react'
import { useTexts } from '../texts/texts.tsx'
import { classes } from './classes.ts'

/** Nothing is here: why, and what to do about it. */
export const Empty = ({ icon, title, children }: { icon?: ReactNode; title: ReactNode; children?: ReactNode }) => (
  <div className="mx-auto flex max-w-sm flex-col items-center gap-2 px-4 py-14 text-center">
    {icon ? (
      <span aria-hidden className="rounded-full bg-sunken p-3 text-ink-faint [&_svg]:size-6">
        {icon}
      </span>
    ) : null}
    <p className="text-sm font-medium text-ink">{title}</p>
    {children ? <div className="text-sm text-ink-soft">{children}</div> : null}
  </div>
)

/** The place of what is still loading, in about its shape. */
export const Skeleton = ({ className }: { className?: string }) => (
  <span aria-hidden className={classes('block animate-pulse rounded bg-sunken', className ?? 'h-4 w-full')} />
)

/** Rows that are still loading. Read out once, as loading. `inset` keeps them off the edges of what has no padding. */
export const SkeletonRows = ({
  rows = 8,
  className,
  inset,
}: {
  rows?: number
  className?: string
  inset?: boolean
}) => {
  const t = useTexts()
  return (
    <div role="status" className={classes('flex flex-col gap-2', inset && 'p-3')}>
      <span className="sr-only">{t.shell.loading}</span>
      {Array.from({ length: rows }, (_, row) => (
        // Alike, and never in another order.
        <Skeleton key={row} className={className ?? 'h-9 w-full'} />
      ))}
    </div>
  )
}
