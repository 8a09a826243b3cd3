import { AlarmClock, ShieldQuestion } from 'lucide-react'
import { memo } from 'react'
import { useLanguage, useTexts } from '../../texts/texts.tsx'
import { Avatar } from '../../ui/avatar.tsx'
import { classes } from '../../ui/classes.ts'
import { Ago, moment } from '../../ui/time.tsx'
import { PriorityMark, StatusMark } from '../marks.tsx'
import { Marked } from '../search/marked.tsx'
import { COLUMNS, type Column, nameOf, Tags } from './columns.tsx'
import { type RowProps, SelectBox, SubjectLink } from './row-parts.tsx'

const ground = ({ isOpen, isSelected, isLeaving }: RowProps): string =>
  classes(
    'group relative h-full border-line border-b transition-opacity duration-300',
    isOpen ? 'bg-selected' : isSelected ? 'bg-accent-soft' : 'bg-surface hover:bg-hover',
    // What is sunken into a row of a colour is lighter than it: tags stand out there, too.
    (isOpen || isSelected) && '[--sunken:var(--surface)]',
    isLeaving && 'opacity-25',
  )

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
