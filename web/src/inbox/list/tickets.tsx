import { useNavigate } from '@tanstack/react-router'
import { Inbox, SearchX } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useMay } from '../../api/session.ts'
import { Problem } from '../../ui/problem.tsx'
import { Empty, SkeletonRows } from '../../ui/states.tsx'
import { TicketActions } from '../bulk/actions.tsx'
import { useLeaving } from '../live/leaving.ts'
import type { Column } from './columns.tsx'
import { linkId } from './row-parts.tsx'
import type { Source } from './rows.ts'
import { RowScroller, type Scroller } from './scroller.tsx'
import { kept, NOTHING, toggled } from './selection.ts'
import { useListCommands } from './use-list-commands.ts'

type Props = {
  source: Source
  label: string
  search: { view: string; q?: string }
  /** The number of the ticket that is open, beside the list or in its place. */
  open: string | undefined
  /** Undefined draws comfortable rows. */
  columns: Column[] | undefined
  empty: ReactNode
  /** What is said below that. */
  emptyText?: string
}

/** A list of tickets: rows to go through, to open, to select and to change. */
export const TicketRows = ({ source, label, search, open, columns, empty, emptyText }: Props) => {
  const navigate = useNavigate()
  const { rows, error, isPending, retry } = source
  const order = useMemo(() => rows.map(({ ticket }) => ticket.id), [rows])
  const mayChange = useMay('tickets:write')
  const leaving = useLeaving()
  const scroller = useRef<Scroller>(null)
  const wanted = useRef<string | null>(null)
  const [pointed, setPointed] = useState<string | null>(null)
  const [chosen, setSelection] = useState(NOTHING)
  const selection = kept(chosen, order)

  const at = rows.findIndex(({ ticket }) => ticket.id === pointed)
  const openAt = rows.findIndex(({ ticket }) => String(ticket.number) === open)
  const lastAt = useRef(0)
  if (at >= 0) lastAt.current = at
  const acted = useRef(false)
  useEffect(() => {
    if (at >= 0 || !acted.current) return
    // What was done with it took it off the list: the next one comes under the hand. One that others took away leaves
    // nothing there, or the next key would be for a ticket that nobody chose.
    acted.current = false
    const next = order[Math.min(lastAt.current, order.length - 1)]
    if (next !== undefined && document.activeElement === document.body) document.getElementById(linkId(next))?.focus()
    setPointed(next ?? null)
  }, [at, order])
  const shown = useRef<string | null>(null)
  useEffect(() => {
    // Rows have another height beside a ticket: the one that is open, or was, is brought into sight again. Once: what
    // changes meanwhile does not take away what is read.
    const [place, index] = open === undefined ? ['list', at] : [open, openAt]
    if (index < 0 || shown.current === place) return
    shown.current = place
    requestAnimationFrame(() => scroller.current?.show(index))
  }, [open, openAt, at])
  // Before anybody went anywhere it is the open ticket, else the first.
  const cursor = at >= 0 ? at : Math.max(openAt, 0)

  const point = (index: number) => {
    const id = order[Math.max(0, Math.min(index, order.length - 1))]
    if (id === undefined) return
    setPointed(id)
    wanted.current = id
    scroller.current?.show(Math.max(0, Math.min(index, order.length - 1)))
    // After the row is drawn, for it may have been far away; and not if the next key has gone on from it.
    const focus = () => {
      if (wanted.current === id) document.getElementById(linkId(id))?.focus({ preventScroll: true })
    }
    requestAnimationFrame(() => requestAnimationFrame(focus))
  }
  const openAtIndex = (index: number) => {
    const ticket = rows[index]?.ticket
    if (!ticket) return
    setPointed(ticket.id)
    wanted.current = null
    scroller.current?.show(index)
    void navigate({ to: '/inbox/tickets/$number', params: { number: String(ticket.number) }, search })
  }
  const latest = useRef(order)
  latest.current = order
  const select = useCallback((id: string, isRange: boolean) => {
    setPointed(id)
    setSelection((before) => toggled(before, latest.current, id, isRange))
  }, [])

  useListCommands({
    move: (by) => point(at < 0 && open === undefined ? lastAt.current : cursor + by),
    open: () => openAtIndex(cursor),
    step: (by) => openAtIndex(openAt >= 0 ? openAt + by : cursor),
    back: () =>
      void navigate({ to: '/inbox/$view', params: { view: search.view }, search: search.q ? { q: search.q } : {} }),
    select: mayChange ? () => order[cursor] && select(order[cursor], false) : undefined,
    selectAll: mayChange ? () => setSelection({ ids: new Set(order), from: null }) : undefined,
    clear: selection.ids.size > 0 ? () => setSelection(NOTHING) : undefined,
    isOpen: open !== undefined,
  })

  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (by === 0 || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    point(cursor + by)
  }

  const selected = rows.filter(({ ticket }) => selection.ids.has(ticket.id)).map(({ ticket }) => ticket)
  const current = open === undefined && at >= 0 ? rows[cursor]?.ticket : undefined

  if (error)
    return (
      <div className="p-3">
        <Problem error={error} onRetry={retry} />
      </div>
    )
  if (isPending) return <SkeletonRows inset rows={12} className={columns ? 'h-7 w-full' : 'h-15 w-full'} />
  if (rows.length === 0 && !source.hasMore) {
    return (
      <Empty icon={search.q ? <SearchX /> : <Inbox />} title={empty}>
        {emptyText}
      </Empty>
    )
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrows of whatever row has the focus
    <div className="relative flex min-h-0 flex-1 flex-col" onKeyDown={onKeyDown}>
      {mayChange ? (
        <TicketActions
          targets={selected.length > 0 ? selected : current ? [current] : []}
          isBulk={selected.length > 0}
          onApplied={() => {
            acted.current = true
            setSelection(NOTHING)
          }}
          onClear={() => setSelection(NOTHING)}
          onSelectAll={() => setSelection({ ids: new Set(order), from: null })}
        />
      ) : null}
      <RowScroller
        ref={scroller}
        source={source}
        label={label}
        columns={columns}
        propsOf={(index) => {
          const ticket = rows[index]?.ticket
          const id = ticket?.id ?? ''
          return {
            search,
            isOpen: ticket !== undefined && String(ticket.number) === open,
            isCursor: index === cursor,
            isPointed: at >= 0 && index === at,
            isSelected: selection.ids.has(id),
            isLeaving: leaving.has(id),
            onSelect: mayChange ? select : undefined,
            onPoint: setPointed,
          }
        }}
      />
    </div>
  )
}
