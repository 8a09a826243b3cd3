import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { MouseEvent } from 'react'
import { useTexts } from '../../texts/texts.tsx'
import { classes } from '../../ui/classes.ts'
import { Marked } from '../search/marked.tsx'
import { startTicket } from '../ticket/query.ts'
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

/** The way to the ticket: it covers the row, under the checkbox. */
export const SubjectLink = ({ row, search, isCursor, onPoint, className }: RowProps & { className?: string }) => {
  const { ticket, highlights } = row
  const t = useTexts()
  const client = useQueryClient()
  return (
    <Link
      id={linkId(ticket.id)}
      dir="auto"
      to="/inbox/tickets/$number"
      params={{ number: String(ticket.number) }}
      search={search}
      tabIndex={isCursor ? 0 : -1}
      onFocus={() => onPoint(ticket.id)}
      // A button that goes down comes up a tenth of a second later: by then the ticket is there.
      onPointerDown={() => startTicket(client, String(ticket.number))}
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
export const SelectBox = ({ row: { ticket }, isSelected, onSelect, className }: RowProps & { className?: string }) => {
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
