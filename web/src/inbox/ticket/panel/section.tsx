import { ChevronRight } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { classes } from '../../../ui/classes.ts'
import { Skeleton } from '../../../ui/states.tsx'

/** Which parts were opened and closed on this machine. */
const REMEMBERED = 'lodge.panel.'

/** A part of the panel under its heading, which opens and closes it; how it was left is remembered. */
export const Section = ({
  name,
  title,
  count,
  folded,
  action,
  children,
}: {
  name: string
  title: string
  count?: number
  /** Closed until it is opened: what few look for. */
  folded?: boolean
  action?: ReactNode
  children: ReactNode
}) => {
  const id = useId()
  const [open, setOpen] = useState(() => (localStorage.getItem(REMEMBERED + name) ?? (folded ? 'no' : 'yes')) === 'yes')
  const toggle = () => {
    localStorage.setItem(REMEMBERED + name, open ? 'no' : 'yes')
    setOpen(!open)
  }
  return (
    <section aria-labelledby={`${id}-title`} className="border-b border-line px-4 py-2 last:border-b-0">
      <div className="flex min-h-7 items-center gap-1">
        <h2 id={`${id}-title`} className="min-w-0 flex-1">
          <button
            type="button"
            aria-expanded={open}
            aria-controls={id}
            onClick={toggle}
            className="-ms-1 flex min-h-6 max-w-full items-center gap-1 rounded pe-1 text-xs font-semibold text-ink-soft hover:text-ink"
          >
            <ChevronRight
              aria-hidden
              className={classes('size-3.5 shrink-0', open ? 'rotate-90' : 'rtl:-scale-x-100')}
            />
            <span className="truncate">{title}</span>
            {count ? <span className="font-normal text-ink-faint">{count}</span> : null}
          </button>
        </h2>
        {action}
      </div>
      <div id={id} hidden={!open} className="pt-1 pb-2 text-[0.8125rem]">
        {open ? children : null}
      </div>
    </section>
  )
}

/** Names and what they say, one a line. What says nothing is left out. */
export const Facts = ({ rows }: { rows: [name: string, value: ReactNode][] }) => (
  <dl className="grid grid-cols-[minmax(4.5rem,auto)_1fr] gap-x-2.5 gap-y-1.5">
    {rows.map(([name, value], index) =>
      value === null || value === '' ? null : (
        // A name may come twice: two addresses of one person.
        <div key={`${name} ${index}`} className="col-span-2 grid grid-cols-subgrid">
          <dt className="max-w-24 text-ink-faint [overflow-wrap:anywhere]">{name}</dt>
          <dd className="min-w-0 [overflow-wrap:anywhere]">
            <bdi>{value}</bdi>
          </dd>
        </div>
      ),
    )}
  </dl>
)

/** Where there is nothing: what it would be. */
export const Nothing = ({ children }: { children: ReactNode }) => <p className="text-ink-faint">{children}</p>

/** A few lines that are still loading. */
export const Lines = () => (
  <div className="flex flex-col gap-2">
    <Skeleton className="h-4 w-3/4" />
    <Skeleton className="h-4 w-1/2" />
    <Skeleton className="h-4 w-2/3" />
  </div>
)
