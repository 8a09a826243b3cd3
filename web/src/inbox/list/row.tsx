import { Link } from '@tanstack/react-router'
import { AlarmClock, ShieldQuestion } from 'lucide-react'
import { type MouseEvent, memo } from 'react'
import { useLanguage, useTexts } from '../../texts/texts.tsx'
import { Avatar } from '../../ui/avatar.tsx'
import { classes } from '../../ui/classes.ts'
import { Ago, moment } from '../../ui/time.tsx'
import { PriorityMark, StatusMark } from '../marks.tsx'
import { Marked } from '../search/marked.tsx'
import { COLUMNS, type Column, nameOf, Tags } from './columns.tsx'
import type { Row } from './rows.ts'

export type RowProps = {
  row: Row
  /** The list's id and the search that stay beside the ticket. */
  search: { view: string; q?: string }
  /** Its place in the list, from 1. */
  place: number
  isOpen: boolean
  /** Where Tab goes into the list. */
  isCursor: boolean
  /** Somebody went to it: what is done with a key is done with it. */
  isPointed: boolean
  isSelected: boolean
  isLeaving: boolean
  /** Undefined where the member may change nothing. */
  onSelect: ((id: string, isRange: boolean) => void) | undefined
  onPoint: (id: string) => void
}

/** The id of a row's link: the keyboard puts the focus there. */
export const linkId = (ticketId: string): string => `row-${ticketId}`

const ground = ({ isOpen, isSelected, isLeaving }: RowProps): string =>
  classes(
    'group relative h-full border-line border-b transition-opacity duration-300',
    isOpen ? 'bg-selected' : isSelected ? 'bg-accent-soft' : 'bg-surface hover:bg-hover',
    isLeaving && 'opacity-25',
  )

/** The way to the ticket: it covers the row, under the checkbox. */
const SubjectLink = ({ row, search, isCursor, onPoint, className }: RowProps & { className?: string }) => {
  const { ticket, highlights } = row
  const t = useTexts()
  return (
    <Link
      id={linkId(ticket.id)}
      dir="auto"
      to="/inbox/tickets/$number"
      params={{ number: String(ticket.number) }}
      search={search}
      tabIndex={isCursor ? 0 : -1}
      onFocus={() => onPoint(ticket.id)}
      onClick={() => onPoint(ticket.id)}
      className={classes(
        'min-w-0 truncate outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent',
        ticket.unread ? 'font-semibold text-ink' : 'text-ink',
        className,
      )}
    >
      {/* Isolated: the direction is that of the subject. */}
      {ticket.unread ? <bdi className="sr-only">{t.inbox.unread}: </bdi> : null}
      {highlights ? <Marked text={highlights.subject} /> : ticket.subject}
    </Link>
  )
}

/** A box to select the row with; with Shift, all rows from the one before. */
const SelectBox = ({ row: { ticket }, isSelected, onSelect, className }: RowProps & { className?: string }) => {
  const t = useTexts()
  if (!onSelect) return null
  return (
    <label
      className={classes(
        'relative z-10 inline-flex size-6 items-center justify-center rounded hover:bg-hover',
        className,
      )}
    >
      <input
        type="checkbox"
        checked={isSelected}
        aria-label={t.inbox.select(ticket.number)}
        onChange={() => {}}
        onClick={(event: MouseEvent) => onSelect(ticket.id, event.shiftKey)}
        tabIndex={-1}
        className="size-4 accent-(--accent)"
      />
    </label>
  )
}

/** A row beside a ticket, or on a phone: who, what, how it stands. */
export const ComfortableRow = memo((props: RowProps) => {
  const { row, isSelected, isPointed } = props
  const { ticket, highlights } = row
  const t = useTexts()
  const language = useLanguage()
  return (
    <div className={classes(ground(props), 'flex gap-2.5 px-3 py-2')}>
      {isPointed ? <span aria-hidden className="absolute inset-y-0 start-0 w-0.5 bg-accent" /> : null}
      <span className="relative size-8 shrink-0">
        <span className={classes(props.onSelect && 'group-hover:invisible', isSelected && 'invisible')}>
          <Avatar name={nameOf(ticket)} />
        </span>
        <SelectBox
          {...props}
          className={classes(
            'absolute! inset-1 opacity-0 focus-within:opacity-100 group-hover:opacity-100',
            isSelected && 'opacity-100',
          )}
        />
      </span>
      <div className="flex min-w-0 flex-1 flex-col">
        <div className="flex items-center gap-2 text-[0.8125rem]">
          {ticket.unread ? <span aria-hidden className="size-2 shrink-0 rounded-full bg-accent" /> : null}
          <span
            dir="auto"
            className={classes('min-w-0 truncate', ticket.unread ? 'font-semibold text-ink' : 'text-ink-soft')}
          >
            {nameOf(ticket)}
          </span>
          {highlights ? (
            <span className="flex shrink-0 items-center gap-1.5 text-ink-faint text-xs">
              <StatusMark status={ticket.status} />
              <PriorityMark priority={ticket.priority} />
              <span className="tabular-nums">#{ticket.number}</span>
            </span>
          ) : null}
          {ticket.requester_verified === false ? (
            <ShieldQuestion aria-label={t.inbox.unverified} className="size-3.5 shrink-0 text-warn" />
          ) : null}
          <span className="ms-auto shrink-0 text-ink-faint text-xs">
            <Ago at={ticket.last_message_at ?? ticket.updated_at} />
          </span>
        </div>
        <SubjectLink {...props} className="max-w-full self-start" />
        {highlights ? (
          <p dir="auto" className="max-w-full self-start truncate text-ink-soft text-xs">
            <Marked text={highlights.text} />
          </p>
        ) : (
          <div className="flex min-w-0 items-center gap-2 text-ink-faint text-xs">
            <StatusMark status={ticket.status} />
            <PriorityMark priority={ticket.priority} />
            <span className="tabular-nums">#{ticket.number}</span>
            {ticket.snoozed_until ? (
              <span
                className="inline-flex items-center gap-1 text-info"
                title={t.inbox.snoozedUntil(moment(ticket.snoozed_until, language))}
              >
                <AlarmClock aria-hidden className="size-3" />
                <Ago at={ticket.snoozed_until} />
              </span>
            ) : null}
            <Tags tags={ticket.tags ?? []} />
            {ticket.assignee ? (
              <span className="ms-auto shrink-0" title={ticket.assignee.name}>
                <Avatar name={ticket.assignee.name} small />
                <span className="sr-only">{ticket.assignee.name}</span>
              </span>
            ) : null}
          </div>
        )}
      </div>
    </div>
  )
})

/** A row of the table: one line, its columns as chosen. */
export const TableRow = memo((props: RowProps & { columns: Column[]; grid: string }) => {
  const { row, columns, grid, isPointed, place, isSelected } = props
  const t = useTexts()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a grid of a few of a million rows cannot be a table element
    // biome-ignore lint/a11y/useFocusableInteractive: its link is what is focused
    <div
      role="row"
      aria-rowindex={place + 1}
      aria-selected={isSelected}
      className={classes(ground(props), 'grid items-center gap-3 px-3 text-[0.8125rem]')}
      style={{ gridTemplateColumns: grid }}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: as the row */}
      <span role="cell" className="flex items-center">
        {isPointed ? <span aria-hidden className="absolute inset-y-0 start-0 w-0.5 bg-accent" /> : null}
        <SelectBox {...props} />
      </span>
      {columns.map((column) => (
        // biome-ignore lint/a11y/useSemanticElements: as the row
        <span key={column} role="cell" className="flex min-w-0 items-center gap-2 text-ink-soft">
          {column === 'subject' ? (
            <>
              {row.ticket.unread ? <span aria-hidden className="size-2 shrink-0 rounded-full bg-accent" /> : null}
              <SubjectLink {...props} />
            </>
          ) : (
            COLUMNS[column].cell(row.ticket, t)
          )}
        </span>
      ))}
    </div>
  )
})
