import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowUp } from 'lucide-react'
import { type ReactNode, type Ref, useEffect, useImperativeHandle, useMemo, useRef } from 'react'
import { useTexts } from '../../texts/texts.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { type Column, gridOf } from './columns.tsx'
import { ComfortableRow, TableRow } from './row.tsx'
import type { RowProps } from './row-parts.tsx'
import type { Source } from './rows.ts'
import { useSteady } from './steady.ts'
import { TableHead } from './table-head.tsx'

const COMFORTABLE = 78
const TABLE = 38
/** With this many rows left below, the next page is asked for. */
const AHEAD = 10

export type Scroller = { show: (index: number) => void }

type Props = {
  source: Source
  label: string
  /** The table's columns; undefined draws comfortable rows. */
  columns: Column[] | undefined
  propsOf: (index: number) => Omit<RowProps, 'row' | 'place'>
  ref: Ref<Scroller>
  /** Above the rows, scrolled with them. */
  children?: ReactNode
}

/** The rows that are seen, of however many there are. */
export const RowScroller = ({ source, label, columns, propsOf, ref }: Props) => {
  const t = useTexts()
  const { rows, hasMore, isLoadingMore, loadMore } = source
  const scroller = useRef<HTMLDivElement>(null)
  const height = columns ? TABLE : COMFORTABLE
  const virtual = useVirtualizer({
    count: rows.length + (hasMore ? 1 : 0),
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 8,
    getItemKey: (index) => rows[index]?.ticket.id ?? 'more',
  })
  useEffect(() => {
    if (height) virtual.measure()
  }, [height, virtual])
  useImperativeHandle(ref, () => ({ show: (index) => virtual.scrollToIndex(index) }), [virtual])
  const ids = useMemo(() => rows.map(({ ticket }) => ticket.id), [rows])
  const { fresh, seen } = useSteady(scroller, ids, height)

  const items = virtual.getVirtualItems()
  const lastSeen = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (hasMore && !isLoadingMore && lastSeen >= rows.length - AHEAD) loadMore()
  }, [hasMore, isLoadingMore, lastSeen, rows.length, loadMore])

  const grid = useMemo(() => (columns ? gridOf(columns) : ''), [columns])
  const total = hasMore ? -1 : rows.length
  const drawn = items.map(({ index, key, start }) => {
    const row = rows[index]
    return (
      <div
        key={key}
        {...(columns
          ? { role: 'presentation' }
          : { role: 'listitem', 'aria-setsize': total, 'aria-posinset': index + 1 })}
        className="absolute inset-x-0 top-0"
        style={{ height, transform: `translateY(${start}px)` }}
      >
        {row === undefined ? (
          <Skeleton className="m-3 h-4" />
        ) : columns ? (
          <TableRow row={row} place={index + 1} columns={columns} grid={grid} {...propsOf(index)} />
        ) : (
          <ComfortableRow row={row} place={index + 1} {...propsOf(index)} />
        )}
      </div>
    )
  })
  const body = { style: { height: virtual.getTotalSize() }, className: 'relative' }
  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={scroller}
        onScroll={(event) => event.currentTarget.scrollTop < height && seen()}
        className="h-full overflow-auto overscroll-contain"
      >
        {columns ? (
          // biome-ignore lint/a11y/useSemanticElements: of a million rows a few are there, which a table element cannot say
          <div role="table" aria-label={label} aria-rowcount={total < 0 ? -1 : total + 1} className="min-w-fit">
            <TableHead columns={columns} grid={grid} />
            {/* biome-ignore lint/a11y/useSemanticElements: as the table */}
            <div role="rowgroup" {...body}>
              {drawn}
            </div>
          </div>
        ) : (
          // biome-ignore lint/a11y/useSemanticElements: its items say their places in a longer list
          <div role="list" aria-label={label} {...body}>
            {drawn}
          </div>
        )}
      </div>
      {fresh > 0 ? (
        <button
          type="button"
          onClick={() => {
            seen()
            scroller.current?.scrollTo({ top: 0 })
          }}
          className="absolute inset-x-0 top-2 z-20 mx-auto inline-flex w-fit items-center gap-1 rounded-full bg-accent px-3 py-1 font-medium text-accent-ink text-xs shadow-raised"
        >
          <ArrowUp aria-hidden className="size-3.5" />
          {t.inbox.newTickets(fresh)}
        </button>
      ) : null}
    </div>
  )
}
